"""Rules × calendar × people → what is expected of whom by when.

A period of a rhythm is expected where the rule, the terms and a pairing hold for at least half of its school days;
it is owed by the mentor of its last school day within the pairing, or by who stands in then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from liangshi.domain.duties.calendar import DAY, Calendar, Span
from liangshi.domain.duties.expected import Expected
from liangshi.domain.duties.moments import expand_moments
from liangshi.domain.duties.population import Care, Mentee, Population, covers
from liangshi.domain.duties.terms import Terms, applies, segments
from liangshi.domain.duties.windows import due_spans
from liangshi.domain.scheme import Coverage, DutyRule, MomentRule, Per, Period


@dataclass(frozen=True)
class _World:
    calendar: Calendar
    people: Population

    def mentor_on(self, student_cares: tuple[Care, ...], day: date) -> int | None:
        """Who answers for the student on that day: the mentor, or who stands in for them."""
        care = next((c for c in student_cares if covers(c.since, c.until, day)), None)
        if care is None:
            return None
        away = (v for v in self.people.leaves if v.mentor == care.mentor and covers(v.since, v.until, day))
        leave = next(away, None)
        return leave.stand_in if leave and leave.stand_in is not None else care.mentor

    def exempt(self, rule: str, student: int | None, mentor: int | None, day: date) -> bool:
        """Whether the duty is not asked, with a reason, on that day."""
        return any(
            e.rule == rule
            and e.student in (None, student)
            and e.mentor in (None, mentor)
            and covers(e.since, e.until, day)
            for e in self.people.exemptions
        )


def expand(
    rules: Iterable[DutyRule], calendar: Calendar, people: Population, moments: Iterable[MomentRule] = ()
) -> tuple[Expected, ...]:
    """Everything that is expected in the calendar's year, in the order of due dates and keys."""
    world = _World(calendar, people)
    rules = tuple(rules)
    cares: dict[int, tuple[Care, ...]] = {}
    for care in people.cares:
        cares[care.student] = (*cares.get(care.student, ()), care)
    found: list[Expected] = []
    for rule in rules:
        if rule.per is Per.MENTEE:
            for mentee in people.mentees:
                found += _of_mentee(world, rule, mentee, cares.get(mentee.student, ()))
        elif rule.per in (Per.MENTOR, Per.MENTOR_GROUP):
            found += _of_mentors(world, rule)
    found += _opened(world, rules, tuple(moments), cares)
    return tuple(sorted(found, key=lambda e: (e.due, e.key)))


def _of_mentee(world: _World, rule: DutyRule, mentee: Mentee, cares: tuple[Care, ...]) -> Iterator[Expected]:
    if not applies(rule, mentee) or not cares:
        return
    year = world.calendar.year
    for stretch in _stretches(cares, year):
        for segment, terms in segments(rule, mentee, stretch, world.people.sets):
            for period, count in _periods(world.calendar, rule, terms, segment):
                yield from _expected(world, rule, terms, mentee, cares, period, segment, count)


def _stretches(cares: tuple[Care, ...], year: Span) -> Iterator[Span]:
    """The times in which the student has a mentor, whoever it is: a change of mentor on the day is no break."""
    spans = sorted(Span(c.since, c.until or year.end).within(year) for c in cares)
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None and current.start < current.end:
        yield current


def _periods(calendar: Calendar, rule: DutyRule, terms: Terms, segment: Span) -> Iterator[tuple[Span, int]]:
    rhythm = terms.rhythm
    every, count = rhythm.every, rhythm.minimum
    if count is None or every is None:
        every, count = _by_coverage(rule.coverage)
    if every is None or count is None or every is Period.EVENT:
        return
    for period in calendar.periods(every, segment):
        inside = calendar.count_school_days(period.within(segment))
        if 2 * inside >= calendar.count_school_days(period):
            yield period, count


def _by_coverage(coverage: Coverage | None) -> tuple[Period | None, int | None]:
    if coverage is None or coverage.share < 100:
        return None, None
    return coverage.within, 1


def _expected(
    world: _World, rule: DutyRule, terms: Terms, mentee: Mentee, cares: tuple[Care, ...], period: Span,
    segment: Span, count: int,
) -> Iterator[Expected]:  # fmt: skip
    last = world.calendar.last_school_day(period.within(segment))
    mentor = world.mentor_on(cares, last) if last else None
    if last is None or world.exempt(rule.id, mentee.student, mentor, last):
        return
    for number, span in enumerate(due_spans(rule, world.calendar, period, _paired_from(cares, last)), 1):
        suffix = f":{number}" if number > 1 else ""
        yield Expected(
            key=f"{rule.id}:s{mentee.student}:{period.start:%Y%m%d}{suffix}", rule=rule.id, kind=rule.kind, by=rule.by,
            opens=max(span.start, segment.start), due=span.end, count=count, obligation=terms.obligation,
            mentor=mentor, student=mentee.student, channels=terms.channels, also=rule.fulfilled_by,
        )  # fmt: skip


def _paired_from(cares: tuple[Care, ...], day: date) -> date:
    return next(care.since for care in cares if covers(care.since, care.until, day))


def _of_mentors(world: _World, rule: DutyRule) -> Iterator[Expected]:
    groups: dict[int, list[Care]] = {}
    for care in world.people.cares:
        groups.setdefault(care.mentor, []).append(care)
    for mentor, cares in groups.items():
        for stretch in _stretches(tuple(cares), world.calendar.year):
            yield from _of_group(world, rule, mentor, cares, stretch)


def _of_group(world: _World, rule: DutyRule, mentor: int, cares: list[Care], stretch: Span) -> Iterator[Expected]:
    terms = Terms(rule.rhythm, rule.channels, rule.obligation)
    share = rule.coverage if rule.coverage and rule.coverage.share < 100 else None
    periods = list(_periods(world.calendar, rule, terms, stretch))
    if not periods and share is not None:
        periods = [(period, 1) for period in world.calendar.periods(share.within, stretch)]
    for period, count in periods:
        last = world.calendar.last_school_day(period.within(stretch))
        if last is None or not rule.in_force(last) or world.exempt(rule.id, None, mentor, last):
            continue
        size = sum(covers(c.since, c.until, last) for c in cares)
        for number, span in enumerate(due_spans(rule, world.calendar, period, stretch.start), 1):
            suffix = f":{number}" if number > 1 else ""
            yield Expected(
                key=f"{rule.id}:m{mentor}:{period.start:%Y%m%d}{suffix}", rule=rule.id, kind=rule.kind, by=rule.by,
                opens=span.start, due=span.end, count=count, obligation=rule.obligation, mentor=mentor,
                channels=rule.channels, also=rule.fulfilled_by,
                reach=ceil(size * share.share / 100) if share else None,
            )  # fmt: skip


def _opened(
    world: _World, rules: tuple[DutyRule, ...], moments: tuple[MomentRule, ...], cares: dict[int, tuple[Care, ...]]
) -> Iterator[Expected]:
    for opened in expand_moments(rules, moments, world.calendar, world.people):
        mentor = world.mentor_on(cares.get(opened.student or 0, ()), opened.opens)
        mentor = mentor or world.mentor_on(cares.get(opened.student or 0, ()), opened.due - DAY)
        if mentor is not None and not world.exempt(opened.rule, opened.student, mentor, opened.opens):
            yield replace(opened, mentor=mentor)
