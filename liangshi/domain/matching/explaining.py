"""Why a child has this mentor and not another: codes with parameters, the words live at the edge.

The line of a mentor as a whole may be told. The line of a sub-quota is told only if the group is
neither sensitive nor small; else only that the places for the child's category were taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple, cast

from liangshi.domain.matching.certifying import may_be_told, priority_line, standing
from liangshi.domain.matching.market import NOT_PROMOTED, RANK_SHIFT, TIER_SHIFT, WHOLE
from liangshi.domain.matching.solving import Outcome
from liangshi.domain.matching.wishes import keys_with

Param = str | int | None | tuple[str, ...] | tuple[int | str | None, ...]
NO_LIMIT = 1 << 32


class Reason(NamedTuple):
    """One reason; codes and parameters are listed in docs/matching-format.md, section 7."""

    code: str
    params: Mapping[str, Param]


def explain(outcome: Outcome, student: str) -> list[Reason]:
    """All reasons of one student line (its key): the result, what is missing, then each better wish."""
    return _Explaining(outcome).reasons(outcome.market.student_ids.index(student))


def explain_all(outcome: Outcome) -> dict[str, list[Reason]]:
    """The reasons of everybody, by key; give each family only its own."""
    explaining = _Explaining(outcome)
    return {key: explaining.reasons(s) for s, key in enumerate(outcome.market.student_ids)}


class _Explaining:
    """The outcome, looked up by student."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.market = outcome.market
        self.kept: dict[int, list[int]] = {}
        for student, mentor in outcome.market.kept:
            self.kept.setdefault(student, []).append(mentor)
        self.by_wish: dict[int, dict[int, int]] = {}
        for (student, mentor), number in zip(outcome.wish.pairs, outcome.wish.numbers, strict=True):
            self.by_wish.setdefault(student, {})[mentor] = number
        self.placed: dict[int, list[tuple[int, int]]] = {}
        placement = outcome.placement
        for (student, mentor), points in zip(placement.pairs, placement.fits, strict=True):
            self.placed.setdefault(student, []).append((mentor, points))
        self.missing = dict(placement.unplaced)
        self.keys = keys_with(outcome.market, outcome.wish.promoted)
        self.held = Counter(node for _, node in outcome.wish.held)
        self.told: dict[int, bool] = {}
        self.lines: dict[int, tuple[int | str | None, ...]] = {}

    def _name(self, mentor: int) -> str:
        return self.market.mentor_ids[mentor]

    def reasons(self, student: int) -> list[Reason]:
        """Everything there is to say to one child."""
        market = self.market
        served = self.by_wish.get(student, {})
        found = [Reason("kept", {"mentor": self._name(t)}) for t in self.kept.get(student, ())]
        found += [
            Reason("wish_served", {"mentor": self._name(mentor), "wish": number})
            for mentor, number in sorted(served.items(), key=itemgetter(1))
        ]
        for mentor, points in self.placed.get(student, ()):
            found += self._placed(student, mentor, points)
        if student in self.missing:
            found += self._missing(student)
        if market.wish_ptr[student] == market.wish_ptr[student + 1] and student not in market.unreachable:
            found.append(Reason("no_wishes", {}))
        return found + self._better_wishes(student, served)

    def _placed(self, student: int, mentor: int, points: int) -> list[Reason]:
        found = [Reason("placed", {"mentor": self._name(mentor), "fit": points})]
        for part in self.outcome.fit.parts(student, mentor):
            params: dict[str, Param] = {"mentor": self._name(mentor), "term": part.code}
            params |= {"points": part.points, "shared": part.shared, "alike": part.alike}
            found.append(Reason("placed_because", params))
        return found

    def _missing(self, student: int) -> list[Reason]:
        found = [Reason("not_placed", {"missing": self.missing[student]})]
        for shortage in self.outcome.shortages:
            if student in shortage.students:
                mentors = sorted({self._name(mentor) for mentor, _ in shortage.walls})
                params: dict[str, Param] = {"students": len(shortage.students)}
                params |= {"need": shortage.need, "places": shortage.places + shortage.alone}
                params |= {"short": shortage.short, "mentors": tuple(mentors)}
                found.append(Reason("shortage", params))
        return found

    def _better_wishes(self, student: int, served: dict[int, int]) -> list[Reason]:
        """Every wish that was not met although the child would rather have had it."""
        market = self.market
        last = max(served.values(), default=0)
        if len(served) < market.open_need[student]:
            last = NO_LIMIT
        found: list[Reason] = []
        unreachable = market.unreachable.get(student, ())
        for wish in unreachable:
            if wish.number < last:
                params: dict[str, Param] = {"mentor": self._name(wish.mentor), "wish": wish.number}
                found.append(Reason(f"wish_{wish.code}", params))
        for position in range(market.wish_ptr[student], market.wish_ptr[student + 1]):
            mentor, number = market.wish_idx[position], market.wish_number[position]
            if number >= last:
                break
            if mentor not in served:
                found.append(self._full(student, mentor, number, self.keys[position]))
        if unreachable:
            found.sort(key=lambda reason: cast("int", reason.params["wish"]))
        return found

    def _may_be_told(self, node: int) -> bool:
        if node not in self.told:
            tree = self.market.tree
            self.told[node] = may_be_told(self.market, tree.name[node], tree.members[node])
        return self.told[node]

    def _full(self, student: int, mentor: int, number: int, key: int) -> Reason:
        """The outermost group that was full with children ahead of this one."""
        market, wish = self.market, self.outcome.wish
        params: dict[str, Param] = {"mentor": market.mentor_ids[mentor], "wish": number}
        for node in reversed(market.tree.paths[mentor][market.category[student]]):
            taken = wish.taken[node]
            if len(taken) >= wish.room[node] and (not taken or taken[-1] < key):
                break
        if not self._may_be_told(node):
            return Reason("wish_category_full", params)
        group = market.tree.name[node]
        if node in self.held:
            params["held"] = self.held[node]
        if group != WHOLE:
            params["group"] = group
        if not taken:
            return Reason("wish_closed", params)
        params["line"] = self._line(node, taken[-1])
        params["own"] = (*standing(key), f"{market.draws[student]:016x}")
        params["decided_by"] = decided_by(taken[-1], key)
        return Reason("wish_full", params)

    def _line(self, node: int, key: int) -> tuple[int | str | None, ...]:
        if node not in self.lines:
            self.lines[node] = tuple(priority_line(self.market, key))
        return self.lines[node]


def decided_by(line: int, own: int) -> str:
    """The first criterion in which two priorities differ."""
    different = line ^ own
    if different >> TIER_SHIFT:
        return "tier"
    if different >> RANK_SHIFT:
        return "ranking"
    return "promotion" if different & NOT_PROMOTED else "lottery"
