"""The calendar of one person: own appointments and what the school's calendar has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.family.choices import State
from liangshi.family.models import Appointment
from liangshi.people.models import CalendarDay

from .appointments import own_appointments


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which there is something: entries of the school, appointments by time."""

    date: date
    today: bool
    entries: tuple[CalendarDay, ...]
    appointments: tuple[Appointment, ...]


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
    """The days of the span; those without anything only where `empty` asks for them. Two statements."""
    school = defaultdict(list)
    for entry in CalendarDay.objects.visible_to(viewer).filter(date__gte=span.first, date__lt=span.until):
        school[entry.date].append(entry)
    own = defaultdict(list)
    for row in settled_between(viewer, midnight(span.first), midnight(span.until)):
        own[timezone.localdate(row.starts_at)].append(row)
    dates: Iterable[date] = (span.first + timedelta(days=n) for n in range((span.until - span.first).days))
    return tuple(
        Day(day, day == today, tuple(school[day]), tuple(own[day]))
        for day in dates
        if empty or day in school or day in own
    )


def settled_between(viewer: Viewer, since: datetime, until: datetime) -> QuerySet[Appointment]:
    """Settled appointments of the viewer in this time."""
    rows = own_appointments(viewer).filter(state=State.CONFIRMED, starts_at__gte=since, starts_at__lt=until)
    return rows.order_by("starts_at", "pk")


def midnight(day: date) -> datetime:
    """The first moment of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))
