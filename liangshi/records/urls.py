"""Records."""

from django.urls import path

from liangshi.records.views import drafts, entries, quick

app_name = "records"
urlpatterns = [
    path("offline-worker.js", quick.worker, name="worker"),
    path("records/draft/", drafts.draft, name="draft"),
    path("records/new/", quick.entry_new, name="entry_new"),
    path("records/<str:entry_id>/", entries.entry, name="entry"),
]
