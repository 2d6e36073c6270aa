"""Questions about imports and about what is stored now."""

from .batches import Tab, history, may_undo, open_questions, pages, problems, tabs
from .memory import remembered
from .present import Stored, school_year, stored_roster

__all__ = [
    "Stored",
    "Tab",
    "history",
    "may_undo",
    "open_questions",
    "pages",
    "problems",
    "remembered",
    "school_year",
    "stored_roster",
    "tabs",
]
