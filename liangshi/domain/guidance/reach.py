"""Who reads what of a student's guidance: the law in Python; the models say the same as a query."""

from dataclasses import dataclass

from liangshi.domain.access import Role, StudentFacts, Viewer
from liangshi.domain.guidance.fields import reaches_guidance


@dataclass(frozen=True, slots=True)
class ReflectionFacts:
    """What the law asks of a reflection: `mentors` are those of the day on which it was handed in."""

    student: StudentFacts
    handed_in: bool
    homeroom_reads: bool
    mentors: frozenset[int]


def reaches_reflection(viewer: Viewer, facts: ReflectionFacts) -> bool:
    """The student; once handed in, the mentors it was written to while they guide; the homeroom teacher where told."""
    if facts.student.student == viewer.student:
        return True
    if not facts.handed_in or facts.student.school != viewer.school:
        return False
    if facts.student.student in viewer.mentees and viewer.staff in facts.mentors:
        return True
    own_class = facts.student.class_group is not None and facts.student.class_group in viewer.homerooms
    return facts.homeroom_reads and own_class and facts.student.student not in viewer.relatives


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the law asks of a plan or an evaluation: whose it is, since when the student and the guardians know it."""

    student: StudentFacts
    with_student: bool
    with_guardians: bool


def reaches_shared(viewer: Viewer, facts: PlanFacts) -> bool:
    """Staff in care; the student and the guardians as far as it was made with them or told to them."""
    if facts.student.student == viewer.student:
        return facts.with_student
    if facts.student.student in viewer.wards:
        return facts.with_guardians
    return reaches_guidance(viewer, facts.student)


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What the law asks of something that a student wrote to one adult, or to the office of student affairs."""

    student: StudentFacts
    to: int | None
    office: bool = False


def reaches_request(viewer: Viewer, facts: RequestFacts) -> bool:
    """The student and the adult who was asked; what goes to the office is not read by a mentor or relative there."""
    student = facts.student.student
    if student == viewer.student:
        return True
    if viewer.staff is None or facts.student.school != viewer.school:
        return False
    if facts.office:
        return Role.COORDINATOR in viewer.roles and student not in (viewer.mentees | viewer.relatives)
    return facts.to == viewer.staff


def reaches_piece(viewer: Viewer, student: int, *, shared: bool) -> bool:
    """A piece of the portfolio: the student's own; the mentor's to see where the student shared it."""
    return student == viewer.student or (shared and student in viewer.mentees)
