"""What follows a moment again and again: the times in which it is asked, counted from the day of the moment."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from liangshi.domain.duties.calendar import DAY, Calendar, Span
from liangshi.domain.scheme import During, Lasts, Period, Rhythm

WEEKS = {Period.WEEK: 1, Period.TWO_WEEKS: 2}
LAST_OF_EACH_MONTH = 28
DECEMBER = 12


def times_after(day: date, rhythm: Rhythm, during: During, calendar: Calendar) -> tuple[Span, ...]:
    """Each time in order; those without a school day are left out.

    What is left at the end is a time of its own from half the length on; less lengthens the last.
    """
    end = _end(day, during, calendar)
    edges = list(_edges(day, end, rhythm, calendar))
    if len(edges) > 2:
        *_, before, last, _end_of_all = edges
        if 2 * (end - last) < last - before:
            edges.pop(-2)
    spans = (Span(start, until) for start, until in pairwise(edges))
    return tuple(span for span in spans if calendar.count_school_days(span))


def _end(day: date, during: During, calendar: Calendar) -> date:
    amount = during.amount or 0
    if during.unit is Lasts.DAYS:
        return day + DAY * amount
    if during.unit is Lasts.WEEKS:
        return day + timedelta(weeks=amount)
    if during.unit is Lasts.MONTHS:
        return months_later(day, amount)
    if during.unit is Lasts.TERM:
        return next((term.end for term in calendar.terms if day < term.end), day)
    return max(day, calendar.year.end)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the first of the month after where there is none such."""
    number = day.month - 1 + months
    year, month = day.year + number // DECEMBER, number % DECEMBER + 1
    if day.day <= LAST_OF_EACH_MONTH:
        return date(year, month, day.day)
    return min(date(year, month, LAST_OF_EACH_MONTH) + DAY * (day.day - LAST_OF_EACH_MONTH), _next_month(year, month))


def _next_month(year: int, month: int) -> date:
    return date(year + month // DECEMBER, month % DECEMBER + 1, 1)


def _edges(day: date, end: date, rhythm: Rhythm, calendar: Calendar) -> Iterator[date]:
    """Where one time ends and the next begins, the first day and the end among them."""
    edge, number = day, 0
    while edge < end:
        yield edge
        number += rhythm.periods
        edge = _edge(day, number, rhythm.every, calendar, end)
    yield end


def _edge(day: date, number: int, every: Period | None, calendar: Calendar, end: date) -> date:
    if every in WEEKS:
        return day + timedelta(weeks=number * WEEKS[every])
    if every is Period.MONTH:
        return months_later(day, number)
    school = [one for one in calendar.school_days if day <= one < end]
    return school[number] if number < len(school) else end
