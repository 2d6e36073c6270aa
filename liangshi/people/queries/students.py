"""Lists of students, and one student's page by tier."""

from dataclasses import dataclass

from django.db.models import QuerySet

from liangshi.domain.access import StudentFacts, Viewer, reaches_care
from liangshi.people.models import ClassGroup, Club, Enrolment, Grade, Guardianship, Student

from .naming import named

STUDENT_ORDERS = {
    "class": ("class_group__grade__level", "class_group__ordinal", "number", "pk"),
    "name": ("sort_key", "pk"),
    "number": ("number", "pk"),
}
"""What a list of students can be sorted by."""


@dataclass(frozen=True, slots=True)
class StudentFilter:
    """Which students are asked for; empty values ask for all within reach."""

    text: str = ""
    grade: Grade | None = None
    group: ClassGroup | None = None
    boarding: bool | None = None
    left: bool = False
    unplaced: bool = False
    order: str = "class"


@dataclass(frozen=True, slots=True)
class StudentPage:
    """What a member of staff reads of one student. `care` opens needs and guardians (the pastoral tier)."""

    student: Student
    care: bool
    guardianships: tuple[Guardianship, ...]
    enrolments: tuple[Enrolment, ...]
    clubs: tuple[Club, ...]


def student_list(viewer: Viewer, wanted: StudentFilter) -> QuerySet[Student]:
    """The students that the viewer asks for."""
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).select_related("class_group")
    rows = rows.filter(left_on__isnull=not wanted.left)
    if wanted.text:
        rows = rows.filter(named(wanted.text))
    if wanted.grade:
        rows = rows.filter(class_group__grade=wanted.grade)
    if wanted.group:
        rows = rows.filter(class_group=wanted.group)
    if wanted.boarding is not None:
        rows = rows.filter(boarding=wanted.boarding)
    if wanted.unplaced:
        rows = rows.filter(class_group=None)
    return rows.order_by(*STUDENT_ORDERS[wanted.order])


def student_page(viewer: Viewer, student: Student) -> StudentPage:
    """The page of a student within reach."""
    care = reaches_care(viewer, facts_of(student))
    return StudentPage(
        student,
        care,
        guardians_of(student) if care else (),
        tuple(Enrolment.unscoped.filter(student=student).select_related("class_group__year").order_by("-starts_on")),
        clubs_of(student),
    )


def own_students(viewer: Viewer) -> QuerySet[Student]:
    """Oneself as a student, or the children of a guardian."""
    own = viewer.wards | ({viewer.student} if viewer.student else set())
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).filter(pk__in=own)
    return rows.select_related("class_group__homeroom_teacher").order_by("sort_key", "pk")


def facts_of(student: Student) -> StudentFacts:
    """What the law of reach asks of a student's row."""
    group = student.class_group
    grade = group.grade_id if group else None
    return StudentFacts(student.pk, student.school_id, grade, student.class_group_id, student.left_on is not None)


def guardians_of(student: Student) -> tuple[Guardianship, ...]:
    """The guardians in the order in which the school calls them, each with the names of the other children."""
    return tuple(Guardianship.unscoped.filter(student=student).select_related("guardian"))


def clubs_of(student: Student) -> tuple[Club, ...]:
    """The student's clubs, newest year first."""
    rows = Club.unscoped.filter(memberships__student=student).select_related("leader", "year")
    return tuple(rows.order_by("-year__starts_on", "name"))
