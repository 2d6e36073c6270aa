"""Figures that leave a school: small cells are hidden so that nothing shown leads back to one child.

    publishable(table)           the table with its margins, small cells hidden, and as many more as that takes
    share_of(asked, done)        how much was done, in percent, unless that would tell a small number
    typical(durations)           the median, or nothing where too few stand behind it

What is hidden can take at least two values for whoever sees the rest and every total, and a small cell could as well be
large; `tests/domain/figures` proves it by trying all tables that look the same.
"""

from .hiding import THRESHOLD, publishable
from .shares import Near, Share, share_of
from .table import Published, Table, UnevenTableError
from .typical import typical

__all__ = [
    "THRESHOLD",
    "Near",
    "Published",
    "Share",
    "Table",
    "UnevenTableError",
    "publishable",
    "share_of",
    "typical",
]
