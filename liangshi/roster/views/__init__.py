"""Views of the roster app."""

from .batch import answers, apply, batch_page, columns, discard, undo
from .files import export, export_csv, problems, template
from .imports import imports

__all__ = [
    "answers",
    "apply",
    "batch_page",
    "columns",
    "discard",
    "export",
    "export_csv",
    "imports",
    "problems",
    "template",
    "undo",
]
