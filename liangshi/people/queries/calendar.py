"""The calendar of an academic year, and which calendar years had their public holidays laid in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from liangshi.people.models import AcademicYear, CalendarDay, CalendarSeeding


@dataclass(frozen=True, slots=True)
class Month:
    """The special days of one month."""

    first: date
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class SeedState:
    """A calendar year that the academic year touches: laid in, known, or not yet published."""

    calendar_year: int
    seeded: bool
    known: bool


def months_of(days: Iterable[CalendarDay]) -> tuple[Month, ...]:
    """The days by month, in order."""
    by_month = groupby(days, key=lambda day: day.date.replace(day=1))
    return tuple(Month(first, tuple(found)) for first, found in by_month)


def seed_states(year: AcademicYear, last_known: int) -> tuple[SeedState, ...]:
    """The state of each calendar year that `year` touches."""
    last_day = year.ends_on - timedelta(days=1)
    touched = range(year.starts_on.year, last_day.year + 1)
    rows = CalendarSeeding.unscoped.filter(school=year.school_id, calendar_year__in=touched)
    seeded = set(rows.values_list("calendar_year", flat=True))
    return tuple(SeedState(number, number in seeded, number <= last_known) for number in touched)
