"""The calendar of one person: own appointments, meetings to come to, and what the school's calendar has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.family.choices import State
from liangshi.family.models import Appointment
from liangshi.guidance.models import TalkRequest
from liangshi.guidance.queries.talks import settled_talks
from liangshi.meetings.models import Meeting
from liangshi.meetings.queries import asked_to
from liangshi.people.models import CalendarDay

from .appointments import own_appointments

TALK_MINUTES = 30
"""What a calendar shows of a talk; nobody asks how long it will take."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A meeting with a time, wherever it was settled; `revision` grows with each change, for calendar programs."""

    public_id: str
    starts_at: datetime
    minutes: int
    revision: int
    title: str
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which there is something: entries of the school, meetings one is asked to, appointments by time."""

    date: date
    today: bool
    entries: tuple[CalendarDay, ...]
    asked: tuple[Meeting, ...]
    meetings: tuple["Fixed", ...]


@dataclass(frozen=True, slots=True)
class Span:
    """From the day `first` to the day before `until`, with where to go on."""

    first: date
    until: date
    before: date
    after: date


def month_of(day: date) -> Span:
    """The month that holds the day."""
    first = day.replace(day=1)
    until = (first + timedelta(days=32)).replace(day=1)
    return Span(first, until, (first - timedelta(days=1)).replace(day=1), until)


def week_of(day: date) -> Span:
    """The week that holds the day, from Monday."""
    first = day - timedelta(days=day.weekday())
    week = timedelta(days=7)
    return Span(first, first + week, first - week, first + week)


def days_of(viewer: Viewer, span: Span, today: date, *, empty: bool) -> tuple[Day, ...]:
    """The days of the span; those without anything only where `empty` asks for them. Four statements."""
    school = defaultdict(list)
    for entry in CalendarDay.objects.visible_to(viewer).filter(date__gte=span.first, date__lt=span.until):
        school[entry.date].append(entry)
    asked = defaultdict(list)
    for meeting in asked_to(viewer, span.first, span.until):
        asked[meeting.held_on].append(meeting)
    own = defaultdict(list)
    for row in fixed_between(viewer, midnight(span.first), midnight(span.until)):
        own[timezone.localdate(row.starts_at)].append(row)
    dates: Iterable[date] = (span.first + timedelta(days=n) for n in range((span.until - span.first).days))
    return tuple(
        Day(day, day == today, tuple(school[day]), tuple(asked[day]), tuple(own[day]))
        for day in dates
        if empty or day in school or day in asked or day in own
    )


def fixed_between(viewer: Viewer, since: datetime, until: datetime) -> tuple[Fixed, ...]:
    """Settled appointments, and talks that were asked for and accepted, in order of time; two statements."""
    rows = own_appointments(viewer).filter(state=State.CONFIRMED, starts_at__gte=since, starts_at__lt=until)
    talks = settled_talks(viewer, since, until)
    found = [*(fixed(row) for row in rows), *(_talk(viewer, row) for row in talks)]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.public_id)))


def fixed(row: Appointment) -> Fixed:
    """A settled appointment."""
    assert row.starts_at is not None
    return Fixed(
        row.public_id, row.starts_at, row.minutes, row.revision, f"{row.student.name} · {row.get_way_display()}",
        row.organiser.name, reverse("family:appointment", args=[row.public_id]),
    )  # fmt: skip


def _talk(viewer: Viewer, row: TalkRequest) -> Fixed:
    """A talk that the student asked for; the page of it is another one for each of the two."""
    assert row.meet_at is not None
    assert row.answered_at is not None
    own = row.student_id == viewer.student
    link = reverse("guidance:my_talks") if own else reverse("guidance:talk", args=[row.public_id])
    return Fixed(
        row.public_id, row.meet_at, TALK_MINUTES, int((row.answered_at - row.asked_at).total_seconds()),
        _("%(name)s · 谈一谈") % {"name": row.student.name}, row.to.name, link,
    )  # fmt: skip


def midnight(day: date) -> datetime:
    """The first moment of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))
