"""The table as a network: how far a hidden count could move while everything that is shown stays the same.

Rows and columns are nodes and each count is an edge between its row and its column; totals are a row and a column of
their own and count as negative, so that every row and column adds up to nothing. One count goes up when counts along
a way back go down and up in turn. A count cannot go below zero, which bounds the way; what is shown cannot move.
"""

import heapq
from dataclasses import dataclass
from itertools import count as counting

Cell = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Move:
    """One count goes up or down by one."""

    cell: Cell
    up: bool


class Grid:
    """Counts with their margins, of which `hidden` (shared with the caller) may move."""

    def __init__(self, counts: tuple[tuple[int, ...], ...], hidden: set[Cell]) -> None:
        self._true = counts
        self._now = [list(line) for line in counts]
        self._hidden = hidden
        self._last = (len(counts) - 1, len(counts[0]) - 1)
        self._dear = counts[-1][-1] + 2

    def count(self, cell: Cell) -> int:
        """The true count."""
        return self._true[cell[0]][cell[1]]

    def hide(self, path: tuple[Move, ...]) -> None:
        """Everything on the path is hidden."""
        self._hidden.update(move.cell for move in path)

    def push(self, cell: Cell, path: tuple[Move, ...], wanted: int) -> int:
        """Move `cell` up along `path`, by `wanted` at most; by how much it went."""
        room = min((self._at(move.cell) for move in path if not move.up), default=wanted)
        step = min(room, wanted)
        for move in (Move(cell, up=True), *path):
            self._now[move.cell[0]][move.cell[1]] += step if move.up else -step
        return step

    def cheapest_path(self, cell: Cell) -> tuple[Move, ...]:
        """How the rest of the table makes up for `cell` going up, hiding as few and as small counts as can be."""
        start, goal = self._ends(cell)
        order = counting()
        ways: list[tuple[int, int, Node, tuple[Move, ...]]] = [(0, next(order), start, ())]
        seen: set[Node] = set()
        while True:
            cost, _, node, path = heapq.heappop(ways)
            if node == goal:
                return path
            if node in seen:
                continue
            seen.add(node)
            for move, to in self._moves(node):
                if to not in seen and move.cell != cell:
                    heapq.heappush(ways, (cost + self._price(move.cell), next(order), to, (*path, move)))

    def _ends(self, cell: Cell) -> tuple[Node, Node]:
        row, column = ("row", cell[0]), ("column", cell[1])
        return (row, column) if self._counts_as_negative(cell) else (column, row)

    def _moves(self, node: Node) -> list[tuple[Move, Node]]:
        """Every count of the row or column that can make up for a step into it."""
        kind, place = node
        if kind == "row":
            beside: list[tuple[Cell, Node]] = [
                ((place, other), ("column", other)) for other in range(self._last[1] + 1)
            ]
        else:
            beside = [((other, place), ("row", other)) for other in range(self._last[0] + 1)]
        moves = [(Move(cell, self._goes_up(cell, kind)), to) for cell, to in beside]
        return [(move, to) for move, to in moves if move.up or self._at(move.cell)]

    def _goes_up(self, cell: Cell, out_of: str) -> bool:
        """Leaving a row adds to what counts as positive; leaving a column takes away."""
        return (out_of == "row") != self._counts_as_negative(cell)

    def _counts_as_negative(self, cell: Cell) -> bool:
        return (cell[0] == self._last[0]) != (cell[1] == self._last[1])

    def _at(self, cell: Cell) -> int:
        return self._now[cell[0]][cell[1]]

    def _price(self, cell: Cell) -> int:
        """Hidden already costs nothing; a nought is hidden last, for everybody may know that it is one."""
        if cell in self._hidden:
            return 0
        return self.count(cell) + 1 if self.count(cell) else self._dear
