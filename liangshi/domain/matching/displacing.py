"""Where to hold a place: a way for a child to a free place that moves as few wish children as possible."""

from __future__ import annotations

from collections.abc import Sequence

from liangshi.domain.matching.covering import NOBODY, Cover
from liangshi.domain.matching.market import ORDER_MASK, Market

Pair = tuple[int, int]


class Displacing:
    """A search from children without a place; placed children move freely, each wish child costs one."""

    def __init__(self, market: Market, cover: Cover, taken: Sequence[Sequence[int]], room: Sequence[int]) -> None:
        self.market = market
        self.cover = cover
        self.taken = taken
        self.room = room
        self.came: dict[int, tuple[int, int]] = {}
        self.wish_node: dict[int, int] = {}
        self.seen: set[int] = set()
        self.level: list[int] = []
        self.later: list[int] = []
        self._kinds: set[Pair] = set()
        self._rows: dict[int, Sequence[int]] = {}

    def start(self, student: int) -> None:
        """Begin with a child whose need is open."""
        if student not in self.came:
            self.came[student] = (NOBODY, NOBODY)
            self.level.append(student)

    def start_at(self, mentor: int) -> None:
        """Begin with the children of a mentor who has more than the minimum."""
        self._reach_inside(NOBODY, mentor, mentor)

    def _reach_inside(self, pusher: int, mentor: int, node: int) -> None:
        came, by_order = self.came, self.market.by_order
        self.seen.add(node)
        for student in self.cover.inside[node]:
            if student not in came:
                came[student] = (pusher, mentor)
                self.level.append(student)
        for key in self.taken[node]:
            student = by_order[key & ORDER_MASK]
            if student not in came:
                came[student] = (pusher, mentor)
                self.wish_node[student] = node
                self.later.append(student)

    def run(self) -> Pair | None:
        """The child and mentor at the end of a way, if there is one."""
        while self.level or self.later:
            for student in self.level:
                mentor = self._look(student)
                if mentor is not None:
                    return student, mentor
            self.level, self.later = self.later, []
        return None

    def _look(self, student: int) -> int | None:
        """A free place for this child, or everybody who could make way."""
        market, seen, room = self.market, self.seen, self.room
        row_of, category = market.elig_type[student], market.category[student]
        if market.need[student] == 1:
            if (row_of, category) in self._kinds:
                return None
            self._kinds.add((row_of, category))
        own = self.cover.mates.get(student, ())
        paths = market.tree.paths
        row = [t for t in self._rows.get(row_of, market.elig_rows[row_of]) if t not in seen]
        self._rows[row_of] = row
        for mentor in row:
            if mentor in own:
                continue
            for node in paths[mentor][category]:
                if node in seen:
                    break
                if room[node] <= 0:
                    self._reach_inside(student, mentor, node)
                    break
                seen.add(node)
            else:
                return mentor
        return None

    def hold_at(self, end: Pair) -> int | None:
        """The group of the first wish child displaced; without one, the placed children just move."""
        student, goes_to = end
        first = None
        moves: list[tuple[int, int, int]] = []
        while student != NOBODY:
            pusher, leaves = self.came[student]
            first = self.wish_node.get(student, first)
            moves.append((student, leaves, goes_to))
            student, goes_to = pusher, leaves
        if first is None:
            for mover, leaves, enters in moves:
                if leaves != NOBODY:
                    self.cover.remove(mover, leaves)
                self.cover.add(mover, enters)
        return first
