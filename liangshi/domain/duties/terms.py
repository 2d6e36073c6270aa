"""The terms of a duty for one student on one day: the rule, with the override that asks most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from liangshi.domain.duties.calendar import Span
from liangshi.domain.duties.population import Mentee, covers
from liangshi.domain.scheme import GRADES_OF, Channel, DutyRule, Obligation, Override, Period, Rhythm, Stage

DAYS_OF = {
    Period.DAY: 1, Period.WEEK: 7, Period.TWO_WEEKS: 14, Period.MONTH: 30, Period.HALF_TERM: 75,
    Period.TERM: 150, Period.SCHOOL_YEAR: 300, Period.WHOLE_STAGE: 900,
}  # fmt: skip
"""Rough lengths in days, only to say which of two rhythms asks more."""
STRICTEST_FIRST = tuple(Obligation)
FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Years:
    """How many years of a whole stage lie behind a student, and how many are still to come after this one."""

    behind: int
    ahead: int

    def of_stage(self, year: Span) -> Span:
        """From the first day of the stage to its end."""
        return Span(_years_later(year.start, -self.behind), _years_later(year.end, self.ahead))


ONE_YEAR = Years(0, 0)


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == FEBRUARY else day.day)


def years_of(rule: DutyRule, mentee: Mentee) -> Years:
    """Where the student stands within the grades of the rule, or of the stage; only where it is about a whole stage."""
    if not is_of_stage(rule):
        return ONE_YEAR
    of_stage = GRADES_OF[Stage(mentee.stage)]
    grades = [grade for grade in rule.grades if grade in of_stage] or of_stage
    return Years(max(0, mentee.grade - min(grades)), max(0, max(grades) - mentee.grade))


def is_of_stage(rule: DutyRule) -> bool:
    """Whether it is asked once in a whole stage."""
    if rule.rhythm.every is not None and rule.rhythm.minimum is not None:
        return rule.rhythm.every is Period.WHOLE_STAGE
    return rule.coverage is not None and rule.coverage.within is Period.WHOLE_STAGE


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
        if rule.in_force(start) and is_about(rule, mentee, start, sets):
            yield Span(start, end), terms_on(rule, mentee, start, sets)


def _edges(rule: DutyRule, mentee: Mentee, span: Span) -> Iterator[date]:
    intervals = [(rule.valid_from, rule.valid_until)]
    intervals += [(o.valid_from, o.valid_until) for o in rule.overrides]
    if rule.overrides or rule.only_of:
        intervals += [(m.since, m.until) for m in mentee.memberships]
    for interval in intervals:
        yield from (day for day in interval if day is not None and span.start < day < span.end)


def is_about(rule: DutyRule, mentee: Mentee, day: date, sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether the student belongs to the categories that the rule is about."""
    return not rule.only_of or any(named & _mine(mentee, day) for named in _named(rule.only_of, sets))


def terms_on(rule: DutyRule, mentee: Mentee, day: date, sets: Mapping[str, frozenset[str]]) -> Terms:
    """The terms on one day: of several overrides the most frequent, channels that count for each, the strictest."""
    mine = _mine(mentee, day)
    found = [o for o in rule.overrides if o.in_force(day) and _is_meant(o, mine, sets)]
    rhythms = [override.rhythm for override in found if override.rhythm]
    channels = [override.channels for override in found if override.channels]
    obligations = [override.obligation for override in found if override.obligation]
    return Terms(
        max(rhythms, key=rate, default=rule.rhythm),
        _common(channels) if channels else rule.channels,
        min(obligations, key=STRICTEST_FIRST.index, default=rule.obligation),
    )


def _common(channels: list[tuple[Channel, ...]]) -> tuple[Channel, ...]:
    """The channels that count for all; where they have none in common, those of the first."""
    return tuple(one for one in channels[0] if all(one in others for others in channels)) or channels[0]


def _mine(mentee: Mentee, day: date) -> set[str]:
    return {m.category for m in mentee.memberships if covers(m.since, m.until, day)}


def _is_meant(override: Override, mine: set[str], sets: Mapping[str, frozenset[str]]) -> bool:
    belongs = [bool(named & mine) for named in _named(override.categories, sets)]
    return all(belongs) if override.together else any(belongs)


def _named(categories: tuple[str, ...], sets: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    return [sets.get(category, frozenset({category})) for category in categories]


def rate(rhythm: Rhythm) -> float:
    """Roughly how often a day; nothing where no number is given."""
    if rhythm.minimum is None or rhythm.every is None or rhythm.every not in DAYS_OF:
        return 0.0
    return rhythm.minimum / (DAYS_OF[rhythm.every] * rhythm.periods)
