"""Key moments open duties: exams and terms by the calendar, events of life when they happen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from liangshi.domain.duties.calendar import DAY, Calendar, Span
from liangshi.domain.duties.holders import Holders
from liangshi.domain.duties.population import Care, Event, Mentee, Population, covers
from liangshi.domain.duties.repeating import times_after
from liangshi.domain.duties.slots import Slot
from liangshi.domain.duties.terms import applies, is_about
from liangshi.domain.scheme import DutyKind, DutyRule, FollowUp, MomentRule, Role, TimeLimit, TimeUnit, Trigger

CALENDAR_TRIGGERS = (Trigger.TERM_START, Trigger.TERM_END, Trigger.IMPORTANT_EXAM, Trigger.THEME_DAY)


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from a moment, with the duty it names, where it names one."""

    moment: MomentRule
    follow: FollowUp
    rules: tuple[DutyRule, ...]
    track: str = ""

    def rule_on(self, day: date) -> DutyRule | None:
        """The named duty as it stands on that day, or as it stood last."""
        return next((rule for rule in self.rules if rule.in_force(day)), self.rules[-1] if self.rules else None)


def followings(
    rules: tuple[DutyRule, ...], moments: tuple[MomentRule, ...], holders: Holders
) -> tuple[Following, ...]:  # fmt: skip
    """Everything that follows from the moments."""
    return tuple(
        _following(moment, follow, tuple(rule for rule in rules if rule.id == follow.duty), holders)
        for moment in moments
        for follow in moment.follow_ups
    )


def _following(moment: MomentRule, follow: FollowUp, rules: tuple[DutyRule, ...], holders: Holders) -> Following:
    """Whoever is named takes the place of the one who owes the duty."""
    last = rules[-1] if rules else None
    by = follow.by or (last.by if last else Role.MENTOR.value)
    track = follow.track or (last.track if last and not follow.by else None)
    return Following(moment, follow, rules, holders.track_of(by, track))


def calendar_slots(
    following: Following, mentee: Mentee, cares: tuple[Care, ...], calendar: Calendar, people: Population
) -> Iterator[Slot]:
    """What the calendar opens for a student who has a mentor then."""
    moment = following.moment
    if moment.trigger not in CALENDAR_TRIGGERS:
        return
    for name, anchor in _occasions(moment, calendar):
        if moment.in_force(anchor.start) and _speaks_of(following, mentee, anchor.start, people):
            if following.follow.rhythm:
                yield from _again(following, cares, anchor.end, name, calendar)
                continue
            span = Span(anchor.start - DAY * moment.days_before, anchor.end + DAY * moment.days_after)
            yield from _slot(following, cares, span, name)


def event_slots(
    following: Following, event: Event, mentee: Mentee, cares: tuple[Care, ...], calendar: Calendar,
    people: Population,
) -> Iterator[Slot]:  # fmt: skip
    """What an event of a student's life opens."""
    moment = following.moment
    if event.trigger is not moment.trigger or not moment.in_force(event.on):
        return
    if not _speaks_of(following, mentee, event.on, people):
        return
    if following.follow.rhythm:
        yield from _again(following, cares, event.on, event.key, calendar)
    else:
        due = due_after(event, following.follow.within, moment.days_after, calendar)
        yield from _slot(following, cares, Span(event.on, due), event.key)


def _again(
    following: Following, cares: tuple[Care, ...], day: date, because: str, calendar: Calendar
) -> Iterator[Slot]:  # fmt: skip
    """What follows again and again: each time by the mentor of its last day, where there is one then."""
    follow = following.follow
    if follow.rhythm is None or follow.during is None:
        return
    for span in times_after(day, follow.rhythm, follow.during, calendar):
        for slot in _slot(following, cares, span, because, (span.end - DAY, span.start)):
            name = f"{because}:{span.start:%Y%m%d}"
            yield replace(slot, name=name, count=follow.rhythm.minimum or 1)


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


def _speaks_of(following: Following, mentee: Mentee, day: date, people: Population) -> bool:
    rule, categories = following.rule_on(day), following.moment.categories
    if not following.moment.is_for(mentee.grade):
        return False
    if rule is not None and not (applies(rule, mentee) and is_about(rule, mentee, day, people.sets)):
        return False
    if not categories:
        return True
    mine = {m.category for m in mentee.memberships if covers(m.since, m.until, day)}
    return any(people.sets.get(name, frozenset({name})) & mine for name in categories)


def _slot(
    following: Following, cares: tuple[Care, ...], span: Span, because: str, days: tuple[date, ...] = ()
) -> Iterator[Slot]:  # fmt: skip
    """The mentor of the first day owes it, where there is none yet the one of the last; or in the order of `days`."""
    tried = days or (span.start, span.end - DAY)
    cared = (day for day in tried if any(covers(c.since, c.until, day) for c in cares))
    last = next(cared, None)
    if last is None:
        return
    moment, follow, rule = following.moment, following.follow, following.rule_on(span.start)
    kind = rule.kind if rule else follow.kind or DutyKind.OTHER
    yield Slot(
        stem=f"{moment.id}:{follow.duty or kind.value}", name=because, rule=rule.id if rule else moment.id, kind=kind,
        by=follow.by or (rule.by if rule else Role.MENTOR.value), opens=span.start, due=span.end, last=last, count=1,
        obligation=follow.obligation, channels=follow.channels or (rule.channels if rule else ()),
        also=rule.fulfilled_by if rule else (), because=because, track=following.track,
    )  # fmt: skip
