"""The network of a placement: who may still go where, at what integer cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from liangshi.domain.matching.canonical import MASK64, MIX, PAIR_BITS, PAIR_SHIFT
from liangshi.domain.matching.fit import FIT_TOP, FitScore
from liangshi.domain.matching.market import Market

CLOSED = -1
NOWHERE = -1


class Weights(NamedTuple):
    """One integer cost for the lexicographic order: unplaced, shortfall, fit, lottery."""

    short: int
    unplaced: int

    @classmethod
    def of(cls, open_units: int, minimums: int) -> Weights:
        short = (open_units + 1) * (FIT_TOP + 1) << PAIR_BITS
        return cls(short=short, unplaced=short * (minimums + 1))


class Network:
    """Children with open needs, the groups that can still bind, and the arcs between them."""

    def __init__(self, market: Market, settled: Sequence[tuple[int, int]], fit: FitScore) -> None:
        self.market = market
        self._fit = fit
        self.room = list(market.tree.cap)
        self.own: dict[int, set[int]] = {}
        for student, mentor in settled:
            self.own.setdefault(student, set()).add(mentor)
            for node in market.path(student, mentor):
                self.room[node] -= 1
        self.load = [market.quota[t] - self.room[t] for t in range(len(market.quota))]
        self.base = tuple(self.load)
        self.parent: dict[int, int] = {}
        self.closed: set[int] = set()
        self.units = self._open_units()
        self.weights = Weights.of(sum(self.units.values()), sum(market.minimum))
        self._rows: dict[int, list[tuple[int, bool]]] = {}
        self._entry_of: dict[tuple[int, ...], int] = {}
        self._entries: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
        self.entries: dict[int, list[int]] = {}
        self.costs: dict[int, list[int]] = {}
        self._sorted: set[int] = set()
        for student in self.units:
            self._arcs(student)

    def _open_units(self) -> dict[int, int]:
        need, own = self.market.need, self.own
        missing = {}
        for student in self.market.by_order:
            left = need[student] - len(own.get(student, ()))
            if left:
                missing[student] = left
        return missing

    def _entry(self, path: tuple[int, ...]) -> int:
        """The innermost group that can still bind; groups with as much room as the one around never do."""
        room = self.room
        entry = NOWHERE
        for node in reversed(path):
            if room[node] <= 0:
                self.closed.add(node)
                return CLOSED
            if entry == NOWHERE or room[node] < room[entry]:
                self.parent[node] = entry
                entry = node
        return entry

    def _row(self, student: int) -> tuple[list[int], list[int]]:
        kind = (self.market.elig_type[student], self.market.category[student])
        row = self._entries.get(kind)
        if row is None:
            mentors, entries = [], []
            paths, entry_of = self.market.tree.paths, self._entry_of
            for mentor, divided in self._open(kind[0]):
                entry = mentor
                if divided:
                    path = paths[mentor][kind[1]]
                    if path not in entry_of:
                        entry_of[path] = self._entry(path)
                    entry = entry_of[path]
                if entry != CLOSED:
                    mentors.append(mentor)
                    entries.append(entry)
            row = self._entries[kind] = (mentors, entries)
        return row

    def _open(self, row: int) -> list[tuple[int, bool]]:
        """The mentors of a row who have room, and whether they have sub-quotas."""
        found = self._rows.get(row)
        if found is None:
            groups, room = self.market.tree.groups, self.room
            mentors = self.market.elig_rows[row]
            found = self._rows[row] = [(mentor, bool(groups[mentor])) for mentor in mentors if room[mentor] > 0]
            self.closed.update(mentor for mentor in mentors if room[mentor] <= 0)
            self.parent.update((mentor, NOWHERE) for mentor, divided in found if not divided)
        return found

    def _arcs(self, student: int) -> None:
        mentors, entries = self._row(student)
        own = self.own.get(student)
        if own:
            mentor_of = self.market.tree.mentor
            entries = [entry for entry in entries if mentor_of[entry] not in own]
            mentors = [mentor_of[entry] for entry in entries]
        points = self._fit.row(student)
        draw, draws = self.market.draws[student], self.market.mentor_draws
        self.entries[student] = entries
        self.costs[student] = [
            (FIT_TOP - points[mentor] << PAIR_BITS) + (((draw ^ draws[mentor]) * MIX & MASK64) >> PAIR_SHIFT)
            for mentor in mentors
        ]

    def sort_arcs(self, student: int) -> None:
        """Put a child's arcs in order of cost, so that a search may stop early."""
        if student not in self._sorted:
            self._sorted.add(student)
            costs, entries = self.costs[student], self.entries[student]
            order = sorted(range(len(costs)), key=costs.__getitem__)
            self.costs[student] = [costs[place] for place in order]
            self.entries[student] = [entries[place] for place in order]

    def exit_cost(self, mentor: int) -> int:
        """What one more child at this mentor costs: negative below the minimum."""
        return -self.weights.short if self.load[mentor] < self.market.minimum[mentor] else 0

    def nodes(self) -> list[int]:
        """The groups that take part, outer ones before inner ones."""
        tree = self.market.tree
        count = len(self.market.mentor_ids)
        inner = [node for node in self.parent if node >= count]
        outer = sorted(node for node in self.parent if node < count)
        inner.sort(key=lambda node: (-tree.members[node].bit_count(), -node))
        return [*outer, *inner]
