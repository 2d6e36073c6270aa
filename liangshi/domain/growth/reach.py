"""Who reads a growth message: the law in Python; the model says the same as a query."""

from dataclasses import dataclass

from liangshi.domain.access import StudentFacts, Viewer, reaches_care


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What the law asks of a growth message; `checker` is who is asked to read it now, if anybody."""

    student: StudentFacts
    author: int
    sent: bool
    checker: int | None = None


def reaches_message(viewer: Viewer, facts: MessageFacts) -> bool:
    """Once sent: the student, the guardians, staff in care. Before: its author, and the second reader while asked.

    Once the student has left, only the roles that look after the whole school.
    """
    if facts.sent and (facts.student.student == viewer.student or facts.student.student in viewer.wards):
        return True
    if viewer.staff is None:
        return False
    if viewer.staff in (facts.author, facts.checker) and not facts.student.left:
        return True
    return facts.sent and reaches_care(viewer, facts.student)
