"""Records of the mentor's term: what counts as late, and who reads a field of a scheme's form."""

from collections.abc import Iterable
from datetime import date, timedelta

from liangshi.domain.access import RecordFacts, Role, Viewer
from liangshi.domain.scheme import Channel, Sensitivity
from liangshi.domain.scheme import Role as SchemeRole

GRACE = timedelta(days=3)
"""A record that is filed so many days later is still in time."""

FACE_TO_FACE = frozenset({Channel.FACE_TO_FACE, Channel.HOME_VISIT, Channel.SCHOOL_MEETING, Channel.ACTIVITY})
"""面对面; every other channel is 键对键 (clause D12)."""

_BY_ROLE = {
    Role.COUNSELLOR: {SchemeRole.COUNSELLOR},
    Role.COORDINATOR: {SchemeRole.COORDINATOR, SchemeRole.STUDENT_AFFAIRS},
    Role.PRINCIPAL: {SchemeRole.PRINCIPAL},
}


def is_late(happened: date, filed: date) -> bool:
    """Whether a record is marked as filed late (补记); it lands at its true date all the same."""
    return filed > happened + GRACE


def stands(viewer: Viewer, facts: RecordFacts) -> frozenset[str]:
    """Which roles of a scheme the viewer holds towards the student of a record, by their keys."""
    student = facts.student
    keys = {key for role, held in _BY_ROLE.items() if role in viewer.roles for key in held}
    if student.student in viewer.mentees:
        keys.add(SchemeRole.MENTOR)
    if student.class_group in viewer.homerooms:
        keys.add(SchemeRole.HOMEROOM_TEACHER)
    if student.class_group in viewer.taught:
        keys.add(SchemeRole.SUBJECT_TEACHER)
    if student.grade in viewer.grades:
        keys.add(SchemeRole.GRADE_LEAD)
    return frozenset(key.value for key in keys)


def reads_field(
    sensitivity: Sensitivity,
    readers: Iterable[str],
    of_form: Iterable[str],
    viewer: Viewer,
    facts: RecordFacts,
) -> bool:
    """Whether a field of a record that the viewer reaches is read, too.

    Whoever wrote it or took part reads all of it. A field that names its readers is read by those; an ordinary one that
    names nobody by everybody whom the record reaches; a sensitive one by the readers of its form; a restricted one by
    nobody else. A role that the product does not know opens nothing.
    """
    if viewer.staff in facts.staff:
        return True
    named = frozenset(readers)
    mine = stands(viewer, facts)
    if named:
        return bool(named & mine)
    if sensitivity in (Sensitivity.OPEN, Sensitivity.PASTORAL):
        return True
    return sensitivity is Sensitivity.SENSITIVE and bool(frozenset(of_form) & mine)
