"""Questions about schemes."""

from .catalogue import Preset, catalogue, preset, shelf
from .due_dates import EngineDueDates
from .reading import Clause, Reading, reading
from .review import Review, review_of
from .versions import NoSchemeError, checked, parsed, scheme_on, version_on

__all__ = [
    "Clause",
    "EngineDueDates",
    "NoSchemeError",
    "Preset",
    "Reading",
    "Review",
    "catalogue",
    "checked",
    "parsed",
    "preset",
    "reading",
    "review_of",
    "scheme_on",
    "shelf",
    "version_on",
]
