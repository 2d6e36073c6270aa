"""Everything that is expected in a school year, one by one: of each student, of each mentor, of holders of roles."""

from collections.abc import Iterable, Iterator
from itertools import chain
from math import ceil

from liangshi.domain.duties.calendar import Calendar, Span
from liangshi.domain.duties.expected import Expected
from liangshi.domain.duties.planning import Plan, by_share, stretches
from liangshi.domain.duties.population import Care, Population, covers
from liangshi.domain.duties.slots import Slot
from liangshi.domain.scheme import DutyRule, MomentRule, Per


def expand(
    rules: Iterable[DutyRule], calendar: Calendar, people: Population, moments: Iterable[MomentRule] = ()
) -> tuple[Expected, ...]:
    """Everything that is expected in the calendar's year, in the order of due dates and keys."""
    return expected_in(Plan(tuple(rules), calendar, people, tuple(moments)))


def expected_in(plan: Plan) -> tuple[Expected, ...]:
    """The same for a plan; only what runs in the days near to which it keeps."""
    return tuple(sorted(expectations(plan), key=lambda entry: (entry.slot.due, entry.key)))


def expectations(plan: Plan) -> Iterator[Expected]:
    """The same in no order."""
    near = plan.near
    return (entry for entry in chain(of_students(plan), of_staff(plan)) if near is None or _runs(entry.slot, near))


def _runs(slot: Slot, near: Span) -> bool:
    return slot.opens < near.end and near.start < slot.due


def of_students(plan: Plan) -> Iterator[Expected]:
    """What is expected about each student."""
    near, holders = plan.near, plan.holders
    for mentee in plan.people.mentees:
        for timetable in plan.timetables(mentee):
            for slot in timetable.slots:
                if near is None or _runs(slot, near):
                    owners = holders.owners(slot.by, mentee, slot.last)
                    yield Expected(slot, owners, mentee.student, own=holders.acts_alone(slot.by))


def of_staff(plan: Plan) -> Iterator[Expected]:
    """What is expected of each mentor, of each holder of a role, and for each class."""
    of_groups = [rule for rule in plan.rules if _asks_of_groups(rule)]
    for mentor, cares in plan.holders.groups.items() if of_groups else ():
        for stretch in stretches(cares, plan.calendar.year):
            for rule in of_groups:
                yield from _of_group(plan, rule, mentor, cares, stretch)
    for rule in plan.rules:
        if rule.per is Per.ROLE:
            for person in plan.holders.holders(rule.by):
                for slot in plan.staff_slots(rule, plan.calendar.year):
                    if not plan.holders.mostly_away(person, Span(slot.opens, slot.due), plan.calendar):
                        yield Expected(slot, (person,), staff=person)
        elif rule.per is Per.CLASS:
            yield from _of_classes(plan, rule)


def _asks_of_groups(rule: DutyRule) -> bool:
    """Whether it is counted for each mentor."""
    return rule.per in (Per.MENTOR, Per.MENTOR_GROUP) or (rule.per is Per.MENTEE and by_share(rule))


def _of_group(plan: Plan, rule: DutyRule, mentor: int, cares: tuple[Care, ...], stretch: Span) -> Iterator[Expected]:
    holders, share = plan.holders, rule.coverage if by_share(rule) else None
    for slot in plan.staff_slots(rule, stretch):
        exempt = holders.exempt(rule.id, None, (mentor,), slot.last)
        if exempt or holders.mostly_away(mentor, Span(slot.opens, slot.due), plan.calendar):
            continue
        if share is None:
            yield Expected(slot, (mentor,), staff=mentor)
            continue
        group = frozenset(care.student for care in cares if covers(care.since, care.until, slot.last))
        reach = ceil(len(group) * share.share / 100)
        yield Expected(slot, (mentor,), staff=mentor, reach=reach, among=group if reach else frozenset())


def _of_classes(plan: Plan, rule: DutyRule) -> Iterator[Expected]:
    groups = {mentee.class_group: mentee.grade for mentee in plan.people.mentees if mentee.class_group is not None}
    for group, grade in groups.items():
        if not rule.grades or grade in rule.grades:
            owners = plan.holders.holders(rule.by, group, grade)
            yield from (
                Expected(slot, owners, class_group=group) for slot in plan.staff_slots(rule, plan.calendar.year)
            )
