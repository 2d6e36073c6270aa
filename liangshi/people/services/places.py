"""The school itself and its campuses."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.people.models import Campus, School

from .problems import NameTakenError, StillInUseError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """What a school says of itself."""

    name: str
    stage: str


@transaction.atomic
def change_school(*, by: Viewer, school: School, draft: SchoolDraft, now: datetime) -> None:
    """Rename the school or correct its stage."""
    with refusing(NameTakenError):
        changed = store(school, asdict(draft))
    if changed:
        note(by=by, verb="school.changed", row=school, school=school.pk, now=now, detail={"fields": changed})


@transaction.atomic
def add_campus(*, by: Viewer, school: School, name: str, now: datetime) -> Campus:
    """A further site."""
    with refusing(NameTakenError):
        campus = Campus.unscoped.create(school=school, name=name)
    note(by=by, verb="campus.added", row=campus, school=school.pk, now=now)
    return campus


@transaction.atomic
def rename_campus(*, by: Viewer, campus: Campus, name: str, now: datetime) -> None:
    """Another name for a site."""
    with refusing(NameTakenError):
        changed = store(campus, {"name": name})
    if changed:
        note(by=by, verb="campus.renamed", row=campus, school=campus.school_id, now=now)


@transaction.atomic
def remove_campus(*, by: Viewer, campus: Campus, now: datetime) -> None:
    """Take a site away that no class uses."""
    note(by=by, verb="campus.removed", row=campus, school=campus.school_id, now=now)
    with refusing(StillInUseError):
        campus.delete()
