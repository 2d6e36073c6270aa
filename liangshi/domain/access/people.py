"""Whose rows a viewer reaches: students, their records and categories, staff."""

from dataclasses import dataclass

from liangshi.domain.access.roles import Role
from liangshi.domain.access.viewer import Viewer

READS_RECORDS = frozenset({Role.PRINCIPAL, Role.COORDINATOR, Role.COUNSELLOR})
"""Roles that read the records of every student, alone once a student has left; whoever runs the system does not."""

SEES_CATEGORIES = frozenset({Role.COORDINATOR})
"""Roles that read the sensitive categories of every student; a homeroom teacher reads those of the own class."""


@dataclass(frozen=True, slots=True)
class StudentFacts:
    """What the law needs to know of a student's row; `left` once the student is at the school no more."""

    student: int
    school: int
    grade: int | None
    class_group: int | None
    left: bool = False


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the law needs to know of one student's part in a record: whose it is and how far it is shared.

    `staff` wrote it or took part; `team` opens it to homeroom teacher and grade lead, `teachers` to those who teach the
    class. The current mentor always reads it.
    """

    student: StudentFacts
    staff: frozenset[int]
    team: bool = True
    teachers: bool = False


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """What the law needs to know of a staff member's row."""

    staff: int
    school: int


def reaches_student(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether the student's directory row (name, class, mentor) exists for the viewer."""
    if facts.student == viewer.student or facts.student in viewer.wards:
        return True
    if facts.school != viewer.school:
        return False
    if viewer.whole_school or facts.student in viewer.mentees:
        return True
    if facts.grade is not None and facts.grade in viewer.grades:
        return True
    return facts.class_group is not None and facts.class_group in (viewer.homerooms | viewer.taught)


def reaches_care(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether the pastoral tier exists for the viewer: needs, guardians and how to reach them."""
    if facts.school != viewer.school or facts.student in viewer.relatives:
        return False
    if viewer.whole_school:
        return True
    if facts.left:
        return False
    if facts.student in viewer.mentees or (facts.grade is not None and facts.grade in viewer.grades):
        return True
    return facts.class_group is not None and facts.class_group in viewer.homerooms


def reaches_record(viewer: Viewer, facts: RecordFacts) -> bool:
    """Whether a record of the pastoral tier (talk, visit, note, event of life) exists for the viewer."""
    student = facts.student
    if student.school != viewer.school or student.student in viewer.relatives:
        return False
    if viewer.roles & READS_RECORDS:
        return True
    if student.left:
        return False
    if viewer.staff in facts.staff or student.student in viewer.mentees:
        return True
    if facts.team and student.grade is not None and student.grade in viewer.grades:
        return True
    near = (viewer.homerooms if facts.team else frozenset()) | (viewer.taught if facts.teachers else frozenset())
    return student.class_group is not None and student.class_group in near


def reaches_categories(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether the sensitive categories of the student (特殊群体) exist for the viewer."""
    if facts.school != viewer.school or facts.student in viewer.relatives:
        return False
    if viewer.roles & SEES_CATEGORIES:
        return True
    if facts.grade is not None and facts.grade in viewer.grades:
        return True
    return facts.class_group is not None and facts.class_group in viewer.homerooms


def reaches_staff(viewer: Viewer, facts: StaffFacts) -> bool:
    """Whether the staff member's row exists for the viewer: colleagues, and oneself."""
    return facts.school == viewer.school and viewer.staff is not None
