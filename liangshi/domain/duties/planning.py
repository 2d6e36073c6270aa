"""Rules × calendar → the timetable of each student. Students whose terms are alike share one timetable."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from liangshi.domain.duties.calendar import Calendar, Span
from liangshi.domain.duties.comings import Comings
from liangshi.domain.duties.holders import Holders
from liangshi.domain.duties.moments import Following, calendar_slots, event_slots, followings
from liangshi.domain.duties.population import Care, Event, Mentee, Population
from liangshi.domain.duties.slots import Slot, Timetable
from liangshi.domain.duties.terms import ONE_YEAR, Terms, Years, applies, is_about, segments, years_of
from liangshi.domain.scheme import DutyRule, MomentRule, Per

Likeness = tuple[Any, ...]


@dataclass(frozen=True)
class Plan:
    """What a scheme asks in one school year of one population; with `near`, at least all that runs in those days."""

    rules: tuple[DutyRule, ...]
    calendar: Calendar
    people: Population
    moments: tuple[MomentRule, ...] = ()
    near: Span | None = None
    _alike: dict[Likeness, tuple[Timetable, ...]] = field(default_factory=dict, compare=False)
    _clause_alike: dict[Likeness, Timetable] = field(default_factory=dict, compare=False)
    _staff_alike: dict[Likeness, tuple[Slot, ...]] = field(default_factory=dict, compare=False)
    _rhythms: dict[Likeness, Comings] = field(default_factory=dict, compare=False)

    @cached_property
    def holders(self) -> Holders:
        """Who answers for what."""
        return Holders(self.people)

    @cached_property
    def mentee_of(self) -> dict[int, Mentee]:
        """Each student by key."""
        return {mentee.student: mentee for mentee in self.people.mentees}

    def are_meant(self, rule: DutyRule, students: Iterable[int], day: date) -> frozenset[int]:
        """Those of the students about whom the rule speaks on that day."""
        known = ((student, self.mentee_of.get(student)) for student in students)
        return frozenset(
            student
            for student, mentee in known
            if mentee is not None and applies(rule, mentee) and is_about(rule, mentee, day, self.people.sets)
        )

    @cached_property
    def _clauses(self) -> tuple[tuple[str, tuple[DutyRule, ...]], ...]:
        """The clauses that are counted for each student, each with its versions, and for what the mentor is there."""
        counted = (rule for rule in self.rules if rule.per is Per.MENTEE and not by_share(rule))
        known = sorted(((rule.id, self.track_of(rule), rule) for rule in counted), key=itemgetter(0, 1))
        return tuple(
            (track, tuple(rule for _id, _track, rule in versions))
            for (_id, track), versions in groupby(known, key=itemgetter(0, 1))
        )

    @cached_property
    def _followings(self) -> tuple[Following, ...]:
        return followings(self.rules, self.moments, self.holders)

    def track_of(self, rule: DutyRule) -> str:
        """What the mentor is there for of whom the rule asks; empty for every mentor."""
        return self.holders.track_of(rule.by, rule.track)

    @cached_property
    def _events(self) -> dict[int, list[Event]]:
        found: dict[int, list[Event]] = {}
        for event in self.people.events:
            found.setdefault(event.student, []).append(event)
        return found

    @cached_property
    def _narrowing(self) -> tuple[bool, frozenset[str]]:
        """Whether categories matter at all, and which rules somebody is exempt from."""
        categories = any(rule.overrides or rule.only_of for rule in self.rules) or any(
            m.categories for m in self.moments
        )
        return categories, frozenset(exemption.rule for exemption in self.people.exemptions)

    def timetables(self, mentee: Mentee) -> tuple[Timetable, ...]:
        """Everything that is expected for the student, one timetable for each rhythm and moment."""
        cares = self.holders.cares.get(mentee.student, ())
        if not cares:
            return ()
        shared = self._shared(mentee, cares)
        events = self._events.get(mentee.student)
        return shared if not events else (*shared, *self._of_events(mentee, events))

    def _shared(self, mentee: Mentee, cares: tuple[Care, ...]) -> tuple[Timetable, ...]:
        categories, exempt = self._narrowing
        own = any(self.holders.may_be_exempt(rule, mentee.student, cares) for rule in exempt)
        key = (
            mentee.grade, mentee.stage, mentee.boarder, mentee.memberships if categories else (),
            tuple((care.since, care.until, care.track) for care in cares), mentee.student if own else None,
        )  # fmt: skip
        if key not in self._alike:
            found = (*self._by_rules(mentee, cares), *self._by_calendar(mentee))
            self._alike[key] = tuple(timetable for timetable in found if timetable.slots)
        return self._alike[key]

    def _by_rules(self, mentee: Mentee, cares: tuple[Care, ...]) -> Iterator[Timetable]:
        """Versions of one clause, before and after a change of the scheme, are one rhythm."""
        whole = tuple((care.since, care.until) for care in cares)
        for track, versions in self._clauses:
            asked = self.holders.cares_for(mentee.student, track) if track else cares
            times = tuple((care.since, care.until) for care in asked) if track else whole
            speaking = tuple(rule for rule in versions if applies(rule, mentee))
            name = versions[0].id
            own = mentee.student if self.holders.may_be_exempt(name, mentee.student, cares) else None
            narrowed = any(rule.overrides or rule.only_of for rule in speaking)
            categories = mentee.memberships if narrowed else ()
            years = tuple(years_of(rule, mentee) for rule in speaking)
            key = (name, track, tuple(rule.valid_from for rule in speaking), times, categories, own, years)
            if key not in self._clause_alike:
                self._clause_alike[key] = self._of_clause(speaking, mentee, asked)
            yield self._clause_alike[key]

    def _of_clause(self, versions: tuple[DutyRule, ...], mentee: Mentee, cares: tuple[Care, ...]) -> Timetable:
        found: dict[str, Slot] = {}
        for rule in versions:
            for slot in self._of_rule(rule, mentee, cares):
                found.setdefault(slot.name, slot)
        return Timetable.of(found.values())

    def _by_calendar(self, mentee: Mentee) -> Iterator[Timetable]:
        for following in self._followings:
            asked = self.holders.cares_for(mentee.student, following.track)
            slots = calendar_slots(following, mentee, asked, self.calendar, self.people)
            yield from self._by_cause(slots, mentee)

    def _of_events(self, mentee: Mentee, events: list[Event]) -> Iterator[Timetable]:
        for following in self._followings:
            asked = self.holders.cares_for(mentee.student, following.track)
            for event in events:
                slots = event_slots(following, event, mentee, asked, self.calendar, self.people)
                yield from self._by_cause(slots, mentee)

    def _by_cause(self, slots: Iterable[Slot], mentee: Mentee) -> Iterator[Timetable]:
        """What one event or exam opened is one rhythm, be it asked once or again and again."""
        for _cause, found in groupby(slots, key=attrgetter("because")):
            asked = [slot for slot in found if not self._is_exempt(slot, mentee)]
            if asked:
                yield Timetable.of(asked)

    def _is_exempt(self, slot: Slot, mentee: Mentee) -> bool:
        owners = self.holders.owners(slot.by, mentee, slot.last, slot.track)
        return self.holders.exempt(slot.rule, mentee.student, owners, slot.last)

    def _of_rule(self, rule: DutyRule, mentee: Mentee, cares: tuple[Care, ...]) -> Iterator[Slot]:
        exempt = self.holders.may_be_exempt(rule.id, mentee.student, cares)
        for stretch in stretches(cares, self.calendar.year):
            for segment, terms in segments(rule, mentee, stretch, self.people.sets):
                for slot in self._rhythm(rule, terms, years_of(rule, mentee)).within(segment, cares):
                    if not exempt or not self._is_exempt(slot, mentee):
                        yield slot

    def staff_slots(self, rule: DutyRule, stretch: Span) -> tuple[Slot, ...]:
        """The comings of a rule that is not counted for single students."""
        key = (rule.id, rule.valid_from, stretch)
        if key not in self._staff_alike:
            terms = Terms(rule.rhythm, rule.channels, rule.obligation)
            found = self._rhythm(rule, terms).within(stretch)
            self._staff_alike[key] = tuple(slot for slot in found if rule.in_force(slot.last))
        return self._staff_alike[key]

    def _rhythm(self, rule: DutyRule, terms: Terms, years: Years = ONE_YEAR) -> Comings:
        key = (rule.id, rule.valid_from, terms, years)
        if key not in self._rhythms:
            self._rhythms[key] = Comings(rule, terms, self.calendar, self.near, years, self.track_of(rule))
        return self._rhythms[key]


def by_share(rule: DutyRule) -> bool:
    """Whether only a share of a mentor's group or of a class has to be reached, so that no single student is named."""
    coverage, rhythm = rule.coverage, rule.rhythm
    if coverage is None or coverage.share == 100:
        return False
    return rhythm.minimum is None or (rhythm.minimum == 1 and rhythm.every is coverage.within)


def stretches(cares: Iterable[Care], year: Span) -> Iterator[Span]:
    """The times in which there is a pairing, whichever it is: a change of mentor on the day is no break."""
    times = {(care.since, care.until) for care in cares}
    spans = sorted(Span(since, until or year.end).within(year) for since, until in times)
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
