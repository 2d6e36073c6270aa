"""What a new academic year would do to the classes of the old one."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liangshi.domain.promotion import OldClass, Promotion, promote
from liangshi.people.models import AcademicYear, ClassGroup, Enrolment, Grade


def planned_promotion(old: AcademicYear) -> Promotion:
    """The steps for the classes of `old` as they are now."""
    present = Count("students", filter=Q(students__left_on=None))
    groups = ClassGroup.unscoped.filter(year=old).select_related("grade").annotate(present=present)
    classes = [OldClass(group.pk, group.grade.level, group.ordinal, group.name, group.present) for group in groups]
    grades = dict(Grade.unscoped.filter(school=old.school_id).values_list("level", "name"))
    return promote(classes, grades, old.school.stage)


def promoted_enrolments(old: AcademicYear, new: AcademicYear) -> QuerySet[Enrolment]:
    """The enrolments of `old` that a promotion ended, of students who are still where it put them."""
    risen = Enrolment.unscoped.filter(
        student=OuterRef("student"), class_group__year=new, starts_on=new.starts_on, ends_on=None
    )
    ended = Enrolment.unscoped.filter(class_group__year=old, ends_on=new.starts_on)
    return ended.filter(Exists(risen) | Q(student__left_on=new.starts_on))
