"""Records in order of time: of a student, of a member of staff."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
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
    """Records of the student within reach, each with the words about this student alone."""
    parts = EntryStudent.objects.visible_to(viewer).filter(student=student)
    own = parts.filter(entry=OuterRef("pk")).values("words")
    rows = Entry.unscoped.filter(pk__in=parts.values("entry")).annotate(own_words=Subquery(own))
    return rows.prefetch_related(_company_of())


def entries_by(viewer: Viewer) -> QuerySet[Entry]:
    """Records on which the viewer is, as author or in company, with the students within reach."""
    mine = EntryStaff.unscoped.filter(staff=viewer.staff, staff__isnull=False)
    parts = EntryStudent.objects.visible_to(viewer).select_related("student")
    rows: QuerySet[Entry] = Entry.objects.visible_to(viewer).filter(pk__in=mine.values("entry"))
    return rows.prefetch_related(_company_of(), Prefetch("parts", parts, to_attr="pupils"))


def _company_of() -> Prefetch:  # type: ignore[type-arg] # generic only in the stubs
    return Prefetch("company", EntryStaff.unscoped.select_related("staff"), to_attr="people")


def months_of_student(
    viewer: Viewer, student: Student, page: Iterable[Entry], *, newest: bool, oldest: bool
) -> tuple[Month, ...]:
    """One page of records with events and notes of the same time; `newest` and `oldest` are the ends of the list."""
    entries = [_of_student(entry) for entry in page]
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


def months_of_few(page: Iterable[Entry]) -> tuple[Month, ...]:
    """Some records of one student, without what lies between them."""
    return tuple(_by_month([_of_student(entry) for entry in page]))


def months_with_names(page: Iterable[Entry]) -> tuple[Month, ...]:
    """One page of records with the names of the students within reach."""
    return tuple(_by_month([_with_names(entry) for entry in page]))


def _of_student(entry: Entry) -> Moment:
    words: str = entry.own_words  # type: ignore[attr-defined] # laid there by entries_of
    return Moment(_day(entry.happened_at), entry=entry, words=words, company=_company(entry))


def _with_names(entry: Entry) -> Moment:
    parts: list[EntryStudent] = entry.pupils  # type: ignore[attr-defined] # laid there by entries_by
    names = tuple(part.student.name for part in parts)
    return Moment(_day(entry.happened_at), entry=entry, students=names, company=_company(entry))


def _company(entry: Entry) -> tuple[str, ...]:
    rows: list[EntryStaff] = entry.people  # type: ignore[attr-defined] # laid there by _company_of
    return tuple(row.staff.name for row in rows)


def _by_month(moments: list[Moment]) -> Iterator[Month]:
    latest = sorted(moments, key=_when, reverse=True)
    for first, group in groupby(latest, key=lambda moment: moment.on.replace(day=1)):
        yield Month(first, tuple(group))


def _when(moment: Moment) -> datetime:
    return moment.entry.happened_at if moment.entry else midnight(moment.on)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
