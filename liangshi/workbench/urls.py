"""First screens, search, the trail."""

from django.urls import path

from liangshi.workbench import views

app_name = "workbench"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("audit/", views.audit, name="audit"),
]
