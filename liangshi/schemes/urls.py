"""The scheme, its presets, its draft."""

from django.urls import path

from liangshi.schemes import views

app_name = "schemes"
urlpatterns = [
    path("scheme/", views.scheme, name="scheme"),
    path("scheme/versions/<str:version>/", views.version, name="version"),
    path("scheme/versions/<str:version>/text/", views.version_text, name="version_text"),
    path("scheme/presets/", views.presets, name="presets"),
    path("scheme/presets/<slug:key>/", views.preset_page, name="preset"),
    path("scheme/draft/", views.draft, name="draft"),
    path("scheme/draft/start/", views.draft_start, name="draft_start"),
    path("scheme/draft/text/", views.draft_text, name="draft_text"),
    path("scheme/draft/examples/", views.draft_examples, name="draft_examples"),
    path("scheme/draft/publish/", views.draft_publish, name="draft_publish"),
]
