"""Meetings of the leadership group and their follow-ups."""

from django.urls import path

from liangshi.meetings import views

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.meeting_new, name="meeting_new"),
    path("meetings/tasks/", views.tasks, name="tasks"),
    path("meetings/tasks/<str:task>/", views.settle, name="settle"),
    path("meetings/items/<str:item>/remove/", views.item_remove, name="item_remove"),
    path("meetings/<str:meeting>/", views.meeting, name="meeting"),
    path("meetings/<str:meeting>/minutes/", views.minutes, name="minutes"),
    path("meetings/<str:meeting>/when/", views.move, name="move"),
    path("meetings/<str:meeting>/agenda/", views.agenda_renew, name="agenda_renew"),
    path("meetings/<str:meeting>/items/", views.item_add, name="item_add"),
    path("meetings/<str:meeting>/tasks/", views.task_add, name="task_add"),
    path("meetings/<str:meeting>/close/", views.close, name="close"),
    path("meetings/<str:meeting>/cancel/", views.cancel, name="cancel"),
    path("meetings/<str:meeting>/word/", views.word, name="word"),
]
