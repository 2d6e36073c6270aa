"""Questions about duties."""

from .book import Book, YearRules, book_of, rules_in
from .ledger import ledger
from .lists import AT_MOST, Near, NextDue, Thing, mine, near, next_due, owed
from .standing_in import looked_after

__all__ = [
    "AT_MOST",
    "Book",
    "Near",
    "NextDue",
    "Thing",
    "YearRules",
    "book_of",
    "ledger",
    "looked_after",
    "mine",
    "near",
    "next_due",
    "owed",
    "rules_in",
]
