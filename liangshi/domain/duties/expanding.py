"""Everything that is expected in a school year, one by one: of each student, of each mentor, of holders of roles."""

from collections.abc import Iterable, Iterator
from itertools import chain, product
from math import ceil

from liangshi.domain.duties.calendar import Calendar, Span
from liangshi.domain.duties.expected import Expected
from liangshi.domain.duties.planning import Plan, by_share, stretches
from liangshi.domain.duties.population import Care, Mentee, Population, covers
from liangshi.domain.duties.slots import Slot, Timetable
from liangshi.domain.duties.terms import applies
from liangshi.domain.scheme import Coverage, DutyRule, MomentRule, Per


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
            if timetable.track:
                yield from _of_one_mentor(plan, timetable, mentee)
                continue
            for slot in timetable.slots:
                if near is None or _runs(slot, near):
                    owners = holders.owners(slot.by, mentee, slot.last)
                    yield Expected(slot, owners, mentee.student, own=holders.acts_alone(slot.by))


def _of_one_mentor(plan: Plan, timetable: Timetable, mentee: Mentee) -> Iterator[Expected]:
    """What only the mentor for one thing owes: what the other does is no answer to it."""
    near, holders = plan.near, plan.holders
    actors = holders.actors(mentee.student, timetable.track)
    for slot in timetable.slots:
        if near is None or _runs(slot, near):
            owners = holders.owners(slot.by, mentee, slot.last, slot.track)
            yield Expected(slot, owners, mentee.student, own=True, actors=actors)


def of_staff(plan: Plan) -> Iterator[Expected]:
    """What is expected of each mentor, of each holder of a role, and for each class."""
    of_groups: dict[str, list[DutyRule]] = {}
    for rule in (rule for rule in plan.rules if _asks_of_groups(plan, rule)):
        of_groups.setdefault(plan.track_of(rule), []).append(rule)
    for track, rules in of_groups.items():
        for mentor, cares in plan.holders.groups_for(track).items():
            for stretch, rule in product(stretches(cares, plan.calendar.year), rules):
                yield from _of_group(plan, rule, mentor, cares, stretch)
    for rule in plan.rules:
        if rule.per is Per.ROLE:
            yield from _of_role(plan, rule)
        elif rule.per is Per.CLASS or (rule.per is Per.MENTEE and by_share(rule) and not _asks_of_groups(plan, rule)):
            yield from _of_classes(plan, rule)


def _asks_of_groups(plan: Plan, rule: DutyRule) -> bool:
    """Whether it is counted for each mentor."""
    by_mentors = plan.holders.is_mentor(rule.by)
    return rule.per in (Per.MENTOR, Per.MENTOR_GROUP) or (rule.per is Per.MENTEE and by_share(rule) and by_mentors)


def _of_group(plan: Plan, rule: DutyRule, mentor: int, cares: tuple[Care, ...], stretch: Span) -> Iterator[Expected]:
    """Nothing is asked of a mentor in whose group there is nobody about whom the rule speaks."""
    holders = plan.holders
    for slot in plan.staff_slots(rule, stretch):
        exempt = holders.exempt(rule.id, None, (mentor,), slot.last)
        if exempt or holders.mostly_away(mentor, Span(slot.opens, slot.due), plan.calendar):
            continue
        students = (care.student for care in cares if covers(care.since, care.until, slot.last))
        group = plan.are_meant(rule, students, slot.last)
        if group and rule.coverage is not None and by_share(rule):
            yield Expected(slot, (mentor,), staff=mentor, reach=_share(rule.coverage, group), among=group)
        elif group:
            yield Expected(slot, (mentor,), staff=mentor)


def _share(coverage: Coverage, group: frozenset[int]) -> int:
    return ceil(len(group) * coverage.share / 100)


def _of_role(plan: Plan, rule: DutyRule) -> Iterator[Expected]:
    grades = {mentee.grade for mentee in plan.people.mentees if applies(rule, mentee)}
    narrowed = bool(rule.grades or rule.stages)
    for person in plan.holders.holders(rule.by, grades=frozenset(grades) if narrowed else None):
        for slot in plan.staff_slots(rule, plan.calendar.year):
            if not plan.holders.mostly_away(person, Span(slot.opens, slot.due), plan.calendar):
                yield Expected(slot, (person,), staff=person)


def _of_classes(plan: Plan, rule: DutyRule) -> Iterator[Expected]:
    classes: dict[int, list[Mentee]] = {}
    for mentee in plan.people.mentees:
        if mentee.class_group is not None and applies(rule, mentee):
            classes.setdefault(mentee.class_group, []).append(mentee)
    for group, mentees in classes.items():
        owners = plan.holders.holders(rule.by, group, mentees[0].grade)
        for slot in plan.staff_slots(rule, plan.calendar.year):
            if rule.coverage is None or not by_share(rule):
                yield Expected(slot, owners, class_group=group)
            elif meant := plan.are_meant(rule, (mentee.student for mentee in mentees), slot.last):
                yield Expected(slot, owners, class_group=group, reach=_share(rule.coverage, meant), among=meant)
