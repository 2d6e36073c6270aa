"""The shared picture of a student (clause O2): what homeroom teacher, mentors and subject teachers each may see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
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
    rows = _telling(entries_of(viewer, student))
    events = LifeEvent.objects.visible_to(viewer).filter(student=student).select_related("recorded_by")
    to_class = Q(student=None, class_group=student.class_group_id, class_group__isnull=False)
    notes = TeamNote.objects.visible_to(viewer).filter(to_class | Q(student=student)).select_related("author")
    return Picture(
        mentors=tuple(mentors_of(student.pk, timezone.localdate(now))),
        last=tuple((str(kind.label), _last(rows, kind)) for kind in LAST_OF),
        steps=_steps(rows),
        events=tuple(events[:EVENTS]),
        notes=tuple(notes[:LATEST]),
        latest=months_of_few(rows[:LATEST]),
    )


def _telling(entries: QuerySet[Entry]) -> list[Entry]:
    """The latest records, those with an open next step and the last of each kind, in one question; newest first."""
    within = Entry.unscoped.filter(pk__in=entries.order_by().values("pk")).order_by("-happened_at", "-pk")
    soonest = F("next_step_on").asc(nulls_last=True)
    waiting = open_steps().filter(pk__in=within.order_by().values("pk")).order_by(soonest, "-happened_at", "-pk")
    asked = Q(pk__in=within.values("pk")[:LATEST]) | Q(pk__in=waiting.values("pk")[:LATEST])
    for kind in LAST_OF:
        asked |= Q(pk__in=within.filter(kind=kind, outcome__in=TOOK_PLACE).values("pk")[:1])
    return list(entries.filter(asked))


def _steps(rows: list[Entry]) -> tuple[Step, ...]:
    begun = [row for row in rows if row.next_step and row.next_step_done_at is None]
    begun.sort(key=lambda row: (row.next_step_on is None, row.next_step_on or date.max))
    return tuple(Step(row.public_id, (), row.next_step, row.next_step_on) for row in begun[:LATEST])


def _last(rows: list[Entry], kind: EntryKind) -> date | None:
    return next((_day(row.happened_at) for row in rows if row.kind == kind and row.outcome in TOOK_PLACE), None)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
