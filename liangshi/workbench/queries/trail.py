"""Who changed what, who read what: the school's entries with the names of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from liangshi.audit.models import Entry
from liangshi.domain.access import Viewer
from liangshi.pairing.models import ChangeRequest
from liangshi.people.models import AcademicYear, Account, ClassGroup, Club, Grade, Guardian, Staff, Student

READ_VERB = ".read"
QUIET = "change_request"
"""Entries of this kind would tell that somebody asked for another mentor: for those who decide about that request."""

NAMED = (Student, Staff, Guardian, Account, ClassGroup, Club, Grade, AcademicYear)
OTHERS = ("account", "student", "staff", "to", "homeroom_teacher")
"""Keys under which entries hold the public id of somebody or something else."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries are asked for; empty values ask for all."""

    person: str = ""
    kind: str = ""
    subject: str = ""
    only_readings: bool = False


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry; `subject_name` is empty where the row is gone or has no name, `others` are people it also names."""

    at: datetime
    actor: str
    verb: str
    subject: str
    subject_name: str
    others: tuple[str, ...]
    detail: Mapping[str, object]


def trail(viewer: Viewer, wanted: AuditFilter) -> QuerySet[Entry]:
    """The entries that the viewer asks for, newest first."""
    decided = ChangeRequest.objects.visible_to(viewer).order_by().values("public_id")
    rows: QuerySet[Entry] = Entry.objects.visible_to(viewer).filter(~Q(kind=QUIET) | Q(subject__in=decided))
    if wanted.person:
        rows = rows.filter(actor_name__icontains=wanted.person)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.subject:
        rows = rows.filter(_about(viewer, wanted.subject))
    if wanted.only_readings:
        rows = rows.filter(verb__endswith=READ_VERB)
    return rows


def _about(viewer: Viewer, subject: str) -> Q:
    """Entries about the row of this public id, or about people of this name or number."""
    same = Q(name=subject) | Q(number=subject)
    students = Student.unscoped.filter(same, school=viewer.school).values("public_id")
    staff = Staff.unscoped.filter(same, school=viewer.school).values("public_id")
    guardians = Guardian.unscoped.filter(school=viewer.school, name=subject).values("public_id")
    return Q(subject=subject) | Q(subject__in=students) | Q(subject__in=staff) | Q(subject__in=guardians)


def told(entries: Iterable[Entry]) -> tuple[TrailLine, ...]:
    """The entries with names, in two statements for any number of them."""
    rows = list(entries)
    names = _names({row.subject for row in rows} | {public_id for row in rows for public_id in _others(row)})
    actors = dict(Account.objects.filter(pk__in={row.actor for row in rows}).values_list("pk", "name"))
    return tuple(
        TrailLine(
            row.at,
            row.actor_name or actors.get(row.actor or 0, ""),
            row.verb,
            row.subject,
            names.get(row.subject, ""),
            tuple(names[public_id] for public_id in _others(row) if public_id in names),
            row.detail,
        )
        for row in rows
    )


def _others(row: Entry) -> tuple[str, ...]:
    """The public ids that an entry holds beside its subject."""
    return tuple(value for key, value in row.detail.items() if key in OTHERS and isinstance(value, str))


def _names(public_ids: set[str]) -> dict[str, str]:
    first, *more = (
        model._base_manager.filter(public_id__in=public_ids).order_by().values_list("public_id", "name")
        for model in NAMED
    )
    return dict(first.union(*more))
