"""What a new academic year would do to the classes of the old one."""

from django.db.models import Count, Q

from liangshi.domain.promotion import OldClass, Promotion, promote
from liangshi.people.models import AcademicYear, ClassGroup, Grade


def planned_promotion(old: AcademicYear) -> Promotion:
    """The steps for the classes of `old` as they are now."""
    present = Count("students", filter=Q(students__left_on=None))
    groups = ClassGroup.unscoped.filter(year=old).select_related("grade").annotate(present=present)
    classes = [OldClass(group.pk, group.grade.level, group.ordinal, group.name, group.present) for group in groups]
    grades = dict(Grade.unscoped.filter(school=old.school_id).values_list("level", "name"))
    return promote(classes, grades, old.school.stage)
