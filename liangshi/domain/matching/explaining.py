"""Why a child has this mentor and not another: codes with parameters, the words live at the edge.

The line of a mentor as a whole may be told. The line of a sub-quota is told only if the group is
neither sensitive nor small; else only that the places for the child's category were taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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


class _Wall(NamedTuple):
    """A group that turned children away: may it be told, what is told of it, and the priority of its last child."""

    told: bool
    params: dict[str, Param]
    last: int | None


class _Explaining:
    """The outcome, looked up by student."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.market = outcome.market
        self.kept: dict[int, list[int]] = {}
        for student, mentor in outcome.market.kept:
            self.kept.setdefault(student, []).append(mentor)
        self.served: dict[int, list[tuple[int, int]]] = {}
        for (student, mentor), number in zip(outcome.wish.pairs, outcome.wish.numbers, strict=True):
            self.served.setdefault(student, []).append((number, mentor))
        self.placed: dict[int, list[tuple[int, int]]] = {}
        placement = outcome.placement
        for (student, mentor), points in zip(placement.pairs, placement.fits, strict=True):
            self.placed.setdefault(student, []).append((mentor, points))
        self.missing = dict(placement.unplaced)
        self.keys = keys_with(outcome.market, outcome.wish.promoted)
        self.held = Counter(node for _, node in outcome.wish.held)
        self.walls: dict[int, _Wall] = {}

    def _name(self, mentor: int) -> str:
        return self.market.mentor_ids[mentor]

    def reasons(self, student: int) -> list[Reason]:
        """Everything there is to say to one child."""
        market = self.market
        served = self.served.get(student, [])
        found = [Reason("kept", {"mentor": self._name(t)}) for t in self.kept.get(student, ())]
        for number, mentor in sorted(served):
            found.append(Reason("wish_served", {"mentor": market.mentor_ids[mentor], "wish": number}))
        for mentor, points in self.placed.get(student, ()):
            found += self._placed(student, mentor, points)
        if student in self.missing:
            found += self._missing(student)
        if market.wish_ptr[student] == market.wish_ptr[student + 1] and student not in market.unreachable:
            found.append(Reason("no_wishes", {}))
        last = max(served)[0] if served and len(served) >= market.open_need[student] else NO_LIMIT
        if last > 1 and market.open_need[student]:
            found += self._better_wishes(student, last, [mentor for _, mentor in served])
        return found

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

    def _better_wishes(self, student: int, last: int, served: list[int]) -> list[Reason]:
        """Every wish before the last one met that was not met itself."""
        market = self.market
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

    def _full(self, student: int, mentor: int, number: int, key: int) -> Reason:
        """The outermost group that was full with children ahead of this one."""
        market, wish = self.market, self.outcome.wish
        for node in reversed(market.tree.paths[mentor][market.category[student]]):
            taken = wish.taken[node]
            if len(taken) >= wish.room[node] and (not taken or taken[-1] < key):
                break
        told, params, last = self.walls.get(node) or self._wall(node)
        found: dict[str, Param] = {"mentor": market.mentor_ids[mentor], "wish": number, **params}
        if not told:
            return Reason("wish_category_full", found)
        if last is None:
            return Reason("wish_closed", found)
        found["own"] = (*standing(key), f"{market.draws[student]:016x}")
        found["decided_by"] = decided_by(last, key)
        return Reason("wish_full", found)

    def _wall(self, node: int) -> _Wall:
        """What everybody who was turned away by a group is told about it."""
        tree, taken = self.market.tree, self.outcome.wish.taken[node]
        last = taken[-1] if taken else None
        params: dict[str, Param] = {}
        told = may_be_told(self.market, tree.name[node], tree.members[node])
        if told and node in self.held:
            params["held"] = self.held[node]
        if told and tree.name[node] != WHOLE:
            params["group"] = tree.name[node]
        if told and last is not None:
            params["line"] = tuple(priority_line(self.market, last))
        wall = self.walls[node] = _Wall(told, params, last)
        return wall


def decided_by(line: int, own: int) -> str:
    """The first criterion in which two priorities differ."""
    different = line ^ own
    if different >> TIER_SHIFT:
        return "tier"
    if different >> RANK_SHIFT:
        return "ranking"
    return "promotion" if different & NOT_PROMOTED else "lottery"
