"""What each first screen shows, search, the trail of changes and readings."""

from .cards import Act, Card, Line, cards_for
from .search import Found, find_people
from .trail import AuditFilter, TrailLine, told, trail

__all__ = [
    "Act",
    "AuditFilter",
    "Card",
    "Found",
    "Line",
    "TrailLine",
    "cards_for",
    "find_people",
    "told",
    "trail",
]
