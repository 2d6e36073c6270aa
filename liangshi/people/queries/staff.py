"""Lists of staff."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.people.models import Campus, ClassGroup, DeclaredRelative, Staff, TeachingAssignment

from .naming import named

STAFF_ORDERS = {
    "name": ("sort_key", "pk"),
    "number": ("number", "pk"),
    "status": ("mentor_status", "sort_key", "pk"),
    "campus": ("campus__name", "sort_key", "pk"),
}
"""What a list of staff can be sorted by."""


@dataclass(frozen=True, slots=True)
class StaffFilter:
    """What of the staff is asked for; empty values ask for everybody."""

    text: str = ""
    subject: str = ""
    status: str = ""
    campus: Campus | None = None
    left: bool = False
    without_words: bool = False
    review_due: date | None = None
    order: str = "name"


def staff_list(viewer: Viewer, wanted: StaffFilter) -> QuerySet[Staff]:
    """The staff that the viewer asks for."""
    rows: QuerySet[Staff] = Staff.objects.visible_to(viewer).select_related("campus")
    rows = rows.filter(left_on__isnull=not wanted.left)
    if wanted.text:
        rows = rows.filter(named(wanted.text))
    if wanted.status:
        rows = rows.filter(mentor_status=wanted.status)
    if wanted.without_words:
        rows = rows.filter(words="")
    if wanted.review_due:
        rows = rows.filter(mentor_status_review_on__lte=wanted.review_due)
    if wanted.campus:
        rows = rows.filter(campus=wanted.campus)
    if wanted.subject:
        rows = rows.filter(pk__in=_teaching(viewer, wanted.subject))
    return rows.order_by(*STAFF_ORDERS[wanted.order])


def _teaching(viewer: Viewer, subject: str) -> list[int]:
    """Keys of the staff with `subject`; SQLite cannot ask whether a JSON list contains a value."""
    rows = Staff.unscoped.filter(school=viewer.school).values_list("pk", "subjects")
    return [pk for pk, subjects in rows if subject in subjects]


def relatives_declared(viewer: Viewer, staff: Staff) -> QuerySet[DeclaredRelative]:
    """The relatives of `staff` among the students, for the one who declared them and for the school's leads."""
    rows: QuerySet[DeclaredRelative] = DeclaredRelative.objects.visible_to(viewer).filter(staff=staff)
    return rows.select_related("student", "student__class_group").order_by("student__sort_key", "pk")


def subjects_in_use(viewer: Viewer) -> tuple[str, ...]:
    """Every subject that somebody of the staff has."""
    lists = Staff.unscoped.filter(Q(left_on=None), school=viewer.school).values_list("subjects", flat=True)
    return tuple({subject: None for subjects in lists for subject in subjects})


def homerooms_of(staff: Staff) -> QuerySet[ClassGroup]:
    """The classes whose homeroom teacher the person is or was, newest year first."""
    rows: QuerySet[ClassGroup] = ClassGroup.unscoped.filter(homeroom_teacher=staff)
    return rows.select_related("year").order_by("-year__starts_on", "grade__level", "ordinal")


def assignments_of(staff: Staff) -> QuerySet[TeachingAssignment]:
    """What the person teaches or taught, newest year first."""
    rows: QuerySet[TeachingAssignment] = TeachingAssignment.unscoped.filter(staff=staff)
    order = ("-class_group__year__starts_on", "class_group__grade__level", "class_group__ordinal", "subject")
    return rows.select_related("class_group__year").order_by(*order)


class ProfilePart(StrEnum):
    """What a profile consists of."""

    SUBJECTS = "subjects"
    STRENGTHS = "strengths"
    INTERESTS = "interests"
    WORDS = "words"


def missing_in_profile(staff: Staff) -> tuple[ProfilePart, ...]:
    """What students would still miss; a photo is never required."""
    present = {
        ProfilePart.SUBJECTS: staff.subjects,
        ProfilePart.STRENGTHS: staff.strengths,
        ProfilePart.INTERESTS: staff.interests,
        ProfilePart.WORDS: staff.words,
    }
    return tuple(part for part, value in present.items() if not value)
