"""Views of the schemes app."""

from .draft import draft, draft_start, draft_text
from .filing import filing, filing_comment, filing_decide, filing_new, filing_word, filings
from .frames import frame, frame_draft, frame_publish, frame_start, frame_text, frames
from .papers import (
    paper_template,
    paper_word,
    papers,
    template_file,
    template_preview,
    template_sample,
    template_use,
)
from .presets import preset_page, presets
from .publishing import draft_examples, draft_publish
from .reading import scheme, version, version_text, versions

__all__ = [
    "draft",
    "draft_examples",
    "draft_publish",
    "draft_start",
    "draft_text",
    "filing",
    "filing_comment",
    "filing_decide",
    "filing_new",
    "filing_word",
    "filings",
    "frame",
    "frame_draft",
    "frame_publish",
    "frame_start",
    "frame_text",
    "frames",
    "paper_template",
    "paper_word",
    "papers",
    "preset_page",
    "presets",
    "scheme",
    "template_file",
    "template_preview",
    "template_sample",
    "template_use",
    "version",
    "version_text",
    "versions",
]
