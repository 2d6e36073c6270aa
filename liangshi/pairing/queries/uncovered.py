"""Everybody whom the mentor system does not reach yet: students without a mentor, staff without a student."""

from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from liangshi.domain.access import Viewer
from liangshi.pairing.models import Pairing
from liangshi.people.choices import MentorStatus
from liangshi.people.models import Staff, Student

_STATUS_ORDER = (MentorStatus.ELIGIBLE, MentorStatus.IN_TRAINING, MentorStatus.EXEMPT)


def students_without_mentor(viewer: Viewer, day: date) -> QuerySet[Student]:
    """By class and name: of the school, or of the grades that the viewer leads."""
    rows = Student.objects.visible_to(viewer).filter(left_on__isnull=True)
    if not viewer.whole_school:
        rows = rows.filter(class_group__grade__in=viewer.grades)
    guided = Pairing.unscoped.on(day).filter(student=OuterRef("pk"))
    rows = rows.filter(~Exists(guided)).select_related("class_group__grade")
    ordered: QuerySet[Student] = rows.order_by("class_group__grade__level", "class_group__ordinal", "sort_key", "pk")
    return ordered


def staff_without_student(viewer: Viewer, day: date) -> QuerySet[Staff]:
    """Those who could guide first, then those in training, then the exempt; a grade lead sees who teaches there."""
    rows = Staff.objects.visible_to(viewer).filter(left_on__isnull=True)
    if not viewer.whole_school:
        teaches = Q(assignments__class_group__grade__in=viewer.grades)
        near = Staff.unscoped.filter(teaches | Q(homerooms__grade__in=viewer.grades))
        rows = rows.filter(pk__in=near.values("pk"))
    guides = Pairing.unscoped.on(day).filter(mentor=OuterRef("pk"))
    places = Case(*(When(mentor_status=status, then=Value(place)) for place, status in enumerate(_STATUS_ORDER)))
    ordered: QuerySet[Staff] = rows.filter(~Exists(guides)).order_by(places, "sort_key", "pk")
    return ordered
