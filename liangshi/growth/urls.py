"""Growth messages."""

from django.urls import path

from liangshi.growth.views import archive, leaving, reading, writing

app_name = "growth"
urlpatterns = [
    path("growth/messages/", writing.messages, name="messages"),
    path("growth/messages/send/", writing.send, name="send"),
    path("growth/messages/papers/", reading.own_papers, name="own_papers"),
    path("growth/messages/papers/<str:group>/", reading.class_papers, name="class_papers"),
    path("growth/messages/to-check/", reading.to_check, name="to_check"),
    path("growth/messages/received/", reading.received, name="received"),
    path("growth/messages/write/<str:student>/", writing.write, name="write"),
    path("growth/messages/<str:message>/", reading.message, name="message"),
    path("growth/messages/<str:message>/take-back/", writing.take_back, name="take_back"),
    path("growth/messages/<str:message>/check/", reading.check, name="check"),
    path("growth/messages/<str:message>/reply/", reading.reply, name="reply"),
    path("growth/messages/<str:message>/paper/", reading.message_paper, name="message_paper"),
    path("growth/archive/<str:student>/", archive.archive, name="archive"),
    path("growth/archive/<str:student>/charts/", archive.archive_charts, name="archive_charts"),
    path("growth/archive/<str:student>/print/", archive.archive_print, name="archive_print"),
    path("growth/archive/<str:student>/open/", archive.archive_open, name="archive_open"),
    path("growth/archive/<str:student>/file/", archive.archive_file, name="archive_file"),
    path("growth/leaving/", leaving.leaving, name="leaving"),
    path("growth/leaving/ahead/", leaving.ahead, name="leaving_ahead"),
    path("growth/leaving/classes/<str:group>/", leaving.of_class, name="leaving_class"),
    path("growth/leaving/classes/<str:group>/seal/", leaving.seal, name="leaving_seal"),
    path("growth/leaving/students/<str:student>/file/", leaving.copy, name="leaving_copy"),
    path("growth/leaving/students/<str:student>/reopen/", leaving.reopen, name="leaving_reopen"),
    path("growth/leaving/students/<str:student>/hold/", leaving.hold, name="leaving_hold"),
    path("growth/leaving/holds/<str:hold>/end/", leaving.hold_end, name="leaving_hold_end"),
    path("growth/handover/<str:student>/", archive.letter, name="letter"),
]
