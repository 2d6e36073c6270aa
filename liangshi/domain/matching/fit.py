"""Fit of a student and a mentor: small integers, each with its code, computed from the market alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from liangshi.domain.matching.canonical import PAIR_BITS, pair_number
from liangshi.domain.matching.market import FitTerm, Market

FIT_TOP = 1000
OVERLAP = "overlap"
BALANCE = "balance"
NOTHING: frozenset[str] = frozenset()


class FitPart(NamedTuple):
    """What one term gives to a pair: points and the shared words, or how many alike the mentor has already."""

    code: str
    points: int
    shared: tuple[str, ...] = ()
    alike: int = 0


def overlap_points(
    term: FitTerm,
    student: Mapping[str, frozenset[str]],
    mentor: Mapping[str, frozenset[str]],
) -> int:
    """Points of one overlap term."""
    wanted = student.get(term.student, NOTHING)
    if not wanted:
        return 0
    return term.weight * min(term.most, len(wanted & mentor.get(term.mentor, NOTHING)))


class TieOrder:
    """Settles a student's own ties: more fit, then the pair number, then the mentor's id."""

    def __init__(
        self,
        terms: Iterable[FitTerm],
        mentor_profiles: Sequence[Mapping[str, frozenset[str]]],
        mentor_draws: Sequence[int],
    ) -> None:
        self._terms = [
            (term.student, term.weight, term.most, [profile.get(term.mentor, NOTHING) for profile in mentor_profiles])
            for term in terms
            if term.kind == OVERLAP
        ]
        self._draws = mentor_draws

    def __call__(
        self,
        chosen: Sequence[int],
        ties: Iterable[tuple[int, int]],
        profile: Mapping[str, frozenset[str]],
        draw: int,
    ) -> list[int]:
        """The strict list of a student who likes some equally: `ties` says from where to where."""
        wanted = [
            (weight, most, theirs, profile[field]) for field, weight, most, theirs in self._terms if field in profile
        ]
        draws = self._draws

        def place(mentor: int) -> int:
            points = 0
            for weight, most, theirs, words in wanted:
                if not words.isdisjoint(theirs[mentor]):
                    points += weight * min(most, len(words & theirs[mentor]))
            return pair_number(draw, draws[mentor]) - (points << PAIR_BITS)

        strict = list(chosen)
        for begin, end in ties:
            equals = sorted(strict[begin:end])
            equals.sort(key=place)
            strict[begin:end] = equals
        return strict


class FitScore:
    """Fit of every pair, once it is known whom each mentor already has."""

    def __init__(self, market: Market, settled: Iterable[tuple[int, int]]) -> None:
        self._market = market
        self._overlaps = [term for term in market.policy.fit if term.kind == OVERLAP]
        self._balances = [term for term in market.policy.fit if term.kind == BALANCE]
        self._holders = [self._holders_of(term) for term in self._overlaps]
        self._alike = self._count_alike(settled)
        self._bases: dict[int, list[int]] = {}

    def _holders_of(self, term: FitTerm) -> dict[str, list[int]]:
        holders: dict[str, list[int]] = {}
        for mentor, profile in enumerate(self._market.mentor_profiles):
            for word in profile.get(term.mentor, NOTHING):
                holders.setdefault(word, []).append(mentor)
        return holders

    def _count_alike(self, settled: Iterable[tuple[int, int]]) -> list[dict[tuple[int, str], int]]:
        counts: list[dict[tuple[int, str], int]] = [{} for _ in self._balances]
        if not counts:
            return counts
        market = self._market
        for student, mentor in settled:
            attributes = market.categories[market.category[student]]
            for term, count in zip(self._balances, counts, strict=True):
                place = (mentor, attributes.get(term.attribute, ""))
                count[place] = count.get(place, 0) + 1
        return counts

    def _base(self, category: int) -> list[int]:
        base = self._bases.get(category)
        if base is None:
            base = [0] * len(self._market.mentor_ids)
            for term, count in zip(self._balances, self._alike, strict=True):
                value = self._market.categories[category].get(term.attribute, "")
                for mentor in range(len(base)):
                    alike = count.get((mentor, value), 0)
                    base[mentor] += term.weight * max(0, term.most - alike)
            self._bases[category] = base
        return base

    def row(self, student: int) -> list[int]:
        """Fit of a student with every mentor, in order of mentors."""
        market = self._market
        points = self._base(market.category[student]).copy()
        profile = market.profiles.get(student)
        if profile is None:
            return points
        for term, holders in zip(self._overlaps, self._holders, strict=True):
            words = profile.get(term.student, NOTHING)
            if len(words) <= term.most:
                for word in words:
                    for mentor in holders.get(word, ()):
                        points[mentor] += term.weight
            else:
                for mentor, mentor_profile in enumerate(market.mentor_profiles):
                    points[mentor] += overlap_points(term, profile, mentor_profile)
        return points

    def parts(self, student: int, mentor: int) -> list[FitPart]:
        """Why a pair suits: the terms that give points, in order of the policy."""
        market = self._market
        profile = market.profiles.get(student, {})
        parts = []
        for term in self._overlaps:
            points = overlap_points(term, profile, market.mentor_profiles[mentor])
            shared = profile.get(term.student, NOTHING)
            shared &= market.mentor_profiles[mentor].get(term.mentor, NOTHING)
            parts.append(FitPart(term.code, points, shared=tuple(sorted(shared))))
        attributes = market.categories[market.category[student]]
        for term, count in zip(self._balances, self._alike, strict=True):
            alike = count.get((mentor, attributes.get(term.attribute, "")), 0)
            points = term.weight * max(0, term.most - alike)
            parts.append(FitPart(term.code, points, alike=alike))
        return [part for part in parts if part.points]
