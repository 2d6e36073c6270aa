"""From what was handed in to strict lists with priorities, eligible mentors only."""

from __future__ import annotations

from array import array

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
        order: list[int],
    ) -> None:
        self._ranks = [mentor.ranks for mentor in mentors]
        self._eligibility = eligibility
        self._order_ties = TieOrder(terms, [mentor.profile for mentor in mentors], mentor_draws)
        self._draws = draws
        self._order = order
        self.ptr = array("I", [0])
        self.idx = array("H")
        self.number = array("H")
        self.key: list[int] = []
        self.unreachable: dict[int, tuple[Unreachable, ...]] = {}
        self.tied: dict[int, tuple[tuple[int, ...], ...]] = {}

    def add(self, student: int, line: StudentLine, row: int, kept: set[int]) -> None:
        """Append the list of one student."""
        members = self._eligibility.members(row)
        low = NOT_PROMOTED | self._order[student]
        key = line.key
        tier, tier_at, ranks = line.tier, line.tier_at, self._ranks
        refused = []
        chosen = [group[0] for group in line.wishes]
        if any(len(group) > 1 for group in line.wishes):
            groups = self.tied[student] = tuple(map(tuple, line.wishes))
            chosen = self._order_ties(groups, line.profile or {}, self._draws[student])
        for number, mentor in enumerate(chosen, 1):
            if mentor not in members:
                refused.append(self._eligibility.refusal(line, number, mentor))
            elif mentor not in kept:
                rank = ranks[mentor].get(key, UNRANKED)
                tier_here = tier_at.get(mentor, tier)
                self.idx.append(mentor)
                self.number.append(number)
                self.key.append(tier_here << TIER_SHIFT | rank << RANK_SHIFT | low)
        if refused:
            self.unreachable[student] = tuple(refused)
        self.ptr.append(len(self.idx))


def check_tracks(lines: list[StudentLine], types: list[int], which: Eligibility, notes: Notes) -> None:
    """Two needs of one child never share a mentor."""
    for index in range(1, len(lines)):
        other = index - 1
        while other >= 0 and lines[other].id == lines[index].id:
            if not which.members(types[other]).isdisjoint(which.members(types[index])):
                notes.add("tracks_overlap", lines[index].path, student=lines[index].id)
            other -= 1
