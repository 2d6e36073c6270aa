"""The terms of a duty for one student on one day: the rule, with the override that asks most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from liangshi.domain.duties.calendar import Span
from liangshi.domain.duties.population import Mentee, covers
from liangshi.domain.scheme import Channel, DutyRule, Obligation, Override, Period, Rhythm

DAYS_OF = {
    Period.DAY: 1, Period.WEEK: 7, Period.TWO_WEEKS: 14, Period.MONTH: 30, Period.HALF_TERM: 75,
    Period.TERM: 150, Period.SCHOOL_YEAR: 300, Period.WHOLE_STAGE: 900,
}  # fmt: skip
"""Rough lengths in days, only to say which of two rhythms asks more."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds: rhythm, channels that count (none: all), grade of obligation."""

    rhythm: Rhythm
    channels: tuple[Channel, ...]
    obligation: Obligation


def applies(rule: DutyRule, mentee: Mentee) -> bool:
    """Whether the rule speaks of this student at all."""
    if rule.stages and mentee.stage not in rule.stages:
        return False
    if rule.grades and mentee.grade not in rule.grades:
        return False
    return mentee.boarder or not rule.boarders_only


def segments(
    rule: DutyRule, mentee: Mentee, span: Span, sets: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Span, Terms]]:
    """The span cut where the terms change: rule and overrides begin and end, categories come and go."""
    edges = sorted({span.start, span.end, *_edges(rule, mentee, span)})
    for start, end in pairwise(edges):
        if rule.in_force(start):
            yield Span(start, end), terms_on(rule, mentee, start, sets)


def _edges(rule: DutyRule, mentee: Mentee, span: Span) -> Iterator[date]:
    intervals = [(rule.valid_from, rule.valid_until)]
    intervals += [(o.valid_from, o.valid_until) for o in rule.overrides]
    if rule.overrides:
        intervals += [(m.since, m.until) for m in mentee.memberships]
    for interval in intervals:
        yield from (day for day in interval if day is not None and span.start < day < span.end)


def terms_on(rule: DutyRule, mentee: Mentee, day: date, sets: Mapping[str, frozenset[str]]) -> Terms:
    """The terms on one day."""
    mine = {m.category for m in mentee.memberships if covers(m.since, m.until, day)}
    plain = Terms(rule.rhythm, rule.channels, rule.obligation)
    found = [
        Terms(o.rhythm or rule.rhythm, o.channels or rule.channels, o.obligation or rule.obligation)
        for o in rule.overrides
        if o.in_force(day) and _named(o, sets) & mine
    ]
    return max(found, key=lambda terms: rate(terms.rhythm), default=plain)


def _named(override: Override, sets: Mapping[str, frozenset[str]]) -> set[str]:
    named: set[str] = set()
    for category in override.categories:
        named |= sets.get(category, frozenset({category}))
    return named


def rate(rhythm: Rhythm) -> float:
    """Roughly how often a day; nothing where no number is given."""
    if rhythm.minimum is None or rhythm.every is None or rhythm.every not in DAYS_OF:
        return 0.0
    return rhythm.minimum / DAYS_OF[rhythm.every]
