"""Can everybody be placed? A largest placement by augmenting paths, and the proof when it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from liangshi.domain.matching.market import Market

NOBODY = -1
STALE = 8


class Shortage(NamedTuple):
    """Children who together need more places than are open to them (a Hall set).

    `walls` are (mentor, group node) whose places are counted, `alone` the pairs counted one by one.
    """

    students: tuple[int, ...]
    walls: tuple[tuple[int, int], ...]
    alone: int
    need: int
    places: int

    @property
    def short(self) -> int:
        """How many needs must stay open."""
        return self.need - self.places - self.alone


class Cover:
    """A placement of open needs beside fixed pairs, grown to the largest there is.

    What a failed search visited can never reach a free place again until something is given back,
    so it stays marked and the marks are the minimum cut.
    """

    def __init__(self, market: Market, fixed: Iterable[tuple[int, int]], room: list[int]) -> None:
        self.market = market
        self.room = room
        self.mates: dict[int, set[int]] = {}
        self.inside: list[dict[int, None]] = [{} for _ in room]
        self.moving: dict[int, set[int]] = {}
        for student, mentor in fixed:
            self.mates.setdefault(student, set()).add(mentor)
        self._live: dict[int, list[int]] = {}
        self._fresh: dict[int, list[int]] = {}
        self._seen = bytearray(len(room))
        self._classes: set[tuple[int, int]] = set()
        self.dead: dict[int, tuple[int, int]] = {}

    def forget_failures(self) -> None:
        """Search anew after places or children changed."""
        self._seen = bytearray(len(self.room))
        self._classes.clear()
        self.dead.clear()
        self._live.clear()
        self._fresh.clear()

    def add(self, student: int, mentor: int) -> None:
        """Place a movable child."""
        self.add_all(((student, mentor),))

    def add_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Place many movable children."""
        room, inside, paths, category = self.room, self.inside, self.market.tree.paths, self.market.category
        for student, mentor in pairs:
            for own in (self.mates, self.moving):
                if student in own:
                    own[student].add(mentor)
                else:
                    own[student] = {mentor}
            for node in paths[mentor][category[student]]:
                room[node] -= 1
                inside[node][student] = None

    def remove(self, student: int, mentor: int) -> None:
        """Take a movable child out."""
        self.mates[student].discard(mentor)
        self.moving[student].discard(mentor)
        for node in self.market.path(student, mentor):
            self.room[node] += 1
            del self.inside[node][student]

    def size(self) -> int:
        """Number of movable pairs."""
        return sum(map(len, self.moving.values()))

    def extend(self, source: int) -> bool:
        """Give one more mentor to a child if that is possible at all."""
        if source in self.dead:
            return False
        came = {source: (NOBODY, NOBODY)}
        queue = [source]
        nodes: list[int] = []
        classes: list[tuple[int, int]] = []
        for student in queue:
            if self._is_repeated(student, classes):
                continue
            mentor = self._free_mentor(student)
            if mentor != NOBODY:
                self._flip(student, mentor, came)
                for node in nodes:
                    self._seen[node] = 0
                self._classes.difference_update(classes)
                self._fresh.clear()
                return True
            self._visit(student, came, queue, nodes)
        self.dead.update(came)
        return False

    def _is_repeated(self, student: int, classes: list[tuple[int, int]]) -> bool:
        """Children with one need, the same row and category lead to the same mentors."""
        market = self.market
        if market.need[student] > 1:
            return False
        kind = (market.elig_type[student], market.category[student])
        if kind in self._classes:
            return True
        self._classes.add(kind)
        classes.append(kind)
        return False

    def _free_mentor(self, student: int) -> int:
        """A mentor with room in every group of this child."""
        room, own = self.room, self.mates.get(student, ())
        row = self._live.get(self.market.elig_type[student])
        if row is None:
            row = list(self.market.eligible(student))
        paths, category = self.market.tree.paths, self.market.category[student]
        found = NOBODY
        passed = 0
        for mentor in row:
            if room[mentor] > 0:
                if mentor in own:
                    continue
                for node in paths[mentor][category]:
                    if room[node] <= 0:
                        break
                else:
                    found = mentor
                    break
            else:
                passed += 1
        if passed > STALE or found == NOBODY:
            row = [mentor for mentor in row if room[mentor] > 0]
        self._live[self.market.elig_type[student]] = row
        return found

    def _visit(self, student: int, came: dict[int, tuple[int, int]], queue: list[int], nodes: list[int]) -> None:
        """Everybody who could make way for this child."""
        market, room, seen, dead = self.market, self.room, self._seen, self.dead
        paths, category = market.tree.paths, market.category[student]
        own = self.mates.get(student, ())
        row_of = market.elig_type[student]
        row = [t for t in self._fresh.get(row_of, market.elig_rows[row_of]) if not seen[t]]
        self._fresh[row_of] = row
        for mentor in row:
            if mentor in own:
                continue
            for node in paths[mentor][category]:
                if seen[node]:
                    break
                seen[node] = 1
                nodes.append(node)
                if room[node] <= 0:
                    for other in self.inside[node]:
                        if other not in came and other not in dead:
                            came[other] = (student, mentor)
                            queue.append(other)
                    break

    def _flip(self, student: int, mentor: int, came: dict[int, tuple[int, int]]) -> None:
        while True:
            before, left = came[student]
            if before != NOBODY:
                self.remove(student, left)
            self.add(student, mentor)
            if before == NOBODY:
                return
            student, mentor = before, left

    def extend_all(self, students: Iterable[int]) -> None:
        """Extend for every open need listed, once per need."""
        for student in students:
            self.extend(student)

    def walls(self) -> list[int]:
        """The full groups that failed searches met."""
        return [node for node, seen in enumerate(self._seen) if seen and self.room[node] <= 0]

    def shortages(self) -> list[Shortage]:
        """The Hall sets behind the failures; meaningful when all but kept pairs may move."""
        sets = _Components()
        walls: dict[int, list[int]] = {}
        alone: dict[int, int] = {}
        for members in self._dead_by_kind():
            met = [self._wall(members[0], mentor) for mentor in self.market.eligible(members[0])]
            alone.update(dict.fromkeys(members, met.count(NOBODY)))
            for wall in set(met) - {NOBODY}:
                walls.setdefault(wall, []).append(members[0])
            sets.add(members, together=met.count(NOBODY) < len(met))
        for students in walls.values():
            sets.join(students)
        by_root: dict[int, list[int]] = {}
        for wall in sorted(walls):
            by_root.setdefault(sets.find(walls[wall][0]), []).append(wall)
        found = [
            self._shortage(members, by_root.get(root, []), alone) for root, members in sorted(sets.members().items())
        ]
        return [shortage for shortage in found if shortage.short > 0]

    def _dead_by_kind(self) -> list[list[int]]:
        """Children no search could place; those of one row and category meet the same walls."""
        kinds: dict[tuple[int, int], list[int]] = {}
        for student in sorted(self.dead):
            kind = (self.market.elig_type[student], self.market.category[student])
            kinds.setdefault(kind, []).append(student)
        return list(kinds.values())

    def _wall(self, student: int, mentor: int) -> int:
        """The outermost full group that a search met on the way of this pair."""
        for node in reversed(self.market.path(student, mentor)):
            if self._seen[node] and self.room[node] <= 0:
                return node
        return NOBODY

    def _shortage(self, members: list[int], walls: list[int], alone: dict[int, int]) -> Shortage:
        market = self.market
        inside = set(members)
        taken = dict.fromkeys(walls, 0)
        for student, mentor in market.kept:
            if student not in inside:
                for node in market.path(student, mentor):
                    if node in taken:
                        taken[node] += 1
        return Shortage(
            students=tuple(members),
            walls=tuple((market.tree.mentor[node], node) for node in walls),
            alone=sum(alone.get(student, 0) for student in members),
            need=sum(market.need[student] for student in members),
            places=sum(market.tree.cap[node] - count for node, count in taken.items()),
        )


class _Components:
    """Children who share a wall belong together."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, member: int) -> int:
        parent = self._parent
        root = member
        while parent[root] != root:
            root = parent[root]
        while parent[member] != root:
            parent[member], member = root, parent[member]
        return root

    def add(self, members: Sequence[int], *, together: bool) -> None:
        """New members, each by itself or all in one set."""
        self._parent.update(dict.fromkeys(members, members[0]) if together else zip(members, members, strict=True))

    def join(self, members: Iterable[int]) -> None:
        roots = sorted({self.find(member) for member in members})
        for root in roots[1:]:
            self._parent[root] = roots[0]

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for member in sorted(self._parent):
            found.setdefault(self.find(member), []).append(member)
        return found


def open_units(market: Market, pairs: Iterable[tuple[int, int]] = ()) -> list[int]:
    """Every open need after these wish pairs, once per need, in lottery order."""
    missing = list(market.open_need)
    for student, _ in pairs:
        missing[student] -= 1
    return [student for student in market.by_order for _ in range(missing[student])]
