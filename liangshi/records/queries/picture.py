"""The shared picture of a student (clause O2): what homeroom teacher, mentors and subject teachers each may see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.pairing.models import Pairing
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.models import Student
from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry, LifeEvent, TeamNote

from .next_steps import Step, open_steps
from .own_students import TOOK_PLACE
from .timelines import Month, entries_of, months_of_few

LATEST = 5
EVENTS = 3
LAST_OF = (EntryKind.TALK, EntryKind.HOME_VISIT, EntryKind.PHONE_CALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """The page: mentors, last times, open steps, events, notes of the team, the latest records."""

    mentors: tuple[Pairing, ...]
    last: tuple[tuple[str, date | None], ...]
    steps: tuple[Step, ...]
    events: tuple[LifeEvent, ...]
    notes: tuple[TeamNote, ...]
    latest: tuple[Month, ...]


def picture_of(viewer: Viewer, student: Student, now: datetime) -> Picture:
    """Everything within the viewer's reach; a fixed number of statements."""
    entries = entries_of(viewer, student)
    keys = entries.order_by().values("pk")
    held = Entry.unscoped.filter(pk__in=keys, outcome__in=TOOK_PLACE, kind__in=LAST_OF).order_by()
    last: dict[str, datetime] = dict(held.values_list("kind").annotate(Max("happened_at")))
    latest, steps = _latest_and_steps(entries)
    events = LifeEvent.objects.visible_to(viewer).filter(student=student).select_related("recorded_by")
    to_class = Q(student=None, class_group=student.class_group_id, class_group__isnull=False)
    notes = TeamNote.objects.visible_to(viewer).filter(to_class | Q(student=student)).select_related("author")
    return Picture(
        mentors=tuple(mentors_of(student.pk, timezone.localdate(now))),
        last=tuple((str(kind.label), _day(last.get(kind))) for kind in LAST_OF),
        steps=steps,
        events=tuple(events[:EVENTS]),
        notes=tuple(notes[:LATEST]),
        latest=months_of_few(latest),
    )


def _latest_and_steps(entries: QuerySet[Entry]) -> tuple[list[Entry], tuple[Step, ...]]:
    """The latest records and those with an open next step, in one question for both."""
    keys = entries.order_by().values("pk")
    newest = Entry.unscoped.filter(pk__in=keys).order_by("-happened_at", "-pk").values("pk")[:LATEST]
    waiting = open_steps().filter(pk__in=keys).order_by("next_step_on", "-happened_at").values("pk")[:LATEST]
    rows = list(entries.filter(Q(pk__in=newest) | Q(pk__in=waiting)))
    begun = [row for row in rows if row.next_step and row.next_step_done_at is None]
    begun.sort(key=lambda row: (row.next_step_on is None, row.next_step_on or date.max))
    steps = tuple(Step(row.public_id, (), row.next_step, row.next_step_on) for row in begun[:LATEST])
    return rows[:LATEST], steps


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
