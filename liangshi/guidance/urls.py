"""Reflections, plans, goals, evaluations, requests to talk, own pieces."""

from django.urls import path

from liangshi.guidance.views import reflections

app_name = "guidance"
urlpatterns = [
    path("reflections/", reflections.reflections, name="reflections"),
    path("reflections/to-read/", reflections.to_read, name="to_read"),
    path("reflections/of/<str:student>/", reflections.reflections_of, name="reflections_of"),
    path("reflections/weeks/<str:week>/", reflections.reflection_write, name="reflection_write"),
    path("reflections/weeks/<str:week>/skip/", reflections.reflection_skip, name="reflection_skip"),
    path("reflections/<str:reflection>/answer/", reflections.reflection_answer, name="reflection_answer"),
]
