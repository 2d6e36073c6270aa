"""From what was handed in to strict lists with priorities, eligible mentors only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, chain

from liangshi.domain.matching.fields import Notes, Profile
from liangshi.domain.matching.fit import TieOrder
from liangshi.domain.matching.lists import numbered
from liangshi.domain.matching.market import (
    NOT_PROMOTED,
    RANK_SHIFT,
    TIER_SHIFT,
    UNRANKED,
    Unreachable,
)
from liangshi.domain.matching.reading_mentors import MentorLine
from liangshi.domain.matching.reading_students import Students

DECLINED = "declined"
NOT_ELIGIBLE = "not_eligible"
NOTHING: Mapping[int, int] = {}
NO_PROFILE: Profile = {}


class Eligibility:
    """Who may have whom: a few shared rows, and rows of their own for exceptions."""

    def __init__(self, rows: list[list[int]], students: Students, declined: dict[int, dict[int, str]]) -> None:
        self.rows = [tuple(sorted(row)) for row in rows] or [()]
        self._sets = [frozenset(row) for row in self.rows]
        self._types = {members: index for index, members in enumerate(self._sets)}
        self._students = students
        self._declined = declined
        self.types = students.row.copy()
        for student in sorted({*students.plus, *students.minus, *declined}):
            self.types[student] = self._type_of(student)

    def _type_of(self, student: int) -> int:
        """The row of a student after all exceptions."""
        students, out = self._students, self._declined.get(student, ())
        members = self._sets[students.row[student]].union(students.plus.get(student, ()))
        members = members.difference(students.minus.get(student, ()), out)
        if members not in self._types:
            self._types[members] = len(self.rows)
            self.rows.append(tuple(sorted(members)))
            self._sets.append(members)
        return self._types[members]

    def members(self, student: int) -> frozenset[int]:
        """The mentors of a student, as a set."""
        return self._sets[self.types[student]]

    def uncounted(self, lists: Sequence[Sequence[int]], kept: Mapping[int, set[int]]) -> list[int]:
        """The students with a wish that cannot count, or with mentors already."""
        sets = map(self._sets.__getitem__, self.types)
        within = map(frozenset.issuperset, sets, lists)
        return [student for student, fine in enumerate(within) if not fine or student in kept]

    def refusal(self, student: int, number: int, mentor: int) -> Unreachable:
        """Why a wish cannot count."""
        reason = self._declined.get(student, {}).get(mentor)
        if reason is not None:
            return Unreachable(number, mentor, DECLINED, reason)
        return Unreachable(number, mentor, NOT_ELIGIBLE, self._students.minus.get(student, {}).get(mentor, ""))


class WishLists:
    """All strict lists in flat sequences; a wish keeps its number in the list as handed in."""

    def __init__(
        self,
        students: Students,
        mentors: list[MentorLine],
        which: Eligibility,
        kept: Mapping[int, set[int]],
    ) -> None:
        self._students = students
        self._mentors = mentors
        self._which = which
        self._kept = kept
        self.unreachable: dict[int, tuple[Unreachable, ...]] = {}
        self._chosen: list[Sequence[int]] = []
        self._numbers: dict[int, list[int]] = {}

    def fill(self, settle: TieOrder, draws: Sequence[int]) -> None:
        """Put every list in its order, without the wishes that cannot count."""
        profiles, lists = self._students.profiles, self._chosen
        lists += self._students.wishes
        for student, ties in self._students.ties.items():
            lists[student] = settle(lists[student], ties, profiles.get(student, NO_PROFILE), draws[student])
        for student in self._which.uncounted(lists, self._kept):
            lists[student], self._numbers[student] = self._counted(student, lists[student])

    def _counted(self, student: int, chosen: Sequence[int]) -> tuple[list[int], list[int]]:
        """The wishes that count with their numbers; the others are noted."""
        members, kept = self._which.members(student), self._kept.get(student, ())
        refused = [(number, mentor) for number, mentor in enumerate(chosen, 1) if mentor not in members]
        if refused:
            self.unreachable[student] = tuple(self._which.refusal(student, *wish) for wish in refused)
        counted = [(t, number) for number, t in enumerate(chosen, 1) if t in members and t not in kept]
        return [mentor for mentor, _ in counted], [number for _, number in counted]

    def starts(self) -> tuple[int, ...]:
        """Where each list begins; the end of the last one at the end."""
        return tuple(accumulate(map(len, self._chosen), initial=0))

    def mentors(self) -> tuple[int, ...]:
        """All lists one after the other."""
        return tuple(chain.from_iterable(self._chosen))

    def numbers(self) -> tuple[int, ...]:
        """The number of each wish in the list handed in."""
        numbers, starts = list(numbered(list(map(len, self._chosen)))), self.starts()
        for student, own in self._numbers.items():
            numbers[starts[student] : starts[student + 1]] = own
        return tuple(numbers)

    def priorities(self, by_order: Sequence[int]) -> list[int]:
        """The priority of each wish with its mentor."""
        students, ranks = self._students, self._ranks()
        low = [0] * len(by_order)
        for place, student in enumerate(by_order):
            low[student] = NOT_PROMOTED | place
        keys: list[int] = []
        for student, (tier, last) in enumerate(zip(students.tier, low, strict=True)):
            chosen = self._chosen[student]
            if student in ranks or student in students.tier_at:
                own, tiers = ranks.get(student, NOTHING), students.tier_at.get(student, NOTHING)
                keys += [
                    tiers.get(mentor, tier) << TIER_SHIFT | own.get(mentor, UNRANKED) << RANK_SHIFT | last
                    for mentor in chosen
                ]
            else:
                keys += [tier << TIER_SHIFT | UNRANKED << RANK_SHIFT | last] * len(chosen)
        return keys

    def _ranks(self) -> dict[int, dict[int, int]]:
        """Student -> mentor -> rank, for those whom a mentor has ranked."""
        place = {key: student for student, key in enumerate(self._students.keys)}
        ranks: dict[int, dict[int, int]] = {}
        for mentor, line in enumerate(self._mentors):
            for key, rank in line.ranks.items():
                ranks.setdefault(place[key], {})[mentor] = rank
        return ranks


def check_tracks(students: Students, which: Eligibility, notes: Notes) -> None:
    """Two needs of one child never share a mentor."""
    ids = students.ids
    if ids == students.keys:
        return
    for student in range(1, len(ids)):
        other = student - 1
        while other >= 0 and ids[other] == ids[student]:
            if not which.members(other).isdisjoint(which.members(student)):
                notes.add("tracks_overlap", students.path(student), student=ids[student])
            other -= 1
