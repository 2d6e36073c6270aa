"""Records in order of time: of a student, of a member of staff."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.people.models import Student
from liangshi.records.models import Entry, EntryStaff, EntryStudent, LifeEvent, MentorNote

from .evidence import midnight


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on a timeline: a record, an event of life or a shared note."""

    on: date
    entry: Entry | None = None
    event: LifeEvent | None = None
    note: MentorNote | None = None
    words: str = ""
    students: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """The moments of a month, newest first."""

    first: date
    moments: tuple[Moment, ...] = field(default=())


def entries_of(viewer: Viewer, student: Student) -> QuerySet[Entry]:
    """Records of the student within reach."""
    parts = EntryStudent.objects.visible_to(viewer).filter(student=student)
    return _with_company(viewer, Entry.unscoped.filter(pk__in=parts.values("entry")))


def entries_by(viewer: Viewer) -> QuerySet[Entry]:
    """Records on which the viewer is, as author or in company."""
    mine = EntryStaff.unscoped.filter(staff=viewer.staff, staff__isnull=False)
    return _with_company(viewer, Entry.objects.visible_to(viewer).filter(pk__in=mine.values("entry")))


def _with_company(viewer: Viewer, rows: QuerySet[Entry]) -> QuerySet[Entry]:
    company = EntryStaff.unscoped.select_related("staff")
    parts = EntryStudent.objects.visible_to(viewer).select_related("student")
    return rows.select_related("author").prefetch_related(
        Prefetch("company", company, to_attr="people"), Prefetch("parts", parts, to_attr="pupils")
    )


def months_of_student(
    viewer: Viewer, student: Student, page: Iterable[Entry], *, newest: bool, oldest: bool
) -> tuple[Month, ...]:
    """One page of records with events and notes of the same time; `newest` and `oldest` are the ends of the list."""
    entries = [_of_student(entry, student) for entry in page]
    first = date.min if oldest or not entries else min(moment.on for moment in entries)
    last = date.max if newest or not entries else max(moment.on for moment in entries)
    events = LifeEvent.objects.visible_to(viewer).filter(student=student, happened_on__range=(first, last))
    notes = MentorNote.objects.visible_to(viewer).filter(student=student, happened_on__range=(first, last))
    moments = [
        *entries,
        *(Moment(event.happened_on, event=event) for event in events.select_related("recorded_by")),
        *(Moment(note.happened_on, note=note) for note in notes.select_related("author")),
    ]
    return tuple(_by_month(moments))


def months_with_names(page: Iterable[Entry]) -> tuple[Month, ...]:
    """One page of records with the names of the students within reach."""
    return tuple(_by_month([_with_names(entry) for entry in page]))


def _of_student(entry: Entry, student: Student) -> Moment:
    own = next((part.words for part in _parts(entry) if part.student_id == student.pk), "")
    return Moment(_day(entry.happened_at), entry=entry, words=own, company=_company(entry))


def _with_names(entry: Entry) -> Moment:
    names = tuple(part.student.name for part in _parts(entry))
    return Moment(_day(entry.happened_at), entry=entry, students=names, company=_company(entry))


def _parts(entry: Entry) -> list[EntryStudent]:
    rows: list[EntryStudent] = entry.pupils  # type: ignore[attr-defined] # laid there by _with_company
    return rows


def _company(entry: Entry) -> tuple[str, ...]:
    rows: list[EntryStaff] = entry.people  # type: ignore[attr-defined] # laid there by _with_company
    return tuple(row.staff.name for row in rows)


def _by_month(moments: list[Moment]) -> Iterator[Month]:
    latest = sorted(moments, key=_when, reverse=True)
    for first, group in groupby(latest, key=lambda moment: moment.on.replace(day=1)):
        yield Month(first, tuple(group))


def _when(moment: Moment) -> datetime:
    return moment.entry.happened_at if moment.entry else midnight(moment.on)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
