"""Times of the calendar to which a duty is tied: inside a window only, or due by its end."""

from collections.abc import Iterator
from datetime import date

from liangshi.domain.duties.calendar import DAY, WEEK, Calendar, Span
from liangshi.domain.scheme import DutyRule, Period, Weekday, Window, WindowAnchor, WindowUse

WEEKDAYS = tuple(Weekday)
TWO_WEEKS = 14
AT_THE_END = frozenset({WindowAnchor.TERM_END, WindowAnchor.SCHOOL_YEAR_END, WindowAnchor.HOLIDAY})
"""What begins when a term is over belongs to that term."""


def due_spans(rule: DutyRule, calendar: Calendar, period: Span, paired_from: date) -> tuple[Span, ...]:
    """Within one period: when the duty opens and by when it is due; several where a window comes several times.

    What is due by a window may be done from the beginning of the period; what lies inside one, only then.
    """
    inside = [w for w in rule.windows if w.use is WindowUse.INSIDE]
    due = [w for w in rule.windows if w.use is WindowUse.DUE]
    if inside:
        return _joined(sorted(span for window in inside for span in window_spans(window, calendar, period)))
    if due:
        closing = [day for window in due if (day := _due_by(window, calendar, period, paired_from)) is not None]
        return (Span(period.start, min(closing)),) if closing else (period,)
    return (period,)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Times that follow each other without a day between are one: the last two weeks, March and April."""
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def shared_out(count: int, comings: int) -> tuple[int, ...]:
    """How often in each window: what a period asks is shared out among its windows, once in each at least."""
    each, rest = divmod(max(count, comings), comings) if comings else (0, 0)
    return tuple(each + (number < rest) for number in range(comings))


def _due_by(window: Window, calendar: Calendar, period: Span, paired_from: date) -> date | None:
    if window.anchor is WindowAnchor.PAIRING_START:
        return max(paired_from, period.start) + DAY * (window.after + 1)
    if window.anchor is WindowAnchor.WEEKDAY and window.nth is None:
        return _handed_in(window, period)
    ends = [span.end for span in window_spans(window, calendar, period)]
    if window.anchor is WindowAnchor.TERM_START:
        return min(ends, default=None)
    return max(ends, default=None)


def _handed_in(window: Window, period: Span) -> date | None:
    """The day after the named weekday: the last of the period, or the first that comes after it."""
    wanted = _weekday(window)
    if window.next_week or (window.next_week is None and wanted == 0):
        return period.end + DAY * ((wanted - period.end.weekday()) % 7) + DAY
    last = period.end - DAY
    day = last - DAY * ((last.weekday() - wanted) % 7)
    return day + DAY if day >= period.start else None


def _weekday(window: Window) -> int:
    return WEEKDAYS.index(window.weekday) if window.weekday else 0


def window_spans(window: Window, calendar: Calendar, period: Span) -> tuple[Span, ...]:
    """Each coming of the window whose anchor lies in the period, with its days before and after."""
    before, after = DAY * window.before, DAY * window.after
    return tuple(Span(anchor.start - before, anchor.end + after) for anchor in _of_period(window, calendar, period))


def _of_period(window: Window, calendar: Calendar, period: Span) -> list[Span]:
    if window.anchor is WindowAnchor.MONTHS:  # a month that term begins or ends in counts with its days of school
        return [month.within(period) for month in _months(window, calendar) if month.meets(period)]
    found = [
        anchor
        for anchor in _anchors(window, calendar)
        if period.start <= anchor.start < period.end or (window.anchor in AT_THE_END and anchor.start == period.end)
    ]
    if window.nth is None:
        return _from_first_to_last(window, found)
    long = (period.end - period.start).days > TWO_WEEKS  # of less than that it is not said which of the month's it is
    is_month = long and period in calendar.periods(Period.MONTH, period)
    return _nth(window.nth, _weekday(window), found, period, is_month=is_month)


def _nth(nth: int, weekday: int, found: list[Span], period: Span, *, is_month: bool) -> list[Span]:
    """The nth such day, in a month by the calendar; where it is off, the next one. -1 is the last with school."""
    if nth < 0:
        return found[nth:][:1] if len(found) >= -nth else []
    first = period.start.replace(day=1) if is_month else period.start
    wanted = first + DAY * ((weekday - first.weekday()) % 7) + WEEK * (nth - 1)
    return [span for span in found if span.start >= wanted][:1]


def _from_first_to_last(window: Window, found: list[Span]) -> list[Span]:
    """Of a period with several such weekdays any one will do."""
    if window.anchor is not WindowAnchor.WEEKDAY or len(found) < 2:
        return found
    return [Span(found[0].start, found[-1].end)]


def _anchors(window: Window, calendar: Calendar) -> Iterator[Span]:
    if window.anchor is WindowAnchor.TERM_START:
        yield from (Span(term.start, term.start) for term in calendar.terms)
    elif window.anchor is WindowAnchor.TERM_END:
        yield from (Span(term.end, term.end) for term in calendar.terms)
    elif window.anchor is WindowAnchor.SCHOOL_YEAR_END:
        yield Span(calendar.year.end, calendar.year.end)
    elif window.anchor is WindowAnchor.EXAM:
        yield from (e.span for e in calendar.exams if _is_meant(window, e.name))
    elif window.anchor is WindowAnchor.NAMED_DAYS:
        yield from (Span(day, day + DAY) for day in calendar.named_days(window.dates))
    elif window.anchor is WindowAnchor.WEEKDAY:
        wanted = _weekday(window)
        yield from (Span(day, day + DAY) for day in calendar.school_days if day.weekday() == wanted)
    else:
        yield from _of_terms(window, calendar)


def _of_terms(window: Window, calendar: Calendar) -> Iterator[Span]:
    if window.anchor is WindowAnchor.HALF_TERM:
        yield from (calendar.middle_week(term) for term in calendar.terms)
    elif window.anchor is WindowAnchor.WEEK_OF_TERM:
        yield from (week for term in calendar.terms for week in _weeks(window, term))
    elif window.anchor is WindowAnchor.HOLIDAY:
        for holiday, span in calendar.holidays:
            if not window.holidays or holiday in window.holidays:
                yield span


def _weeks(window: Window, term: Span) -> Iterator[Span]:
    """Weeks as a school counts them: from the Monday of the first day on, weeks without school among them."""
    monday = term.start - DAY * term.start.weekday()
    many = -(-(term.end - monday).days // 7)
    for number in window.weeks:
        start = monday + WEEK * (number - 1 if number > 0 else many + number)
        week = Span(start, start + WEEK).within(term)
        if week.start < week.end:
            yield week


def _months(window: Window, calendar: Calendar) -> Iterator[Span]:
    year = calendar.year
    for number in range(year.start.year, year.end.year + 1):
        for month in sorted(window.months):
            first = date(number, month, 1)
            yield Span(first, date(number + month // 12, month % 12 + 1, 1))


def _is_meant(window: Window, exam: str) -> bool:
    """A clause says 期中, the school's calendar 高一期中考试."""
    return not window.exams or any(name in exam for name in window.exams)
