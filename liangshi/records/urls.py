"""Records."""

from django.urls import path

from liangshi.records.views import (
    alike,
    attachments,
    drafts,
    entries,
    families,
    figures,
    own,
    quick,
    students,
    teaching_views,
    teams,
)

app_name = "records"
urlpatterns = [
    path("offline-worker.js", quick.worker, name="worker"),
    path("records/draft/", drafts.draft, name="draft"),
    path("records/new/", quick.entry_new, name="entry_new"),
    path("records/alike/", alike.alike, name="alike"),
    path("records/mine/", own.mine, name="mine"),
    path("records/figures/", figures.figures, name="figures"),
    path("records/notes/", own.notes, name="notes"),
    path("records/notes/new/", own.note_new, name="note_new"),
    path("records/notes/<str:note_id>/", own.note, name="note"),
    path("records/teams/", teams.teams, name="teams"),
    path("records/teams/<str:group>/", teams.team, name="team"),
    path("records/shared/", families.shared, name="shared"),
    path("records/shared/<str:shared_id>/", families.shared_answer, name="shared_answer"),
    path("records/views/", teaching_views.views, name="views"),
    path("records/views/new/", teaching_views.view_new, name="view_new"),
    path("records/views/<str:view_id>/", teaching_views.view, name="view"),
    path("records/files/<str:attachment_id>/", attachments.attachment, name="attachment"),
    path("records/files/<str:attachment_id>/remove/", attachments.attachment_remove, name="attachment_remove"),
    path("records/students/<str:student_id>/", students.student, name="student"),
    path("records/students/<str:student_id>/all/", students.timeline, name="timeline"),
    path("records/students/<str:student_id>/team/", students.team_note_new, name="team_note_new"),
    path("records/students/<str:student_id>/event/", students.event_new, name="event_new"),
    path("records/<str:entry_id>/", entries.entry, name="entry"),
    path("records/<str:entry_id>/edit/", entries.entry_edit, name="entry_edit"),
    path("records/<str:entry_id>/add/", entries.entry_add, name="entry_add"),
    path("records/<str:entry_id>/done/", entries.step_done, name="step_done"),
    path("records/<str:entry_id>/company/", entries.company, name="company"),
    path("records/<str:entry_id>/company/leave/", entries.company_leave, name="company_leave"),
    path("records/<str:entry_id>/share/", entries.share, name="share"),
    path("records/<str:entry_id>/files/", entries.attachment_new, name="attachment_new"),
]
