"""Calendar files (RFC 5545) that say when, and nothing of what about or with whom."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from liangshi.family.queries.calendar import Fixed
from liangshi.meetings.models import Meeting
from liangshi.people.models import CalendarDay

TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
UNTOLD = timedelta(hours=1)


def calendar_file(
    meetings: Iterable[Fixed], now: datetime, *, asked: Iterable[Meeting] = (), days: Iterable[CalendarDay] = (),
    name: str = "",
) -> bytes:  # fmt: skip
    """Appointments and meetings by time; meetings without an hour and days of the school's calendar as whole days."""
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
        calendar.add_component(_asked(meeting, now))
    for day in days:
        words = _("良师：%(name)s") % {"name": day.name}
        calendar.add_component(_whole_day(day.public_id, day.date, words, now))
    return bytes(calendar.to_ical())


def _meeting(row: Fixed, now: datetime) -> Event:
    event = _timed(row.public_id, row.starts_at, row.starts_at + timedelta(minutes=row.minutes), _("良师：约见"), now)
    event.add("sequence", row.revision)
    return event


def _asked(meeting: Meeting, now: datetime) -> Event:
    """By the clock of the school; a meeting of which nobody said when it ends is shown as one of an hour."""
    words = _("良师：会议")
    if meeting.begins is None:
        return _whole_day(meeting.public_id, meeting.held_on, words, now)
    begins = timezone.make_aware(datetime.combine(meeting.held_on, meeting.begins))
    ends = timezone.make_aware(datetime.combine(meeting.held_on, meeting.ends)) if meeting.ends else begins + UNTOLD
    return _timed(meeting.public_id, begins, ends, words, now)


def _timed(public_id: str, begins: datetime, ends: datetime, words: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{public_id}@liangshi")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", ends.astimezone(UTC))
    event.add("summary", words)
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
