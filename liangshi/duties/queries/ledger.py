"""Expected × progress of the school year, derived whenever it is asked for."""

from datetime import date

from liangshi.domain.duties import Progress

from .book import book_of
from .population import Only


def ledger(school: int, today: date, only: Only = None) -> tuple[Progress, ...]:
    """How each duty of the year stands on `today`, of everybody or of few students; nothing of it is stored."""
    book = book_of(school, today, only)
    return book.progress(today) if book else ()
