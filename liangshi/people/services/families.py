"""Guardians and whose guardians they are."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from liangshi.domain.access import Viewer
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import Account, Guardian, Guardianship, Student

from .problems import AlreadyGuardianError, NameTakenError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class GuardianDraft:
    """A guardian as the family gives it."""

    name: str
    phone: str
    relation: str


@transaction.atomic
def add_guardian(*, by: Viewer, student: Student, draft: GuardianDraft, now: datetime) -> Guardian:
    """Put a guardian at the student; the same name and phone is the same person, whose other child this is."""
    guardian, _ = Guardian.unscoped.get_or_create(
        school_id=student.school_id, name=draft.name, phone=draft.phone,
        defaults={"sort_key": name_sort_key(draft.name)},
    )  # fmt: skip
    last = Guardianship.unscoped.filter(student=student).aggregate(last=Max("position"))["last"] or 0
    with refusing(AlreadyGuardianError):
        Guardianship.unscoped.create(
            school_id=student.school_id, guardian=guardian, student=student, relation=draft.relation, position=last + 1
        )
    note(
        by=by, verb="guardian.added", row=guardian, school=student.school_id, now=now,
        detail={"student": student.public_id},
    )  # fmt: skip
    return guardian


@transaction.atomic
def change_guardian(*, by: Viewer, guardian: Guardian, student: Student, draft: GuardianDraft, now: datetime) -> None:
    """Another name or phone for all children; the relation to this one."""
    with refusing(NameTakenError):
        changed = store(guardian, {"name": draft.name, "phone": draft.phone, "sort_key": name_sort_key(draft.name)})
    if "name" in changed and guardian.account_id is not None:
        Account.objects.filter(pk=guardian.account_id).update(name=draft.name)
    ties = Guardianship.unscoped.filter(guardian=guardian, student=student).exclude(relation=draft.relation)
    if ties.update(relation=draft.relation):
        changed.append("relation")
    if changed:
        note(
            by=by, verb="guardian.changed", row=guardian, school=guardian.school_id, now=now,
            detail={"student": student.public_id, "fields": changed},
        )  # fmt: skip


@transaction.atomic
def remove_guardian(*, by: Viewer, guardian: Guardian, student: Student, now: datetime) -> bool:
    """The person is guardian of this student no more; False where this was so before."""
    gone, _ = Guardianship.unscoped.filter(guardian=guardian, student=student).delete()
    if gone:
        note(
            by=by, verb="guardian.removed", row=guardian, school=guardian.school_id, now=now,
            detail={"student": student.public_id},
        )  # fmt: skip
    return bool(gone)
