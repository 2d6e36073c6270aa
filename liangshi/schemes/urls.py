"""The scheme, its presets, its draft, its versions and papers, its filing with the bureau."""

from django.urls import path

from liangshi.schemes import views

app_name = "schemes"
urlpatterns = [
    path("scheme/", views.scheme, name="scheme"),
    path("scheme/versions/", views.versions, name="versions"),
    path("scheme/versions/<str:version>/", views.version, name="version"),
    path("scheme/versions/<str:version>/text/", views.version_text, name="version_text"),
    path("scheme/versions/<str:version>/file/", views.filing_new, name="filing_new"),
    path("scheme/papers/", views.papers, name="papers"),
    path("scheme/papers/<slug:kind>/", views.paper_word, name="paper_word"),
    path("scheme/papers/<slug:kind>/template/", views.paper_template, name="paper_template"),
    path("scheme/papers/<slug:kind>/sample/", views.template_sample, name="template_sample"),
    path("scheme/templates/<str:template>/", views.template_file, name="template_file"),
    path("scheme/templates/<str:template>/preview/", views.template_preview, name="template_preview"),
    path("scheme/templates/<str:template>/use/", views.template_use, name="template_use"),
    path("frames/", views.frames, name="frames"),
    path("frames/start/", views.frame_start, name="frame_start"),
    path("frames/draft/", views.frame_draft, name="frame_draft"),
    path("frames/draft/text/", views.frame_text, name="frame_text"),
    path("frames/draft/publish/", views.frame_publish, name="frame_publish"),
    path("frames/<str:frame>/", views.frame, name="frame"),
    path("filings/", views.filings, name="filings"),
    path("filings/<str:filing>/", views.filing, name="filing"),
    path("filings/<str:filing>/comment/", views.filing_comment, name="filing_comment"),
    path("filings/<str:filing>/decide/", views.filing_decide, name="filing_decide"),
    path("filings/<str:filing>/word/", views.filing_word, name="filing_word"),
    path("scheme/presets/", views.presets, name="presets"),
    path("scheme/presets/<slug:key>/", views.preset_page, name="preset"),
    path("scheme/draft/", views.draft, name="draft"),
    path("scheme/draft/start/", views.draft_start, name="draft_start"),
    path("scheme/draft/text/", views.draft_text, name="draft_text"),
    path("scheme/draft/examples/", views.draft_examples, name="draft_examples"),
    path("scheme/draft/publish/", views.draft_publish, name="draft_publish"),
]
