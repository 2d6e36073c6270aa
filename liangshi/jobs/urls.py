"""The health page."""

from django.urls import path

from liangshi.jobs import views

app_name = "jobs"
urlpatterns = [
    path("health/", views.health_page, name="health"),
    path("health/alive/", views.alive, name="alive"),
]
