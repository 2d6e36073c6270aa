"""Grades, classes, and who teaches which class what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.people.models import (
    AcademicYear,
    Campus,
    ClassGroup,
    Grade,
    RoleAppointment,
    School,
    Staff,
    TeachingAssignment,
)

from .problems import ClassTakenError, NameTakenError, StillInUseError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class GradeDraft:
    """A grade: `level` runs from 1 (一年级) to 12 (高三)."""

    level: int
    name: str


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """A class of one year."""

    grade: Grade
    ordinal: int
    name: str
    campus: Campus | None
    homeroom_teacher: Staff | None


@dataclass(frozen=True, slots=True)
class Taught:
    """One teacher for one subject."""

    staff: int
    subject: str


@transaction.atomic
def add_grade(*, by: Viewer, school: School, draft: GradeDraft, now: datetime) -> Grade:
    """A further grade."""
    with refusing(NameTakenError):
        grade = Grade.unscoped.create(school=school, level=draft.level, name=draft.name)
    note(by=by, verb="grade.added", row=grade, school=school.pk, now=now, detail={"level": draft.level})
    return grade


@transaction.atomic
def change_grade(*, by: Viewer, grade: Grade, draft: GradeDraft, now: datetime) -> None:
    """Another name or level."""
    with refusing(NameTakenError):
        changed = store(grade, {"level": draft.level, "name": draft.name})
    if changed:
        note(by=by, verb="grade.changed", row=grade, school=grade.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def remove_grade(*, by: Viewer, grade: Grade, now: datetime) -> None:
    """Take away a grade that never had a class, nor a lead."""
    if RoleAppointment.unscoped.filter(grade=grade).exists():
        raise StillInUseError
    note(by=by, verb="grade.removed", row=grade, school=grade.school_id, now=now, detail={"level": grade.level})
    with refusing(StillInUseError):
        grade.delete()


@transaction.atomic
def add_class(*, by: Viewer, year: AcademicYear, draft: ClassDraft, now: datetime) -> ClassGroup:
    """A class of `year`."""
    with refusing(ClassTakenError):
        group = ClassGroup.unscoped.create(
            school=year.school, year=year, grade=draft.grade, ordinal=draft.ordinal, name=draft.name,
            campus=draft.campus, homeroom_teacher=draft.homeroom_teacher,
        )  # fmt: skip
    note(by=by, verb="class.added", row=group, school=year.school_id, now=now)
    return group


@transaction.atomic
def change_class(*, by: Viewer, group: ClassGroup, draft: ClassDraft, now: datetime) -> None:
    """Another name, place or homeroom teacher."""
    teacher = draft.homeroom_teacher
    values = {
        "grade_id": draft.grade.pk, "ordinal": draft.ordinal, "name": draft.name,
        "campus_id": draft.campus.pk if draft.campus else None,
        "homeroom_teacher_id": teacher.pk if teacher else None,
    }  # fmt: skip
    with refusing(ClassTakenError):
        changed = store(group, values)
    if changed:
        detail = {"fields": changed, "homeroom_teacher": teacher.public_id if teacher else ""}
        note(by=by, verb="class.changed", row=group, school=group.school_id, now=now, detail=detail)


@transaction.atomic
def remove_class(*, by: Viewer, group: ClassGroup, now: datetime) -> None:
    """Take away a class that never had a student."""
    note(by=by, verb="class.removed", row=group, school=group.school_id, now=now)
    with refusing(StillInUseError):
        group.delete()


@transaction.atomic
def set_teaching(*, by: Viewer, group: ClassGroup, wanted: Iterable[Taught], now: datetime) -> None:
    """The class is taught by exactly these."""
    rows = TeachingAssignment.unscoped.filter(class_group=group)
    present = {Taught(row.staff_id, row.subject): row.pk for row in rows}
    target = set(wanted)
    gone = [key for taught, key in present.items() if taught not in target]
    new = sorted(target - present.keys(), key=lambda taught: (taught.subject, taught.staff))
    rows.filter(pk__in=gone).delete()
    TeachingAssignment.unscoped.bulk_create(
        TeachingAssignment(school_id=group.school_id, class_group=group, staff_id=each.staff, subject=each.subject)
        for each in new
    )
    if gone or new:
        subjects = sorted({each.subject for each in target ^ present.keys()})
        note(
            by=by, verb="class.teaching_changed", row=group, school=group.school_id, now=now,
            detail={"subjects": subjects},
        )  # fmt: skip
