"""Key moments open duties: exams and terms by the calendar, events of life when they happen."""

from collections.abc import Iterator
from datetime import date, timedelta

from liangshi.domain.duties.calendar import DAY, Calendar, Span
from liangshi.domain.duties.expected import Expected
from liangshi.domain.duties.population import Event, Mentee, Population, covers
from liangshi.domain.scheme import DutyKind, DutyRule, FollowUp, MomentRule, Role, TimeLimit, TimeUnit, Trigger

CALENDAR_TRIGGERS = (Trigger.TERM_START, Trigger.TERM_END, Trigger.IMPORTANT_EXAM, Trigger.THEME_DAY)


def expand_moments(
    rules: tuple[DutyRule, ...], moments: tuple[MomentRule, ...], calendar: Calendar, people: Population
) -> Iterator[Expected]:
    """What follows from each moment for each student; who owes it is settled by the caller."""
    by_id = {rule.id: rule for rule in rules}
    for moment in moments:
        for follow in moment.follow_ups:
            if moment.trigger in CALENDAR_TRIGGERS:
                yield from _by_calendar(moment, follow, by_id, calendar, people)
            else:
                yield from _by_event(moment, follow, by_id, calendar, people)


def _by_calendar(
    moment: MomentRule, follow: FollowUp, rules: dict[str, DutyRule], calendar: Calendar, people: Population
) -> Iterator[Expected]:
    for name, anchor in _occasions(moment, calendar):
        opens, due = anchor.start - DAY * moment.days_before, anchor.end + DAY * moment.days_after
        for mentee in people.mentees:
            if moment.in_force(anchor.start) and _speaks_of(moment, mentee, anchor.start, people):
                yield _expected(moment, follow, rules, mentee.student, Span(opens, due), name)


def _occasions(moment: MomentRule, calendar: Calendar) -> Iterator[tuple[str, Span]]:
    if moment.trigger is Trigger.IMPORTANT_EXAM:
        yield from ((exam.name, exam.span) for exam in calendar.exams)
    for day in calendar.named_days(moment.dates):
        yield f"{day:%Y%m%d}", Span(day, day + DAY)
    for term in calendar.terms:
        if moment.trigger is Trigger.TERM_START:
            yield f"{term.start:%Y%m%d}", Span(term.start, term.start)
        elif moment.trigger is Trigger.TERM_END:
            yield f"{term.end:%Y%m%d}", Span(term.end, term.end)


def _by_event(
    moment: MomentRule, follow: FollowUp, rules: dict[str, DutyRule], calendar: Calendar, people: Population
) -> Iterator[Expected]:
    mentees = {mentee.student: mentee for mentee in people.mentees}
    for event in people.events:
        mentee = mentees.get(event.student)
        if mentee is None or event.trigger is not moment.trigger or not moment.in_force(event.on):
            continue
        if _speaks_of(moment, mentee, event.on, people):
            due = due_after(event, follow.within, moment.days_after, calendar)
            yield _expected(moment, follow, rules, event.student, Span(event.on, due), event.key)


def due_after(event: Event, limit: TimeLimit | None, days_after: int, calendar: Calendar) -> date:
    """The first day after the limit, counted from the day of the event; hours and minutes end with the next day."""
    if limit is None:
        return event.on + DAY * (days_after + 1)
    amount = limit.amount or 0
    if limit.unit is TimeUnit.WEEKS:
        return event.on + timedelta(weeks=amount) + DAY
    if limit.unit is TimeUnit.DAYS:
        return event.on + DAY * (amount + 1)
    if limit.unit is TimeUnit.SCHOOL_DAYS:
        later = [day for day in calendar.school_days if day > event.on][:amount]
        return (later[-1] if later else event.on) + DAY
    if limit.unit is TimeUnit.HOURS:
        return event.on + DAY * (-(-amount // 24) + 1)
    return event.on + DAY


def _speaks_of(moment: MomentRule, mentee: Mentee, day: date, people: Population) -> bool:
    if not moment.categories:
        return True
    mine = {m.category for m in mentee.memberships if covers(m.since, m.until, day)}
    return any(people.sets.get(name, frozenset({name})) & mine for name in moment.categories)


def _expected(
    moment: MomentRule, follow: FollowUp, rules: dict[str, DutyRule], student: int, span: Span, because: str
) -> Expected:
    rule = rules.get(follow.duty or "")
    kind = rule.kind if rule else follow.kind or DutyKind.OTHER
    by = follow.by or (rule.by if rule else Role.MENTOR.value)
    return Expected(
        key=f"{moment.id}:{follow.duty or kind.value}:s{student}:{because}", rule=rule.id if rule else moment.id,
        kind=kind, by=by, opens=span.start, due=span.end, count=1, obligation=follow.obligation, student=student,
        channels=follow.channels or (rule.channels if rule else ()), also=rule.fulfilled_by if rule else (),
        because=because,
    )  # fmt: skip
