"""Who reads a field of a plan or an evaluation: staff by the law of records, the family what is not sensitive."""

from collections.abc import Iterable
from dataclasses import dataclass

from liangshi.domain.access import RecordFacts, StudentFacts, Viewer, reaches_record
from liangshi.domain.records import reads_field
from liangshi.domain.scheme import Role, Sensitivity

GUARDED = frozenset({Sensitivity.SENSITIVE, Sensitivity.RESTRICTED})
"""Fields that are sealed in the database and never leave the staff who act on them."""


@dataclass(frozen=True, slots=True)
class FieldLaw:
    """What the law asks of a field: how sensitive it is, whom it names, who reads and writes its form."""

    sensitivity: Sensitivity
    readers: tuple[str, ...]
    of_form: tuple[str, ...]


def in_care(student: StudentFacts) -> RecordFacts:
    """Plans, goals and evaluations follow the law of records: shared in the team, written by nobody in particular."""
    return RecordFacts(student, frozenset())


def reaches_guidance(viewer: Viewer, student: StudentFacts) -> bool:
    """Whether plans, goals and evaluations of the student exist for a member of staff."""
    return viewer.staff is not None and reaches_record(viewer, in_care(student))


def reads_answer(viewer: Viewer, student: StudentFacts, law: FieldLaw) -> bool:
    """Whether the viewer, whom the row reaches, reads this field of it."""
    if student.student == viewer.student:
        return _family_reads(law, Role.STUDENT)
    if student.student in viewer.wards:
        return _family_reads(law, Role.GUARDIAN)
    return reads_field(law.sensitivity, law.readers, law.of_form, viewer, in_care(student))


def _family_reads(law: FieldLaw, side: Role) -> bool:
    return law.sensitivity not in GUARDED and (not law.readers or side.value in law.readers)


def sides(viewer: Viewer, student: StudentFacts, mentors: Iterable[int]) -> frozenset[str]:
    """As whom the viewer writes: the student, or a mentor of today."""
    found = set()
    if student.student == viewer.student:
        found.add(Role.STUDENT.value)
    if viewer.staff is not None and viewer.staff in mentors and student.student in viewer.mentees:
        found.add(Role.MENTOR.value)
    return frozenset(found)
