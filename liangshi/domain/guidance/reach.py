"""Who reads what of a student's guidance: the law in Python; the models say the same as a query."""

from dataclasses import dataclass

from liangshi.domain.access import Role, StudentFacts, Viewer, reaches_care


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


CARES = frozenset({Role.PRINCIPAL, Role.COORDINATOR, Role.COUNSELLOR})
"""Roles that read the guidance of every student of the school; keeping accounts and rosters is no reason to."""


def reaches_guidance(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether plans, goals and evaluations of the student exist for a member of staff."""
    if not reaches_care(viewer, facts):
        return False
    if viewer.roles & CARES or facts.student in viewer.mentees:
        return True
    if facts.grade is not None and facts.grade in viewer.grades:
        return True
    return facts.class_group is not None and facts.class_group in viewer.homerooms


def reaches_told(viewer: Viewer, facts: StudentFacts, *, told: bool) -> bool:
    """Rows that are told to the family: the student and the guardians from then on, staff as above."""
    family = facts.student == viewer.student or facts.student in viewer.wards
    return (told and family) or reaches_guidance(viewer, facts)


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What the law asks of something that a student wrote to one adult: `to` is that adult now."""

    student: int
    to: int | None


def reaches_request(viewer: Viewer, facts: RequestFacts) -> bool:
    """The student and the adult who was asked, nobody else; a mentor does not learn of a request to another."""
    if facts.student == viewer.student:
        return True
    return viewer.staff is not None and facts.to == viewer.staff
