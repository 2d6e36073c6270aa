"""A table of counts with its margins, and what may be shown of it."""

from dataclasses import dataclass


class UnevenTableError(ValueError):
    """A table has a count for each row and column, and no count is below zero."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of disjoint groups by row and column; the margins follow."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.rows) or any(len(line) != len(self.columns) for line in self.counts):
            message = f"{len(self.rows)} rows of {len(self.columns)} counts are needed"
            raise UnevenTableError(message)
        if any(count < 0 for line in self.counts for count in line):
            message = "a count is below zero"
            raise UnevenTableError(message)

    def with_margins(self) -> tuple[tuple[int, ...], ...]:
        """The counts with the sum of each row behind it and the sum of each column below."""
        lines = [(*line, sum(line)) for line in self.counts]
        return (*lines, tuple(map(sum, zip(*lines, strict=True))) or (0,) * (len(self.columns) + 1))


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it may be shown; None is a hidden count."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None

    @property
    def hides(self) -> bool:
        """Whether anything is hidden, which the page then explains."""
        shown = (*self.row_totals, *self.column_totals, self.total)
        return None in shown or any(None in line for line in self.cells)

    @property
    def lines(self) -> tuple[tuple[str, tuple[int | None, ...], int | None], ...]:
        """(name, counts, total) of each row, as a page shows them."""
        return tuple(zip(self.rows, self.cells, self.row_totals, strict=True))
