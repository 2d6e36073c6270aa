"""The school's year as the duty engine sees it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from django.db.models import CharField, F, QuerySet, Value

from liangshi.domain.duties import Calendar, Exam, Span
from liangshi.foundation.prepared import Prepared, slot
from liangshi.people.choices import DayKind
from liangshi.people.models import AcademicYear, CalendarDay, Term

TERM = "term"
COLUMNS = ("what", "first", "until", "title")
ONE_EXAM = timedelta(days=14)
"""Days of one name further apart than this are two exams (月考)."""


def _term_rows() -> QuerySet[Term, tuple[str, date, date, str]]:
    rows = Term.unscoped.filter(year=slot("year")).order_by()
    named = rows.annotate(
        what=Value(TERM, CharField()), first=F("starts_on"), until=F("ends_on"), title=Value("", CharField())
    )
    return named.values_list(*COLUMNS)


def _day_rows() -> QuerySet[CalendarDay, tuple[str, date, date, str]]:
    rows = CalendarDay.unscoped.filter(school=slot("school"), date__gte=slot("since"), date__lt=slot("before"))
    named = rows.order_by().annotate(what=F("kind"), first=F("date"), until=F("date"), title=F("name"))
    return named.values_list(*COLUMNS)


DAYS: Prepared[tuple[str, date, date, str]] = Prepared(lambda: _term_rows().union(_day_rows()))


def school_calendar(year: AcademicYear) -> Calendar | None:
    """Terms, days off, working days at weekends and exams in one statement; None where no term is known."""
    rows = DAYS.ask(year=year.pk, school=year.school_id, since=year.starts_on, before=year.ends_on)
    return _calendar(tuple(rows))


@lru_cache(maxsize=64)
def _calendar(rows: tuple[tuple[str, date, date, str], ...]) -> Calendar | None:
    """The same days give the same calendar, with its periods once they were cut."""
    spans = sorted(Span(first, until) for what, first, until, _ in rows if what == TERM)
    if not spans:
        return None
    return Calendar(
        terms=tuple(spans),
        off=frozenset(first for what, first, _, _ in rows if what == DayKind.HOLIDAY),
        extra=frozenset(first for what, first, _, _ in rows if what == DayKind.SCHOOL_DAY),
        exams=tuple(_exams((title, first) for what, first, _, title in rows if what == DayKind.EXAM)),
    )


def _exams(days: Iterable[tuple[str, date]]) -> Iterator[Exam]:
    """Days of one name that lie together are one exam; a name that comes again gets its month."""
    found: list[tuple[str, Span]] = []
    for name, dates in groupby(sorted(days), key=lambda day: day[0]):
        for _, day in dates:
            end = day + timedelta(days=1)
            if found and found[-1][0] == name and day - found[-1][1].end <= ONE_EXAM:
                found[-1] = (name, Span(found[-1][1].start, end))
            else:
                found.append((name, Span(day, end)))
    again = {name for name, _ in found if sum(other == name for other, _ in found) > 1}
    for name, span in sorted(found, key=lambda exam: exam[1]):
        yield Exam(f"{name} {span.start:%Y-%m}" if name in again else name, span)
