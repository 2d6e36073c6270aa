"""When a time limit ends: minutes and hours run on, days are local days and end at midnight."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Protocol

from liangshi.domain.scheme import TimeLimit, TimeUnit

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one time and no summer time."""

DAY = timedelta(days=1)
LONGEST_BREAK = 10
"""So many days without school count as one school day: a week of holiday waits, a summer does not."""

LONGEST_LIMIT = timedelta(days=366)
"""No limit is longer: what a slip of the pen made longer than the calendar would hold the concern for ever."""

UNITS = {
    TimeUnit.MINUTES: timedelta(minutes=1),
    TimeUnit.HOURS: timedelta(hours=1),
    TimeUnit.DAYS: DAY,
    TimeUnit.SCHOOL_DAYS: DAY,
    TimeUnit.WEEKS: 7 * DAY,
}

Moment = datetime
EVER = datetime.min.replace(tzinfo=UTC)
"""Before every moment: what is due since ever is due now, even by a clock that was set back."""


class NaiveMomentError(ValueError):
    """A moment without a time zone."""


class SchoolDays(Protocol):
    """What the engine needs to know of the school's calendar."""

    def is_school_day(self, day: date) -> bool:
        """Whether there is school on that day."""


def aware(*moments: datetime | None) -> None:
    """Refuse moments that do not say where on earth they are meant."""
    if any(moment is not None and moment.utcoffset() is None for moment in moments):
        raise NaiveMomentError


def ends(limit: TimeLimit, since: Moment, calendar: SchoolDays) -> Moment:
    """The first moment at which a limit that began at `since` is over."""
    today = since.astimezone(SHANGHAI).date()
    if limit.unit is TimeUnit.AT_ONCE:
        return since
    if limit.unit is TimeUnit.SAME_DAY:
        return _midnight_after(today)
    unit = UNITS[limit.unit]
    amount = min(limit.amount or 0, LONGEST_LIMIT // unit)
    if limit.unit is TimeUnit.SCHOOL_DAYS:
        return _midnight_after(_school_day_after(today, amount, calendar))
    if unit < DAY:
        return since + amount * unit
    return _midnight_after(today + amount * unit)


def _midnight_after(day: date) -> Moment:
    return datetime.combine(day + DAY, time(), SHANGHAI)


def _school_day_after(day: date, count: int, calendar: SchoolDays) -> date:
    """The so manyeth school day after `day`."""
    for _ in range(count):
        following = (day + DAY * ahead for ahead in range(1, LONGEST_BREAK))
        day = next((d for d in following if calendar.is_school_day(d)), day + DAY * LONGEST_BREAK)
    return day
