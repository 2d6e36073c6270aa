"""Rows of the schemes app."""

from .filings import FilingComment, SchemeFiling
from .templates import PaperTemplate
from .versions import SchemeDraft, SchemeVersion

__all__ = ["FilingComment", "PaperTemplate", "SchemeDraft", "SchemeFiling", "SchemeVersion"]
