"""Calendar files (RFC 5545) that say when, and nothing of what about or with whom."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from liangshi.family.queries.calendar import Fixed
from liangshi.people.models import CalendarDay

TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def calendar_file(meetings: Iterable[Fixed], days: Iterable[CalendarDay], now: datetime, name: str = "") -> bytes:
    """Meetings by time, days of the school's calendar as whole days."""
    calendar = Calendar()
    calendar.add("prodid", "-//Liangshi//family//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for row in meetings:
        calendar.add_component(_meeting(row, now))
    for day in days:
        calendar.add_component(_day(day, now))
    return bytes(calendar.to_ical())


def _meeting(row: Fixed, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{row.public_id}@liangshi")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", row.starts_at.astimezone(UTC))
    event.add("dtend", (row.starts_at + timedelta(minutes=row.minutes)).astimezone(UTC))
    event.add("summary", _("良师：约见"))
    event.add("sequence", row.revision)
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _day(day: CalendarDay, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.public_id}@liangshi")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day.date)
    event.add("dtend", day.date + timedelta(days=1))
    event.add("summary", _("良师：%(name)s") % {"name": day.name})
    event.add("transp", "TRANSPARENT")
    return event
