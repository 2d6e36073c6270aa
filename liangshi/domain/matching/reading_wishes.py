"""From what was handed in to strict lists with priorities, eligible mentors only."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from liangshi.domain.matching.fields import Notes
from liangshi.domain.matching.fit import TieOrder
from liangshi.domain.matching.market import (
    NOT_PROMOTED,
    RANK_SHIFT,
    TIER_SHIFT,
    UNRANKED,
    FitTerm,
    Unreachable,
)
from liangshi.domain.matching.reading_mentors import MentorLine
from liangshi.domain.matching.reading_students import StudentLine

DECLINED = "declined"
NOT_ELIGIBLE = "not_eligible"


class Eligibility:
    """Who may have whom: a few shared rows, and rows of their own for exceptions."""

    def __init__(self, rows: list[list[int]], mentors: list[MentorLine]) -> None:
        self.rows = [tuple(sorted(row)) for row in rows] or [()]
        self._sets = [frozenset(row) for row in self.rows]
        self._types = {members: index for index, members in enumerate(self._sets)}
        self.declined: dict[str, dict[int, str]] = {}
        for index, mentor in enumerate(mentors):
            for key, reason in mentor.declines.items():
                self.declined.setdefault(key, {})[index] = reason

    def type_of(self, line: StudentLine) -> int:
        """The row of a student after all exceptions."""
        declined = self.declined.get(line.key)
        if not (line.plus or line.minus or declined):
            return line.row
        members = self._sets[line.row].union(line.plus).difference(line.minus, declined or ())
        if members not in self._types:
            self._types[members] = len(self.rows)
            self.rows.append(tuple(sorted(members)))
            self._sets.append(members)
        return self._types[members]

    def members(self, row: int) -> frozenset[int]:
        """The mentors of a row, as a set."""
        return self._sets[row]

    def refusal(self, line: StudentLine, number: int, mentor: int) -> Unreachable:
        """Why a wish cannot count."""
        reason = self.declined.get(line.key, {}).get(mentor)
        if reason is not None:
            return Unreachable(number, mentor, DECLINED, reason)
        return Unreachable(number, mentor, NOT_ELIGIBLE, line.minus.get(mentor, ""))


class WishLists:
    """All strict lists in flat arrays, filled student by student."""

    def __init__(
        self,
        mentors: list[MentorLine],
        eligibility: Eligibility,
        terms: tuple[FitTerm, ...],
        draws: list[int],
        mentor_draws: list[int],
        by_order: Sequence[int],
    ) -> None:
        self._ranks: dict[str, dict[int, int]] = {}
        for index, mentor in enumerate(mentors):
            for key, rank in mentor.ranks.items():
                self._ranks.setdefault(key, {})[index] = rank
        self._eligibility = eligibility
        self._order_ties = TieOrder(terms, [mentor.profile for mentor in mentors], mentor_draws)
        self._draws = draws
        self._order = [0] * len(by_order)
        for place, student in enumerate(by_order):
            self._order[student] = place
        self.ptr = array("I", [0])
        self.idx = array("H")
        self.number = array("H")
        self.key: list[int] = []
        self.unreachable: dict[int, tuple[Unreachable, ...]] = {}
        self.tied: dict[int, tuple[tuple[int, ...], ...]] = {}

    def add(self, student: int, line: StudentLine, row: int, kept: set[int]) -> None:
        """Append the list of one student."""
        chosen: Sequence[int] = line.wishes
        if line.tied:
            self.tied[student] = line.tied
            chosen = self._order_ties(line.tied, line.profile or {}, self._draws[student])
        numbers: Iterable[int] = range(1, len(chosen) + 1)
        members = self._eligibility.members(row)
        if kept or not members.issuperset(chosen):
            self._note_refused(student, line, chosen, members)
            counted = [(n, t) for n, t in enumerate(chosen, 1) if t in members and t not in kept]
            numbers, chosen = [n for n, _ in counted], [t for _, t in counted]
        self.idx.extend(chosen)
        self.number.extend(numbers)
        self.key.extend(self._priorities(student, line, chosen))
        self.ptr.append(len(self.idx))

    def _note_refused(self, student: int, line: StudentLine, chosen: Sequence[int], members: frozenset[int]) -> None:
        refused = tuple(
            self._eligibility.refusal(line, number, mentor)
            for number, mentor in enumerate(chosen, 1)
            if mentor not in members
        )
        if refused:
            self.unreachable[student] = refused

    def _priorities(self, student: int, line: StudentLine, chosen: Sequence[int]) -> list[int]:
        low = NOT_PROMOTED | self._order[student]
        ranks = self._ranks.get(line.key)
        if ranks is None and not line.tier_at:
            return [line.tier << TIER_SHIFT | UNRANKED << RANK_SHIFT | low] * len(chosen)
        return [
            line.tier_at.get(mentor, line.tier) << TIER_SHIFT | (ranks or {}).get(mentor, UNRANKED) << RANK_SHIFT | low
            for mentor in chosen
        ]


def check_tracks(lines: list[StudentLine], types: list[int], which: Eligibility, notes: Notes) -> None:
    """Two needs of one child never share a mentor."""
    for index in range(1, len(lines)):
        other = index - 1
        while other >= 0 and lines[other].id == lines[index].id:
            if not which.members(types[other]).isdisjoint(which.members(types[index])):
                notes.add("tracks_overlap", lines[index].path, student=lines[index].id)
            other -= 1
