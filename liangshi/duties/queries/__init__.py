"""Questions about duties."""

from .book import Book, book_of
from .ledger import ledger
from .lists import AT_MOST, NextDue, Thing, mine, next_due
from .standing_in import looked_after

__all__ = ["AT_MOST", "Book", "NextDue", "Thing", "book_of", "ledger", "looked_after", "mine", "next_due"]
