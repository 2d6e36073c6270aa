"""The school's time: terms, school days, and the periods in which duties are counted. Intervals are half-open."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise

from liangshi.domain.scheme import Holidays, Period

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SPRING, SEPTEMBER = 4, 9
SHORTEST_MONTH = 5
"""A piece of a month with fewer school days than a week is not a month of its own."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to the day before `end`."""

    start: date
    end: date

    def meets(self, other: "Span") -> bool:
        """Whether there is a common day."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> "Span":
        """The common days; an empty span where there are none."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))


@dataclass(frozen=True, slots=True)
class Exam:
    """An important exam by name."""

    name: str
    span: Span


@dataclass(frozen=True)
class Calendar:
    """Terms in order (those of one school year together), days off, working days at weekends, exams."""

    terms: tuple[Span, ...]
    off: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()
    exams: tuple[Exam, ...] = ()

    def is_school_day(self, day: date) -> bool:
        """Whether there is school on that day."""
        if not any(term.start <= day < term.end for term in self.terms):
            return False
        return day in self.extra or (day.weekday() < 5 and day not in self.off)

    @cached_property
    def school_days(self) -> tuple[date, ...]:
        """All school days in order."""
        spans = (_days(term) for term in self.terms)
        return tuple(day for span in spans for day in span if self.is_school_day(day))

    def count_school_days(self, span: Span) -> int:
        """How many school days lie in the span."""
        return bisect_left(self.school_days, span.end) - bisect_left(self.school_days, span.start)

    def last_school_day(self, span: Span) -> date | None:
        """The last school day of the span."""
        index = bisect_left(self.school_days, span.end) - 1
        if index < 0 or self.school_days[index] < span.start:
            return None
        return self.school_days[index]

    @property
    def year(self) -> Span:
        """From the first day of the first term to the last day of the last."""
        return Span(self.terms[0].start, self.terms[-1].end)

    @property
    def holidays(self) -> Iterator[tuple[Holidays, Span]]:
        """Between two terms it is winter, after the last one summer until September."""
        for term, following in pairwise(self.terms):
            yield Holidays.WINTER, Span(term.end, following.start)
        end = self.year.end
        if SPRING <= end.month < SEPTEMBER:
            yield Holidays.SUMMER, Span(end, date(end.year, SEPTEMBER, 1))

    def middle_week(self, term: Span) -> Span:
        """The last week of the first half of a term."""
        weeks = self._weeks(term)
        return weeks[(len(weeks) + 1) // 2 - 1] if weeks else term

    def named_days(self, dates: Iterable[str]) -> Iterator[date]:
        """Each coming of `month-day` within the school year."""
        for text in dates:
            month, day = (int(part) for part in text.split("-"))
            for number in (self.year.start.year, self.year.end.year):
                named = date(number, month, day)
                if self.year.start <= named < self.year.end:
                    yield named

    def periods(self, period: Period, span: Span, together: int = 1) -> tuple[Span, ...]:
        """Every period of that kind that has a school day and meets `span`; an event is no period.

        With `together`, so many of them make one, counted anew in each term.
        """
        found = self._all_periods(period, together)
        first = bisect_right(found, span.start, key=lambda p: p.end)
        return found[first : bisect_left(found, span.end, key=lambda p: p.start)]

    def _all_periods(self, period: Period, together: int) -> tuple[Span, ...]:
        key = (period, together)
        if key not in self._periods:
            cut = self._cut(period) if together == 1 else self._joined(period, together)
            self._periods[key] = tuple(p for p in cut if self.count_school_days(p))
        return self._periods[key]

    @cached_property
    def _periods(self) -> dict[tuple[Period, int], tuple[Span, ...]]:
        return {}

    def _joined(self, period: Period, together: int) -> Iterator[Span]:
        """What is left at the end of a term is a time of its own from half the number on; less lengthens the last."""
        for term in self.terms:
            pieces = [piece for piece in self._all_periods(period, 1) if piece.meets(term)]
            starts = list(range(0, len(pieces), together)) or [0]
            if len(starts) > 1 and 2 * (len(pieces) - starts[-1]) < together:
                starts.pop()
            ends = [*(start - 1 for start in starts[1:]), len(pieces) - 1]
            for start, end in zip(starts, ends, strict=True) if pieces else ():
                yield Span(pieces[start].start, pieces[end].end)

    def _cut(self, period: Period) -> Iterator[Span]:
        if period is Period.DAY:
            yield from (Span(day, day + DAY) for day in self.school_days)
        elif period is Period.TWO_WEEKS:
            yield from self._joined(Period.WEEK, 2)
        elif period in (Period.SCHOOL_YEAR, Period.WHOLE_STAGE):
            yield self.year
        else:
            for term in self.terms:
                yield from self._cut_term(period, term)

    def _cut_term(self, period: Period, term: Span) -> Iterator[Span]:
        weeks = self._weeks(term)
        if period is Period.TERM:
            yield term
        elif period is Period.WEEK:
            yield from weeks
        elif period is Period.HALF_TERM:
            middle = self.middle_week(term).end
            yield from (Span(term.start, middle), Span(middle, term.end))
        elif period is Period.MONTH:
            yield from self._months(term)

    def _weeks(self, term: Span) -> tuple[Span, ...]:
        monday = term.start - DAY * term.start.weekday()
        weeks = []
        while monday < term.end:
            week = Span(monday, monday + WEEK).within(term)
            if self.count_school_days(week):
                weeks.append(week)
            monday += WEEK
        return tuple(weeks)

    def _months(self, term: Span) -> Iterator[Span]:
        for _, group in groupby(_days(term), key=lambda day: (day.year, day.month)):
            days = list(group)
            month = Span(days[0], days[-1] + DAY)
            if self.count_school_days(month) >= SHORTEST_MONTH:
                yield month


def _days(span: Span) -> Iterator[date]:
    return (span.start + DAY * offset for offset in range((span.end - span.start).days))
