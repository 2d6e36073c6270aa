"""On which days there is school, for time limits in days."""

from datetime import date, timedelta

from liangshi.domain.duties import Calendar, Span
from liangshi.people.choices import DayKind
from liangshi.people.models import CalendarDay, Term

AROUND = timedelta(days=800)
"""Where a school has entered no terms, every working day is a school day."""


def school_days(school: int, today: date) -> Calendar:
    """The calendar of the school around `today`; two statements."""
    terms = [
        Span(starts, ends) for starts, ends in Term.unscoped.filter(school=school).values_list("starts_on", "ends_on")
    ]
    kinds = (DayKind.HOLIDAY, DayKind.SCHOOL_DAY)
    days = list(CalendarDay.unscoped.filter(school=school, kind__in=kinds).values_list("date", "kind"))
    return Calendar(
        terms=tuple(sorted(terms)) or (Span(today - AROUND, today + AROUND),),
        off=frozenset(day for day, kind in days if kind == DayKind.HOLIDAY),
        extra=frozenset(day for day, kind in days if kind == DayKind.SCHOOL_DAY),
    )
