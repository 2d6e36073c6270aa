"""When the next meeting is due by the rhythm of the scheme."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from liangshi.domain.duties import Calendar, Span
from liangshi.domain.scheme import Period, Rhythm

DAY = timedelta(days=1)
APART = {
    Period.DAY: timedelta(days=1),
    Period.WEEK: timedelta(days=7),
    Period.TWO_WEEKS: timedelta(days=14),
    Period.MONTH: timedelta(days=28),
}


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """`by` is the last school day on which it keeps the rhythm; `proposed` a day that suits it."""

    proposed: date
    by: date


def next_meeting(rhythm: Rhythm, held: Collection[date], today: date, calendar: Calendar) -> NextMeeting | None:
    """The next meeting: in the first period from today on that has too few; none without a number or a school day."""
    count, every = rhythm.minimum, rhythm.every
    if count is None or every is None or every is Period.EVENT:
        return None
    rest = Span(today, calendar.year.end)
    for period in calendar.periods(every, rest, rhythm.periods):
        if sum(period.start <= day < period.end for day in held) >= count:
            continue
        last = calendar.last_school_day(period)
        if last is not None and last >= today:
            apart = APART.get(every, timedelta()) * rhythm.periods
            return NextMeeting(_proposed(apart, held, max(today, period.start), last, calendar), last)
    return None


def _proposed(apart: timedelta, held: Collection[date], first: date, last: date, calendar: Calendar) -> date:
    """As long after the last meeting as the rhythm says, on a school day of the period."""
    earlier = [day for day in held if day <= first]
    wanted = max(earlier) + apart if earlier else first
    day = min(max(wanted, first), last)
    while day < last and not calendar.is_school_day(day):
        day += DAY
    return day
