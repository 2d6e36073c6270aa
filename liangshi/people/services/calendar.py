"""The school's calendar: public holidays laid in once for each calendar year, and what the school adds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import chinese_calendar
from chinese_calendar import constants
from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.people.choices import DayKind
from liangshi.people.models import CalendarDay, CalendarSeeding, School

from .problems import DayTakenError, HolidaysUnknownError, refusing
from .trail import note, store

LAST_KNOWN_YEAR: int = max(constants.holidays).year
"""Public holidays are announced a few weeks before each year; the library knows those before its release."""

_NAMES = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
_WORKING = "调休上课"


@dataclass(frozen=True, slots=True)
class DayDraft:
    """The same entry on each day from `first` to `last`."""

    first: date
    last: date
    kind: str
    name: str

    @property
    def days(self) -> tuple[date, ...]:
        """Each of the days."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@transaction.atomic
def seed_calendar(*, by: Viewer, school: School, calendar_year: int, now: datetime) -> int:
    """Lay in the public holidays and working weekends of one calendar year; the number of days added.

    A year that was laid in before is left as the school has edited it: nothing comes back, nothing is changed.
    """
    if calendar_year > LAST_KNOWN_YEAR:
        raise HolidaysUnknownError
    _, first_time = CalendarSeeding.unscoped.get_or_create(
        school=school, calendar_year=calendar_year, defaults={"seeded_at": now}
    )
    if not first_time:
        return 0
    present = set(CalendarDay.unscoped.filter(school=school, date__year=calendar_year).values_list("date", "name"))
    days = [day for day in _public_days(school, calendar_year) if (day.date, day.name) not in present]
    CalendarDay.unscoped.bulk_create(days)
    note(
        by=by, verb="calendar.seeded", row=school, school=school.pk, now=now,
        detail={"year": calendar_year, "days": len(days)},
    )  # fmt: skip
    return len(days)


def _public_days(school: School, calendar_year: int) -> list[CalendarDay]:
    holidays = [
        CalendarDay(school=school, date=day, kind=DayKind.HOLIDAY, name=_NAMES[name])
        for day, name in constants.holidays.items()
        if day.year == calendar_year
    ]
    working = [
        CalendarDay(school=school, date=day, kind=DayKind.SCHOOL_DAY, name=_WORKING)
        for day in constants.workdays
        if day.year == calendar_year
    ]
    return holidays + working


@transaction.atomic
def add_days(*, by: Viewer, school: School, draft: DayDraft, now: datetime) -> int:
    """An exam, an event, a holiday of the school's own, on one or several days."""
    with refusing(DayTakenError):
        days = CalendarDay.unscoped.bulk_create(
            CalendarDay(school=school, date=day, kind=draft.kind, name=draft.name) for day in draft.days
        )
    for day in days:
        note(by=by, verb="day.added", row=day, school=school.pk, now=now, detail={"date": day.date.isoformat()})
    return len(days)


@transaction.atomic
def change_day(*, by: Viewer, day: CalendarDay, draft: DayDraft, now: datetime) -> None:
    """Another date, kind or name for one entry."""
    with refusing(DayTakenError):
        changed = store(day, {"date": draft.first, "kind": draft.kind, "name": draft.name})
    if changed:
        note(by=by, verb="day.changed", row=day, school=day.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def remove_day(*, by: Viewer, day: CalendarDay, now: datetime) -> None:
    """The day is an ordinary one."""
    note(by=by, verb="day.removed", row=day, school=day.school_id, now=now, detail={"date": day.date.isoformat()})
    day.delete()
