"""Calendar files (RFC 5545) that say when, and nothing of what about or with whom."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from liangshi.family.queries.calendar import Fixed
from liangshi.meetings.models import Meeting
from liangshi.people.models import CalendarDay

TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def calendar_file(
    meetings: Iterable[Fixed], now: datetime, *, asked: Iterable[Meeting] = (), days: Iterable[CalendarDay] = (),
    name: str = "",
) -> bytes:  # fmt: skip
    """Appointments by time; meetings one is asked to and days of the school's calendar as whole days."""
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
    for meeting in asked:
        calendar.add_component(_whole_day(meeting.public_id, meeting.held_on, _("良师：会议"), now))
    for day in days:
        words = _("良师：%(name)s") % {"name": day.name}
        calendar.add_component(_whole_day(day.public_id, day.date, words, now))
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


def _whole_day(public_id: str, day: date, words: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{public_id}@liangshi")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words)
    event.add("transp", "TRANSPARENT")
    return event
