"""Records of the mentor's term: what counts as late, and who reads a field of a scheme's form."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from liangshi.domain.access import RecordFacts, Role, StudentFacts, Viewer
from liangshi.domain.scheme import Channel, Sensitivity
from liangshi.domain.scheme import Role as SchemeRole

GRACE = timedelta(days=3)
"""A record that is filed so many days later is still in time."""

FACE_TO_FACE = frozenset({Channel.FACE_TO_FACE, Channel.HOME_VISIT, Channel.SCHOOL_MEETING, Channel.ACTIVITY})
"""面对面; every other channel is 键对键 (clause D12)."""

ROLE_KEYS: Mapping[Role, frozenset[SchemeRole]] = {
    Role.COUNSELLOR: frozenset({SchemeRole.COUNSELLOR}),
    Role.COORDINATOR: frozenset({SchemeRole.COORDINATOR, SchemeRole.STUDENT_AFFAIRS}),
    Role.PRINCIPAL: frozenset({SchemeRole.PRINCIPAL}),
}
"""What a role of the school as a whole is called in a scheme."""

_ALWAYS = frozenset(
    role.value
    for role in (
        SchemeRole.MENTOR, SchemeRole.COUNSELLOR, SchemeRole.COORDINATOR, SchemeRole.STUDENT_AFFAIRS,
        SchemeRole.PRINCIPAL,
    )
)  # fmt: skip
_TEAM = frozenset({SchemeRole.HOMEROOM_TEACHER.value, SchemeRole.GRADE_LEAD.value})


def is_late(happened: date, filed: date) -> bool:
    """Whether a record is marked as filed late (补记); it lands at its true date all the same."""
    return filed > happened + GRACE


def stands(viewer: Viewer, student: StudentFacts) -> frozenset[str]:
    """Which roles of a scheme the viewer holds towards the student, by their keys."""
    keys = {key for role, held in ROLE_KEYS.items() if role in viewer.roles for key in held}
    if student.student in viewer.mentees:
        keys.add(SchemeRole.MENTOR)
    if student.class_group in viewer.homerooms:
        keys.add(SchemeRole.HOMEROOM_TEACHER)
    if student.class_group in viewer.taught:
        keys.add(SchemeRole.SUBJECT_TEACHER)
    if student.grade in viewer.grades:
        keys.add(SchemeRole.GRADE_LEAD)
    return frozenset(key.value for key in keys)


def reads_record(held: frozenset[str], *, team: bool, teachers: bool) -> bool:
    """Whether somebody who holds these roles towards a student reads records of that student.

    The same law as `domain.access.reaches_record`, said of people by their roles; a test holds the two together.
    """
    if held & _ALWAYS:
        return True
    return bool((team and held & _TEAM) or (teachers and SchemeRole.SUBJECT_TEACHER.value in held))


def opens_field(sensitivity: Sensitivity, readers: Iterable[str], of_form: Iterable[str], held: frozenset[str]) -> bool:
    """Whether a field of a record is read by somebody who reads the record and holds these roles.

    A field that names its readers is read by those; an ordinary one that names nobody by everybody whom the record
    reaches; a sensitive one by the readers of its form; a restricted one by nobody. A role that the product does not
    know opens nothing.
    """
    named = frozenset(readers)
    if named:
        return bool(named & held)
    if sensitivity in (Sensitivity.OPEN, Sensitivity.PASTORAL):
        return True
    return sensitivity is Sensitivity.SENSITIVE and bool(frozenset(of_form) & held)


def reads_field(
    sensitivity: Sensitivity, readers: Iterable[str], of_form: Iterable[str], viewer: Viewer, facts: RecordFacts
) -> bool:
    """The same for a viewer; whoever wrote the record or took part reads all of it."""
    return viewer.staff in facts.staff or opens_field(sensitivity, readers, of_form, stands(viewer, facts.student))


def guarded(sensitivity: Sensitivity, readers: Iterable[str]) -> bool:
    """Whether what is written into a field is sealed in the database: all that not every reader of the record reads."""
    return sensitivity in (Sensitivity.SENSITIVE, Sensitivity.RESTRICTED) or any(True for _each in readers)
