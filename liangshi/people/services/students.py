"""Students: what the school keeps, in which class they are, what they say of themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import Account, ClassGroup, Enrolment, School, Student

from .problems import EarlierThanEnrolmentError, NotEnrolledError, NumberTakenError, StillEnrolledError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class StudentDraft:
    """What the school keeps of a student; the class is changed by `move_student`."""

    name: str
    number: str
    gender: str
    boarding: bool

    def values(self) -> dict[str, object]:
        """The columns."""
        return {
            "name": self.name, "sort_key": name_sort_key(self.name), "number": self.number,
            "gender": self.gender, "boarding": self.boarding,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnWordsDraft:
    """What a student says before choosing a mentor."""

    interests: tuple[str, ...]
    needs: tuple[str, ...]
    languages: tuple[str, ...]


@transaction.atomic
def add_student(
    *, by: Viewer, school: School, draft: StudentDraft, group: ClassGroup | None, on: date, now: datetime
) -> Student:
    """A new student, in `group` from `on`; the account is issued separately."""
    with refusing(NumberTakenError):
        student = Student.unscoped.create(school=school, class_group=group, joined_on=on, **draft.values())
    if group is not None:
        _enrol(student, group, on)
    note(by=by, verb="student.added", row=student, school=school.pk, now=now)
    return student


@transaction.atomic
def change_student(*, by: Viewer, student: Student, draft: StudentDraft, now: datetime) -> None:
    """What the school corrects; the account carries the same name."""
    with refusing(NumberTakenError):
        changed = store(student, draft.values())
    if "name" in changed and student.account_id is not None:
        Account.objects.filter(pk=student.account_id).update(name=draft.name)
    if changed:
        note(by=by, verb="student.changed", row=student, school=student.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def move_student(*, by: Viewer, student: Student, to: ClassGroup, on: date, now: datetime) -> None:
    """The student is in another class from `on`: one enrolment ends where the next begins."""
    if student.left_on is not None:
        raise NotEnrolledError
    if student.class_group_id == to.pk:
        return
    _end_enrolment(student, on)
    _enrol(student, to, on)
    Student.unscoped.filter(pk=student.pk).update(class_group=to)
    note(
        by=by, verb="student.moved", row=student, school=student.school_id, now=now,
        detail={"to": to.public_id, "on": on.isoformat()},
    )  # fmt: skip


@transaction.atomic
def let_student_leave(*, by: Viewer, student: Student, on: date, now: datetime) -> None:
    """The student is at the school no more from `on`; the last class stays readable."""
    if not Student.unscoped.filter(pk=student.pk, left_on=None).update(left_on=on):
        raise NotEnrolledError
    _end_enrolment(student, on)
    note(by=by, verb="student.left", row=student, school=student.school_id, now=now, detail={"on": on.isoformat()})


@transaction.atomic
def take_student_back(*, by: Viewer, student: Student, to: ClassGroup, on: date, now: datetime) -> None:
    """The student rejoins, in class `to` from `on`."""
    back = Student.unscoped.filter(pk=student.pk, left_on__isnull=False)
    if not back.update(left_on=None, class_group=to):
        raise StillEnrolledError
    _enrol(student, to, on)
    note(
        by=by, verb="student.rejoined", row=student, school=student.school_id, now=now,
        detail={"to": to.public_id, "on": on.isoformat()},
    )  # fmt: skip


@transaction.atomic
def change_own_words(*, by: Viewer, student: Student, draft: OwnWordsDraft, now: datetime) -> None:
    """What the student likes, needs and speaks."""
    values = {
        "interests": list(draft.interests),
        "needs": list(draft.needs),
        "languages": list(draft.languages),
    }
    changed = store(student, values)
    if changed:
        note(
            by=by, verb="student.own_words_changed", row=student, school=student.school_id, now=now,
            detail={"fields": changed},
        )  # fmt: skip


def _enrol(student: Student, group: ClassGroup, on: date) -> None:
    Enrolment.unscoped.create(school_id=student.school_id, student=student, class_group=group, starts_on=on)


def _end_enrolment(student: Student, on: date) -> None:
    """Close the open enrolment on `on`; one that begins on that very day never happened."""
    present = Enrolment.unscoped.filter(student=student, ends_on=None)
    if present.filter(starts_on__gt=on).exists():
        raise EarlierThanEnrolmentError
    present.filter(starts_on=on).delete()
    present.update(ends_on=on)
