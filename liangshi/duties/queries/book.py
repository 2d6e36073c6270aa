"""What the school's scheme asks in the current school year: versions, calendar and people brought together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from liangshi.domain.duties import (
    Among,
    Calendar,
    Evidence,
    Expected,
    Plan,
    Population,
    Progress,
    Span,
    Version,
    expectations,
    expected_in,
    is_of_stage,
    progress,
    rules_of_year,
    years_of,
)
from liangshi.domain.scheme import DutyKind, DutyRule, MomentRule, Scheme
from liangshi.foundation.prepared import Prepared, slot
from liangshi.people.models import AcademicYear
from liangshi.people.queries import current_year
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import parsed

from .calendar import school_calendar
from .holding import acts_as, offices, tracks
from .population import Only, exemptions_of, leaves_of, memberships_of, mentees_and_cares
from .recorded import can_be_seen
from .sources import events_of, evidence_of

BEFORE, AHEAD = timedelta(days=21), timedelta(days=45)
"""About now: what was due a short while ago with the coming before it, and what comes next."""


@dataclass(frozen=True)
class YearRules:
    """What is asked in the school year under the versions in force day by day, before anybody is named."""

    year: AcademicYear
    calendar: Calendar
    versions: tuple[Version, ...]
    rules: tuple[DutyRule, ...]
    moments: tuple[MomentRule, ...]

    @property
    def scheme(self) -> Scheme:
        """The last version of the year."""
        return self.versions[-1].scheme

    @cached_property
    def clauses(self) -> Mapping[str, DutyRule | MomentRule]:
        """Each clause by its id, in the words of its last version in the year and in the order of the scheme."""
        found: dict[str, DutyRule | MomentRule] = {rule.id: rule for rule in self.rules}
        return found | {rule.id: rule for rule in self.moments}

    @property
    def first(self) -> date:
        """The first day on which anything can be done: what the beginning of term asks for may come before it."""
        return self.calendar.year.start - timedelta(days=14)

    @property
    def latest(self) -> date:
        """The day after the last one on which anything can be done."""
        end = self.calendar.year.end
        return max(end + timedelta(days=31), *(holiday.end for _name, holiday in self.calendar.holidays), end)


@dataclass(frozen=True)
class Book:
    """The rules of a year with the people to whom they speak.

    Where it speaks of few students, `only`, the own work of few counts: of `staff`, and of those who hold a named role.
    """

    asked: YearRules
    plan: Plan
    only: frozenset[int] | None = None
    staff: frozenset[int] = frozenset()

    @property
    def clauses(self) -> Mapping[str, DutyRule | MomentRule]:
        """Each clause by its id."""
        return self.asked.clauses

    def evidence(self, until: date | None = None, since: Mapping[DutyKind, date] | None = None) -> tuple[Evidence, ...]:
        """The records of the year; of few people, and of some kinds from some days on, where the book speaks of few."""
        among = None
        if self.only is not None:
            among = Among(self.only, self.staff | {office.staff for office in self.plan.people.offices}, since)
        found = evidence_of(self.asked.year.school, self.asked.first, until or self.asked.latest, among)
        return (*self._of_earlier_years(), *found)

    def _of_earlier_years(self) -> tuple[Evidence, ...]:
        """What was done before this year and counts for a whole stage."""
        kinds, students, behind = set[DutyKind](), set[int](), 0
        for rule in (rule for rule in self.plan.rules if is_of_stage(rule)):
            for mentee in self.plan.people.mentees:
                if years := years_of(rule, mentee).behind:
                    kinds |= {rule.kind, *rule.fulfilled_by}
                    students.add(mentee.student)
                    behind = max(behind, years)
        if not students:
            return ()
        since = self.asked.first - behind * timedelta(days=366)
        few = Among(frozenset(students), frozenset(), dict.fromkeys(kinds, since))
        return evidence_of(self.asked.year.school, since, self.asked.first, few)

    def progress(self, today: date) -> tuple[Progress, ...]:
        """How everything stands."""
        expected = (entry for entry in expected_in(self.plan) if _is_said(entry, today))
        return progress(expected, self.evidence(), today)

    def nearby(self, today: date) -> tuple[Progress, ...]:
        """How everything stands that runs about now: enough for lists and reminders, and much quicker."""
        entries = self._about(today)
        since: dict[DutyKind, date] = {}
        for one in {id(entry.slot): entry.slot for entry in entries}.values():
            for kind in (one.kind, *one.also):
                since[kind] = min(since.get(kind, one.opens), one.opens)
        return progress(entries, self.evidence(until=today + timedelta(days=1), since=since), today)

    def nearby_by(self, records: tuple[Evidence, ...], today: date) -> tuple[Progress, ...]:
        """The same by records that are at hand."""
        return progress(self._about(today), records, today)

    def _about(self, today: date) -> tuple[Expected, ...]:
        plan, near = self.plan, Span(today - BEFORE, today + AHEAD)
        entries = expectations(Plan(plan.rules, plan.calendar, plan.people, plan.moments, near))
        return tuple(entry for entry in entries if _is_said(entry, today))


def _is_said(entry: Expected, today: date) -> bool:
    """What leaves no record is said as long as there is time, and then nobody can say that it was missed."""
    return today < entry.due or can_be_seen(entry)


def rules_for(school: int, today: date) -> YearRules | None:
    """The rules of the year; None where the school has no year, no terms or no scheme in it yet. Three statements."""
    year = current_year(school, today)
    return rules_in(year) if year else None


def rules_in(year: AcademicYear) -> YearRules | None:
    """The rules of a year that is at hand; two statements."""
    calendar = school_calendar(year)
    if calendar is None:
        return None
    texts = texts_of(year.school_id, calendar.year)
    return YearRules(year, calendar, *_read(texts, calendar.year)) if texts else None


def book_of(school: int, today: date, only: Only = None, staff: frozenset[int] = frozenset()) -> Book | None:
    """The book of the year, of everybody or of few students."""
    asked = rules_for(school, today)
    return None if asked is None else book_from(asked, today, only, staff)


def book_from(asked: YearRules, today: date, only: Only = None, staff: frozenset[int] = frozenset()) -> Book:
    """The book of rules that are at hand."""
    plan = Plan(asked.rules, asked.calendar, _population(asked, only, today), asked.moments)
    return Book(asked, plan, None if only is None else frozenset(only), staff)


TEXTS: Prepared[tuple[date, str]] = Prepared(
    lambda: (
        SchemeVersion.unscoped.filter(school=slot("school"), valid_from__lt=slot("until"))
        .order_by("valid_from", "ordinal")
        .values_list("valid_from", "text")
    )
)


def texts_of(school: int, year: Span) -> tuple[tuple[date, str], ...]:
    """The versions in force in the year by the day on which each begins, in order; one statement."""
    by_day = dict(TEXTS.ask(school=school, until=year.end))
    begun = [since for since in by_day if since <= year.start]
    needed = [since for since in by_day if not begun or since >= begun[-1]]
    return tuple((since, by_day[since]) for since in needed)


@lru_cache(maxsize=64)
def _read(
    texts: tuple[tuple[date, str], ...], year: Span
) -> tuple[tuple[Version, ...], tuple[DutyRule, ...], tuple[MomentRule, ...]]:
    versions = tuple(Version(since, parsed(text)) for since, text in texts)
    return versions, *rules_of_year(versions, year)


def _population(asked: YearRules, only: Only, today: date) -> Population:
    rules, moments, span, school = asked.rules, asked.moments, asked.calendar.year, asked.year.school_id
    categories = any(rule.overrides or rule.only_of for rule in rules) or any(moment.categories for moment in moments)
    memberships = memberships_of(school, span, only) if categories else {}
    mentees, cares = mentees_and_cares(school, span, only, memberships)
    aliases = {role: known for version in asked.versions for role, known in acts_as(version.scheme).items()}
    named = {rule.by for rule in rules} | {f.by for moment in moments for f in moment.follow_ups if f.by}
    events = events_of(asked.year.school, span.start, span.end) if moments else ()
    return Population(
        mentees=mentees,
        cares=cares,
        leaves=leaves_of(school, span),
        exemptions=exemptions_of(school, span),
        events=events if only is None else tuple(event for event in events if event.student in only),
        sets={g.key: frozenset(g.categories) for v in asked.versions for g in v.scheme.people.category_sets},
        offices=offices(asked.year, {aliases.get(role, role) for role in named}, today),
        acts_as=aliases,
        tracks={role: track for version in asked.versions for role, track in tracks(version.scheme).items()},
    )
