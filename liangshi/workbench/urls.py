"""First screens."""

from django.urls import path

from liangshi.workbench import views

app_name = "workbench"
urlpatterns = [path("", views.home, name="home")]
