"""Members of staff: what the office keeps, what teachers say of themselves, who may be a mentor, who is a relative."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import Account, Campus, DeclaredRelative, School, Staff, Student

from .problems import AlreadyDeclaredError, NumberTakenError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """What the office keeps of a member of staff."""

    name: str
    number: str
    gender: str
    title: str
    phone: str
    campus: Campus | None
    subjects: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """The columns."""
        return {
            "name": self.name, "sort_key": name_sort_key(self.name), "number": self.number, "gender": self.gender,
            "title": self.title, "phone": self.phone, "campus_id": self.campus.pk if self.campus else None,
            "subjects": list(self.subjects),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """What students may read before they choose (clauses O5, O6)."""

    subjects: tuple[str, ...]
    strengths: tuple[str, ...]
    interests: tuple[str, ...]
    languages: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """Eligible, in training or exempt, with the reason and the day of the next look."""

    status: str
    reason: str
    review_on: date | None


@transaction.atomic
def add_staff(*, by: Viewer, school: School, draft: StaffDraft, now: datetime) -> Staff:
    """A new member of staff; the account is issued separately."""
    with refusing(NumberTakenError):
        staff = Staff.unscoped.create(school=school, **draft.values())
    note(by=by, verb="staff.added", row=staff, school=school.pk, now=now)
    return staff


@transaction.atomic
def change_staff(*, by: Viewer, staff: Staff, draft: StaffDraft, now: datetime) -> None:
    """What the office corrects; the account carries the same name."""
    with refusing(NumberTakenError):
        changed = store(staff, draft.values())
    if "name" in changed and staff.account_id is not None:
        Account.objects.filter(pk=staff.account_id).update(name=draft.name)
    if changed:
        note(by=by, verb="staff.changed", row=staff, school=staff.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def change_profile(*, by: Viewer, staff: Staff, draft: ProfileDraft, now: datetime) -> None:
    """What the teacher says of the own person."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(draft).items()}
    changed = store(staff, values)
    if changed:
        note(
            by=by, verb="staff.profile_changed", row=staff, school=staff.school_id, now=now,
            detail={"fields": changed},
        )  # fmt: skip


@transaction.atomic
def set_mentor_status(*, by: Viewer, staff: Staff, draft: StatusDraft, now: datetime) -> None:
    """Whether the person can be a mentor (clause O4)."""
    values = {
        "mentor_status": draft.status,
        "mentor_status_reason": draft.reason,
        "mentor_status_review_on": draft.review_on,
    }
    changed = store(staff, values)
    if changed:
        note(
            by=by, verb="staff.status_set", row=staff, school=staff.school_id, now=now,
            detail={"status": draft.status, "review_on": draft.review_on.isoformat() if draft.review_on else ""},
        )  # fmt: skip


@transaction.atomic
def let_staff_leave(*, by: Viewer, staff: Staff, on: date, now: datetime) -> bool:
    """The person works here no more from `on`; False where this was noted before."""
    left = bool(Staff.unscoped.filter(pk=staff.pk, left_on=None).update(left_on=on))
    if left:
        note(by=by, verb="staff.left", row=staff, school=staff.school_id, now=now, detail={"on": on.isoformat()})
    return left


@transaction.atomic
def take_staff_back(*, by: Viewer, staff: Staff, now: datetime) -> bool:
    """The person is back; False where nobody had left."""
    back = bool(Staff.unscoped.filter(pk=staff.pk, left_on__isnull=False).update(left_on=None))
    if back:
        note(by=by, verb="staff.returned", row=staff, school=staff.school_id, now=now)
    return back


@transaction.atomic
def declare_relative(*, by: Viewer, staff: Staff, student: Student, relation: str, now: datetime) -> DeclaredRelative:
    """The teacher says that a student is a relative."""
    with refusing(AlreadyDeclaredError):
        declared = DeclaredRelative.unscoped.create(
            school_id=staff.school_id, staff=staff, student=student, relation=relation
        )
    note(
        by=by, verb="relative.declared", row=declared, school=staff.school_id, now=now,
        detail={"staff": staff.public_id, "student": student.public_id},
    )  # fmt: skip
    return declared


@transaction.atomic
def withdraw_relative(*, by: Viewer, declared: DeclaredRelative, now: datetime) -> None:
    """The declaration was a mistake."""
    note(
        by=by, verb="relative.withdrawn", row=declared, school=declared.school_id, now=now,
        detail={"staff": declared.staff.public_id, "student": declared.student.public_id},
    )  # fmt: skip
    declared.delete()
