"""Why a child has this mentor and not another: codes with parameters, the words live at the edge.

The line of a mentor as a whole may be told. The line of a sub-quota is told only if the group is
neither sensitive nor small; else only that the places for the child's category were taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liangshi.domain.matching.certifying import may_be_told, priority_line
from liangshi.domain.matching.market import WHOLE
from liangshi.domain.matching.solving import Outcome
from liangshi.domain.matching.wishes import keys_with

Param = str | int | None | tuple[str, ...] | tuple[int | str | None, ...]
CRITERIA = ("tier", "ranking", "promotion", "lottery")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; codes and parameters are listed in docs/matching-format.md, section 7."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)


def explain(outcome: Outcome, student: str) -> list[Reason]:
    """All reasons of one student line (its key), the result first, then each better wish, then what is missing."""
    return _Explaining(outcome, outcome.market.student_ids.index(student)).reasons()


class _Explaining:
    """The case of one child."""

    def __init__(self, outcome: Outcome, student: int) -> None:
        self.outcome = outcome
        self.market = outcome.market
        self.student = student
        self.by_wish = {
            mentor: number
            for (child, mentor), number in zip(outcome.wish.pairs, outcome.wish.numbers, strict=True)
            if child == student
        }
        self.keys = keys_with(outcome.market, outcome.wish.promoted)

    def _name(self, mentor: int) -> str:
        return self.market.mentor_ids[mentor]

    def reasons(self) -> list[Reason]:
        """Everything there is to say."""
        market, student = self.market, self.student
        found = [Reason("kept", {"mentor": self._name(t)}) for s, t in market.kept if s == student]
        found += [
            Reason("wish_served", {"mentor": self._name(mentor), "wish": number})
            for mentor, number in sorted(self.by_wish.items(), key=lambda item: item[1])
        ]
        found += self._placed()
        found += self._missing()
        if not market.wishes(student) and student not in market.unreachable:
            found.append(Reason("no_wishes"))
        return found + self._better_wishes()

    def _placed(self) -> list[Reason]:
        found = []
        placement = self.outcome.placement
        for (student, mentor), points in zip(placement.pairs, placement.fits, strict=True):
            if student != self.student:
                continue
            found.append(Reason("placed", {"mentor": self._name(mentor), "fit": points}))
            for part in self.outcome.fit.parts(student, mentor):
                params: dict[str, Param] = {"mentor": self._name(mentor), "term": part.code}
                params |= {"points": part.points, "shared": part.shared, "alike": part.alike}
                found.append(Reason("placed_because", params))
        return found

    def _missing(self) -> list[Reason]:
        missing = dict(self.outcome.placement.unplaced).get(self.student)
        if missing is None:
            return []
        found = [Reason("not_placed", {"missing": missing})]
        for shortage in self.outcome.shortages:
            if self.student in shortage.students:
                mentors = sorted({self._name(mentor) for mentor, _ in shortage.walls})
                params: dict[str, Param] = {"students": len(shortage.students)}
                params |= {"need": shortage.need, "places": shortage.places + shortage.alone}
                params |= {"short": shortage.short, "mentors": tuple(mentors)}
                found.append(Reason("shortage", params))
        return found

    def _better_wishes(self) -> list[Reason]:
        """Every wish that was not met although the child would rather have had it."""
        market, student = self.market, self.student
        served = len(self.by_wish) == market.open_need[student]
        last = max(self.by_wish.values(), default=0) if served else None
        found: list[tuple[int, Reason]] = []
        for wish in market.unreachable.get(student, ()):
            if last is None or wish.number < last:
                params: dict[str, Param] = {"mentor": self._name(wish.mentor), "wish": wish.number}
                found.append((wish.number, Reason(f"wish_{wish.code}", params)))
        for position in range(market.wish_ptr[student], market.wish_ptr[student + 1]):
            mentor, number = market.wish_idx[position], market.wish_number[position]
            if mentor not in self.by_wish and (last is None or number < last):
                found.append((number, self._full(mentor, number, self.keys[position])))
        return [reason for _, reason in sorted(found, key=lambda item: item[0])]

    def _full(self, mentor: int, number: int, key: int) -> Reason:
        """The outermost group that was full with children ahead of this one."""
        wish, tree = self.outcome.wish, self.market.tree
        params: dict[str, Param] = {"mentor": self._name(mentor), "wish": number}
        for node in reversed(self.market.path(self.student, mentor)):
            taken = wish.taken[node]
            if wish.is_full(node) and (not taken or taken[-1] < key):
                break
        held = sum(inside == node for _, inside in wish.held)
        group = tree.name[node]
        if not may_be_told(self.market, group, tree.members[node]):
            return Reason("wish_category_full", params)
        if held:
            params["held"] = held
        if group != WHOLE:
            params["group"] = group
        if not taken:
            return Reason("wish_closed", params)
        line, own = priority_line(self.market, taken[-1]), priority_line(self.market, key)
        params |= {"line": tuple(line), "own": tuple(own), "decided_by": _first_difference(line, own)}
        return Reason("wish_full", params)


def _first_difference(line: list[int | str | None], own: list[int | str | None]) -> str:
    return next(name for name, one, other in zip(CRITERIA, line, own, strict=True) if one != other)
