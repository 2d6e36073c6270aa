"""Times of the calendar to which a duty is tied: inside a window only, or due by its end."""

from collections.abc import Iterator
from datetime import date

from liangshi.domain.duties.calendar import DAY, Calendar, Span
from liangshi.domain.scheme import DutyRule, Weekday, Window, WindowAnchor, WindowUse

WEEKDAYS = tuple(Weekday)


def due_spans(rule: DutyRule, calendar: Calendar, period: Span, paired_from: date) -> tuple[Span, ...]:
    """Within one period: when the duty opens and by when it is due; several where a window comes several times.

    What is due by a window may be done from the beginning of the period; what lies inside one, only then.
    """
    inside = [w for w in rule.windows if w.use is WindowUse.INSIDE]
    due = [w for w in rule.windows if w.use is WindowUse.DUE]
    if inside:
        return tuple(span for window in inside for span in window_spans(window, calendar, period))
    if due:
        closing = [day for window in due if (day := _due_by(window, calendar, period, paired_from)) is not None]
        return (Span(period.start, min(closing)),) if closing else (period,)
    return (period,)


def _due_by(window: Window, calendar: Calendar, period: Span, paired_from: date) -> date | None:
    if window.anchor is WindowAnchor.PAIRING_START:
        return paired_from + DAY * (window.days_after + 1)
    if window.anchor is WindowAnchor.WEEKDAY:
        return _weekday_after(window, period.end) + DAY
    spans = window_spans(window, calendar, period)
    return max((span.end for span in spans), default=None)


def _weekday_after(window: Window, day: date) -> date:
    """The named weekday on or after `day`: what a week brings is handed in on the Monday after it."""
    wanted = WEEKDAYS.index(window.weekday) if window.weekday else 0
    return day + DAY * ((wanted - day.weekday()) % 7)


def window_spans(window: Window, calendar: Calendar, period: Span) -> tuple[Span, ...]:
    """Each coming of the window whose anchor lies in the period, with its days before and after."""
    before, after = DAY * window.days_before, DAY * window.days_after
    return tuple(
        Span(anchor.start - before, anchor.end + after)
        for anchor in _anchors(window, calendar)
        if period.start <= anchor.start <= period.end and period.start < anchor.end + DAY
    )


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
        wanted = WEEKDAYS.index(window.weekday) if window.weekday else 0
        yield from (Span(day, day + DAY) for day in calendar.school_days if day.weekday() == wanted)


def _is_meant(window: Window, exam: str) -> bool:
    """A clause says 期中, the school's calendar 高一期中考试."""
    return not window.exams or any(name in exam for name in window.exams)
