"""The school's calendar as the duty engine reads it, and the term on a day."""

from datetime import date, timedelta
from itertools import groupby

from liangshi.domain.duties import Calendar, Exam, Span
from liangshi.people.choices import DayKind
from liangshi.people.models import CalendarDay, Term
from liangshi.people.queries import current_year


def terms_of(school: int, day: date) -> tuple[Term, ...]:
    """The terms of the academic year on that day."""
    year = current_year(school, day)
    return tuple(Term.unscoped.filter(year=year).select_related("year").order_by("ordinal")) if year else ()


def school_calendar(school: int, day: date) -> Calendar | None:
    """Terms, days off, working weekends and exams of the academic year on that day; none before there are terms."""
    terms = terms_of(school, day)
    if not terms:
        return None
    first, end = terms[0].starts_on, terms[-1].ends_on
    days = CalendarDay.unscoped.filter(school=school, date__gte=first, date__lt=end).order_by("name", "date")
    by_kind = {kind: [one for one in days if one.kind == kind] for kind in DayKind}
    return Calendar(
        terms=tuple(Span(term.starts_on, term.ends_on) for term in terms),
        off=frozenset(one.date for one in by_kind[DayKind.HOLIDAY]),
        extra=frozenset(one.date for one in by_kind[DayKind.SCHOOL_DAY]),
        exams=_exams(by_kind[DayKind.EXAM]),
    )


def _exams(days: list[CalendarDay]) -> tuple[Exam, ...]:
    named = [(name, [day.date for day in found]) for name, found in groupby(days, key=lambda day: day.name)]
    exams = (Exam(name, Span(min(found), max(found) + timedelta(days=1))) for name, found in named)
    return tuple(sorted(exams, key=lambda exam: exam.span.start))
