"""Appointments, calendar, messages, the family page."""

from django.urls import path

from liangshi.family.views import appointments, calendar, messages, pages, proposing

app_name = "family"
urlpatterns = [
    path("family/", pages.family, name="family"),
    path("family/<str:student_id>/", pages.family_of, name="family_of"),
    path("family/<str:student_id>/preference/", pages.preference, name="preference"),
    path("family/<str:student_id>/ask/", proposing.appointment_ask, name="appointment_ask"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/ask/", proposing.own_ask, name="own_ask"),
    path("appointments/new/<str:student_id>/", proposing.appointment_new, name="appointment_new"),
    path("appointments/<str:appointment_id>/", appointments.appointment, name="appointment"),
    path("appointments/<str:appointment_id>/confirm/", appointments.confirm, name="confirm"),
    path("appointments/<str:appointment_id>/agreed/", appointments.agreed, name="agreed"),
    path("appointments/<str:appointment_id>/times/", appointments.other_time, name="other_time"),
    path("appointments/<str:appointment_id>/decline/", appointments.decline, name="decline"),
    path("appointments/<str:appointment_id>/cancel/", appointments.cancel, name="cancel"),
    path("appointments/<str:appointment_id>/leave/", appointments.leave, name="leave"),
    path("appointments/<str:appointment_id>/record/", appointments.record, name="record"),
    path("appointments/<str:appointment_id>/file.ics", calendar.appointment_file, name="appointment_file"),
    path("my-calendar/", calendar.my_calendar, name="my_calendar"),
    path("my-calendar/feed/", calendar.feed_page, name="feed_page"),
    path("my-calendar/feed/renew/", calendar.feed_renew, name="feed_renew"),
    path("my-calendar/<str:feed_id>/<str:key>.ics", calendar.feed, name="feed"),
    path("messages/", messages.threads, name="threads"),
    path("messages/new/<str:student_id>/", messages.thread_new, name="thread_new"),
    path("messages/<str:thread_id>/", messages.thread, name="thread"),
    path("messages/<str:message_id>/take-back/", messages.message_take_back, name="message_take_back"),
    path("messages/<str:message_id>/record/", messages.message_file, name="message_file"),
]
