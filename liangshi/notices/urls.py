"""The inbox."""

from django.urls import path

from liangshi.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.inbox, name="inbox"),
    path("notices/channels/", views.channels, name="channels"),
    path("notices/<str:notice>/", views.open_notice, name="open"),
]
