"""Who reads archives and growth messages: the law in Python; the models say the same as queries."""

from dataclasses import dataclass

from liangshi.domain.access import RecordFacts, StudentFacts, Viewer, reaches_record


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What the law asks of a growth message; `checker` is who is asked to read it now, if anybody."""

    student: StudentFacts
    author: int
    sent: bool
    checker: int | None = None


def reaches_growth(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether a student's archive, with messages sent and letters given, exists for the staff: as a record of the team.

    Whoever only runs the system reads none of it, while the student is here or afterwards.
    """
    return viewer.staff is not None and reaches_record(viewer, RecordFacts(facts, frozenset()))


def reaches_message(viewer: Viewer, facts: MessageFacts) -> bool:
    """Once sent: the student, the guardians, the team of staff. Before: its author, and the second reader while asked.

    Once the student has left, of the staff only the roles that read every record.
    """
    if facts.sent and (facts.student.student == viewer.student or facts.student.student in viewer.wards):
        return True
    if viewer.staff is None:
        return False
    if viewer.staff in (facts.author, facts.checker) and not facts.student.left:
        return True
    return facts.sent and reaches_growth(viewer, facts.student)
