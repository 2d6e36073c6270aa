"""Rows of the schemes app."""

from .filings import FilingComment, SchemeFiling
from .frames import FrameDraft, FrameVersion
from .templates import PaperTemplate
from .versions import SchemeDraft, SchemeVersion

__all__ = [
    "FilingComment",
    "FrameDraft",
    "FrameVersion",
    "PaperTemplate",
    "SchemeDraft",
    "SchemeFiling",
    "SchemeVersion",
]
