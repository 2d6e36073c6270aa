"""Views of the schemes app."""

from .draft import draft, draft_start, draft_text
from .presets import preset_page, presets
from .publishing import draft_examples, draft_publish
from .reading import scheme, version, version_text

__all__ = [
    "draft",
    "draft_examples",
    "draft_publish",
    "draft_start",
    "draft_text",
    "preset_page",
    "presets",
    "scheme",
    "version",
    "version_text",
]
