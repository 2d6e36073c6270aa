"""The new academic year: classes copied up a grade with their students, as it was previewed or not at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.domain.promotion import Move, Promotion, Step
from liangshi.people.models import AcademicYear, ClassGroup, Enrolment, Grade, Student, TeachingAssignment
from liangshi.people.queries.promotion import planned_promotion, promoted_enrolments

from .problems import PromotionBlockedError, PromotionChangedError
from .trail import note


@dataclass(frozen=True, slots=True)
class PromotionDraft:
    """What goes along with the students, and the preview that was agreed to."""

    agreed: Promotion
    homeroom_teachers: bool
    subject_teachers: bool


@transaction.atomic
def promote_classes(
    *, by: Viewer, old: AcademicYear, new: AcademicYear, draft: PromotionDraft, now: datetime
) -> Promotion:
    """Open the classes of `new`, move the students of `old` into them, let the last grade leave."""
    plan = planned_promotion(old)
    if plan != draft.agreed:
        raise PromotionChangedError
    if not plan.possible:
        raise PromotionBlockedError
    grades = {grade.level: grade for grade in Grade.unscoped.filter(school=old.school_id)}
    for step in plan.steps:
        if step.move is Move.LEAVES:
            _let_leave(step, new)
        else:
            _carry_up(step, grades[step.level], new, draft)
    note(
        by=by, verb="year.promoted", row=new, school=new.school_id, now=now,
        detail={"from": old.public_id, "rising": plan.rising, "leaving": plan.leaving},
    )  # fmt: skip
    return plan


def _carry_up(step: Step, grade: Grade, new: AcademicYear, draft: PromotionDraft) -> None:
    before = ClassGroup.unscoped.get(pk=step.old.key)
    after, _ = ClassGroup.unscoped.get_or_create(
        school_id=new.school_id, year=new, grade=grade, ordinal=before.ordinal,
        defaults={"name": step.name, "campus_id": before.campus_id},
    )  # fmt: skip
    if draft.homeroom_teachers:
        ClassGroup.unscoped.filter(pk=after.pk, homeroom_teacher=None).update(
            homeroom_teacher=before.homeroom_teacher_id
        )
    if draft.subject_teachers:
        _copy_teaching(before, after)
    students = list(Student.unscoped.enrolled().filter(class_group=before).values_list("pk", flat=True))
    _close(students, new)
    Enrolment.unscoped.bulk_create(
        Enrolment(school_id=new.school_id, student_id=student, class_group=after, starts_on=new.starts_on)
        for student in students
    )
    Student.unscoped.filter(pk__in=students).update(class_group=after)


def _copy_teaching(before: ClassGroup, after: ClassGroup) -> None:
    taught = TeachingAssignment.unscoped.filter(class_group=before, staff__left_on=None)
    TeachingAssignment.unscoped.bulk_create(
        (
            TeachingAssignment(school_id=after.school_id, class_group=after, staff_id=row.staff_id, subject=row.subject)
            for row in taught
        ),
        ignore_conflicts=True,
    )


def _let_leave(step: Step, new: AcademicYear) -> None:
    students = list(Student.unscoped.enrolled().filter(class_group=step.old.key).values_list("pk", flat=True))
    _close(students, new)
    Student.unscoped.filter(pk__in=students).update(left_on=new.starts_on)


def _close(students: list[int], new: AcademicYear) -> None:
    """End the present enrolments on the first day of the new year; those that begin later never happened."""
    rows = Enrolment.unscoped.filter(student__in=students, ends_on=None)
    rows.filter(starts_on__gte=new.starts_on).delete()
    rows.update(ends_on=new.starts_on)


@transaction.atomic
def undo_promotion(*, by: Viewer, old: AcademicYear, new: AcademicYear, now: datetime) -> int:
    """Take everybody back who is still where the promotion put them; the number of students taken back.

    Who was moved, left or joined since stays where they are, and so does a class of the new year that is in use.
    """
    rows = list(promoted_enrolments(old, new).values_list("pk", "student", "class_group"))
    students = [student for _, student, _ in rows]
    Enrolment.unscoped.filter(student__in=students, starts_on=new.starts_on, ends_on=None).delete()
    Enrolment.unscoped.filter(pk__in=[pk for pk, _, _ in rows]).update(ends_on=None)
    for group in {group for _, _, group in rows}:
        of_group = [student for _, student, at in rows if at == group]
        Student.unscoped.filter(pk__in=of_group).update(class_group=group, left_on=None)
    if rows:
        note(
            by=by, verb="year.promotion_undone", row=new, school=new.school_id, now=now,
            detail={"from": old.public_id, "students": len(rows)},
        )  # fmt: skip
    return len(rows)
