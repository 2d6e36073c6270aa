"""The weeks of reflections: which one is written now, and until when."""

from collections.abc import Collection
from datetime import date, timedelta

WEEK = timedelta(days=7)
LAST_SCHOOL_DAY = 4
"""Friday: a weekday from here on means the week itself, an earlier one the week after."""
MONDAY = 0


def week_of(day: date) -> date:
    """The Monday of the week that holds `day`."""
    return day - timedelta(days=day.weekday())


def due_of(week_on: date, weekday: int) -> date:
    """The last day on which the reflection on a week is in good time: the first such weekday from its Friday on."""
    friday = week_on + timedelta(days=LAST_SCHOOL_DAY)
    return friday + timedelta(days=(weekday - friday.weekday()) % 7)


def is_late(handed_in: date, due_on: date) -> bool:
    """Whether it came after the day; that is said and has no other consequence."""
    return handed_in > due_on


def week_to_write(day: date, weekday: int, settled: Collection[date]) -> date:
    """The week that is asked for on `day`: last week's while it is still in good time and open, else this week's."""
    last = week_of(day) - WEEK
    if day <= due_of(last, weekday) and last not in settled:
        return last
    return week_of(day)


def recent_weeks(day: date, count: int) -> tuple[date, ...]:
    """This week and those before it, newest first."""
    this = week_of(day)
    return tuple(this - WEEK * back for back in range(count))
