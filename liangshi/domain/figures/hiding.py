"""Which counts are hidden: the small ones, and those that would give them away."""

from liangshi.domain.figures.paths import Cell, Grid
from liangshi.domain.figures.table import Published, Table

THRESHOLD = 5
"""Fewer than this many children are never shown as a number."""


def publishable(table: Table, threshold: int = THRESHOLD) -> Published:
    """The table with small counts hidden, margins too, and further ones until no small count can be worked out.

    Every small count is left able to be as large as `threshold` for all that a reader knows (no count below zero, rows
    and columns add up). Then no sum of hidden counts that can be worked out is small either.
    """
    counts = table.with_margins()
    small = [
        (row, column)
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        if 0 < count < threshold
    ]  # fmt: skip
    hidden = set(small)
    for cell in small:
        _cover(Grid(counts, hidden), cell, threshold)
    return _published(table, counts, hidden)


def _cover(grid: Grid, cell: Cell, threshold: int) -> None:
    """Hide what else is needed so that `cell` could be `threshold`."""
    wanted = threshold - grid.count(cell)
    while wanted > 0:
        path = grid.cheapest_path(cell)
        grid.hide(path)
        wanted -= grid.push(cell, path, wanted)


def _published(table: Table, counts: tuple[tuple[int, ...], ...], hidden: set[Cell]) -> Published:
    shown = tuple(
        tuple(None if (row, column) in hidden else count for column, count in enumerate(line))
        for row, line in enumerate(counts)
    )
    return Published(
        rows=table.rows,
        columns=table.columns,
        cells=tuple(line[:-1] for line in shown[:-1]),
        row_totals=tuple(line[-1] for line in shown[:-1]),
        column_totals=shown[-1][:-1],
        total=shown[-1][-1],
    )
