"""What counts as late, and who reads a field of a record."""

from datetime import date, timedelta

import pytest

from liangshi.domain.access import RecordFacts, Role, StudentFacts, Viewer
from liangshi.domain.records import guarded, is_late, opens_field, reads_field, reads_record, stands
from liangshi.domain.scheme import Sensitivity

DAY = date(2026, 9, 10)
STUDENT = StudentFacts(student=1, school=1, grade=10, class_group=101)


@pytest.mark.parametrize(("days", "late"), [(0, False), (3, False), (4, True), (30, True)])
def test_a_record_is_late_from_the_fourth_day(days: int, late: bool) -> None:
    assert is_late(DAY, DAY + timedelta(days=days)) is late


@pytest.mark.parametrize(
    ("viewer", "held"),
    [
        (Viewer(1, 1, staff=1, mentees=frozenset({1})), {"mentor"}),
        (Viewer(1, 1, staff=1, homerooms=frozenset({101})), {"homeroom_teacher"}),
        (Viewer(1, 1, staff=1, taught=frozenset({101})), {"subject_teacher"}),
        (Viewer(1, 1, staff=1, grades=frozenset({10})), {"grade_lead"}),
        (Viewer(1, 1, frozenset({Role.COUNSELLOR}), staff=1), {"counsellor"}),
        (Viewer(1, 1, frozenset({Role.COORDINATOR}), staff=1), {"coordinator", "student_affairs"}),
        (Viewer(1, 1, frozenset({Role.ADMINISTRATOR}), staff=1), set()),
        (Viewer(1, 1, staff=1, taught=frozenset({102})), set()),
    ],
)  # fmt: skip
def test_roles_of_a_scheme_follow_from_the_relation(viewer: Viewer, held: set[str]) -> None:
    assert stands(viewer, STUDENT) == held


@pytest.mark.parametrize(
    ("held", "team", "teachers", "reads"),
    [
        ({"mentor"}, False, False, True),
        ({"principal"}, False, False, True),
        ({"homeroom_teacher"}, True, False, True),
        ({"homeroom_teacher"}, False, False, False),
        ({"subject_teacher"}, True, False, False),
        ({"subject_teacher"}, True, True, True),
        (set(), True, True, False),
    ],
)
def test_sharing_opens_a_record_step_by_step(held: set[str], team: bool, teachers: bool, reads: bool) -> None:
    assert reads_record(frozenset(held), team=team, teachers=teachers) is reads


@pytest.mark.parametrize(
    ("sensitivity", "readers", "held", "opens"),
    [
        (Sensitivity.PASTORAL, (), "subject_teacher", True),
        (Sensitivity.PASTORAL, ("mentor",), "subject_teacher", False),
        (Sensitivity.SENSITIVE, (), "homeroom_teacher", True),
        (Sensitivity.SENSITIVE, (), "principal", False),
        (Sensitivity.SENSITIVE, ("principal",), "principal", True),
        (Sensitivity.RESTRICTED, (), "homeroom_teacher", False),
        (Sensitivity.RESTRICTED, ("counsellor",), "counsellor", True),
        (Sensitivity.SENSITIVE, ("unknown-role",), "mentor", False),
    ],
)
def test_a_field_opens_for_those_whom_it_names(
    sensitivity: Sensitivity, readers: tuple[str, ...], held: str, opens: bool
) -> None:
    assert opens_field(sensitivity, readers, ("mentor", "homeroom_teacher"), frozenset({held})) is opens


def test_whoever_took_part_reads_all_of_it() -> None:
    facts = RecordFacts(STUDENT, frozenset({7}))
    assert reads_field(Sensitivity.RESTRICTED, ("counsellor",), (), Viewer(1, 1, staff=7), facts)
    assert not reads_field(Sensitivity.RESTRICTED, ("counsellor",), (), Viewer(1, 1, staff=8), facts)


def test_what_not_everybody_reads_is_sealed() -> None:
    assert guarded(Sensitivity.SENSITIVE, ())
    assert guarded(Sensitivity.PASTORAL, ("mentor",))
    assert not guarded(Sensitivity.PASTORAL, ())
