"""For every person and every kind of row of a round: what exists for them is what the law says."""

from collections.abc import Callable
from typing import Any

import pytest

from liangshi.domain.access import Capability, StudentFacts, Viewer, reaches_student
from liangshi.foundation.rows import UnscopedQueryError
from liangshi.pairing.models import (
    Acceptance,
    Candidate,
    ChangeRequest,
    ClosedInput,
    KeptPair,
    MentorApplication,
    MentorLimit,
    Pairing,
    Phase,
    PhaseChange,
    Preference,
    PreferenceList,
    Round,
    RoundMentor,
    StudyGroup,
)
from liangshi.pairing.services.applications import ApplicationDraft, apply_as_mentor
from liangshi.pairing.services.phases import open_now
from liangshi.people.models import Student
from tests.pairing.conftest import NOW, Running, by
from tests.world import PERSONAS

Law = Callable[[Viewer, Any], bool]


def student_law(viewer: Viewer, student: Student) -> bool:
    group = student.class_group
    facts = StudentFacts(student.pk, student.school_id, group and group.grade_id, student.class_group_id)
    return reaches_student(viewer, facts)


def family(viewer: Viewer, student: int) -> bool:
    return student == viewer.student or student in viewer.wards


def at_school(viewer: Viewer, row: Any) -> bool:
    return row.school_id == viewer.school


def colleague(viewer: Viewer, row: Any) -> bool:
    return viewer.staff is not None and at_school(viewer, row)


def runs(viewer: Viewer, row: Any) -> bool:
    return viewer.can(Capability.RUN_ROUND) and at_school(viewer, row)


def follows(viewer: Viewer, row: Any) -> bool:
    return viewer.can(Capability.FOLLOW_ROUND) and at_school(viewer, row)


def taking_part(viewer: Viewer, row: Any) -> bool:
    """A family of the round, which has published its mentors."""
    lines = Candidate.unscoped.filter(round=row.round_id).values_list("student", flat=True)
    return any(family(viewer, student) for student in lines)


def decides(viewer: Viewer, row: Any) -> bool:
    """Coordinators, and the principal about one of them."""
    about_one = row.pairing.mentor.account.appointments(manager="unscoped").filter(role="coordinator").exists()
    return viewer.can(Capability.CHANGE_PAIRINGS) or (viewer.can(Capability.DECIDE_CHANGES) and about_one)


LAWS: dict[Any, Law] = {
    Round: at_school,
    Phase: at_school,
    PhaseChange: follows,
    MentorApplication: lambda v, row: row.staff_id == v.staff or follows(v, row),
    RoundMentor: lambda v, row: colleague(v, row) or taking_part(v, row),
    MentorLimit: lambda v, row: colleague(v, row) or taking_part(v, row.mentor),
    Candidate: lambda v, row: student_law(v, row.student),
    StudyGroup: lambda v, row: colleague(v, row) or any(family(v, c.student_id) for c in row.members),
    PreferenceList: lambda v, row: family(v, row.candidate.student_id) or runs(v, row),
    Preference: lambda v, row: (
        family(v, row.preferences.candidate.student_id)
        or runs(v, row)
        or (v.staff is not None and row.mentor.staff_id == v.staff and row.preferences.state == "submitted")
    ),
    Acceptance: lambda v, row: (v.staff is not None and row.mentor.staff_id == v.staff) or runs(v, row),
    KeptPair: lambda v, row: student_law(v, row.candidate.student) or row.mentor.staff_id == v.staff,
    ClosedInput: runs,
    Pairing: lambda v, row: (
        student_law(v, row.student) or (row.mentor_id == v.staff and row.student_id not in v.relatives)
    ),
    ChangeRequest: lambda v, row: (
        row.asked_by_id == v.account or (decides(v, row) and at_school(v, row) and row.pairing.mentor_id != v.staff)
    ),
}


@pytest.fixture
def full(running: Running) -> Running:
    """At least one row of each kind."""
    world, school = running.world, running.round.school
    shen = by(world, "shen")
    apply_as_mentor(
        by=by(world, "zhou"), round_=running.round, staff=world.staff["zhou"],
        draft=ApplicationDraft(3, (), (), ""), now=running.at("apply"),
    )  # fmt: skip
    open_now(by=shen, phase=Phase.unscoped.get(round=running.round, kind="wish"), reason="已准备好", now=NOW)
    running.hand_in("xiaoming", "wang")
    draft = running.hand_in("xiaogang", "li")
    draft.state = "draft"
    draft.save()
    MentorLimit.unscoped.create(school=school, mentor=running.mentors["gao"], grade=world.grades["g10"])
    group = StudyGroup.unscoped.create(
        school=school, round=running.round, class_group=world.classes["c101"], name="第一组"
    )
    Candidate.unscoped.filter(pk=running.candidates["xiaoming"].pk).update(study_group=group)
    Acceptance.unscoped.create(
        school=school, mentor=running.mentors["wang"], candidate=running.candidates["xiaoming"], answer="welcome",
        answered_at=NOW,
    )  # fmt: skip
    KeptPair.unscoped.create(
        school=school, round=running.round, candidate=running.candidates["xiaogang"], mentor=running.mentors["gao"],
        origin="assigned", treatment="keep", decided_by=world.account("shen"), decided_at=NOW,
    )  # fmt: skip
    ClosedInput.unscoped.create(
        school=school, round=running.round, digest="0" * 64, market={}, closed_at=NOW, closed_by=world.account("shen")
    )
    for student, mentor in (("xiaoming", "wang"), ("xiaogang", "shen"), ("xiaoli", "li")):
        pairing = Pairing.unscoped.create(
            school=school, student=world.students[student], mentor=world.staff[mentor],
            starts_on=NOW.date(), came_about="placed", created_at=NOW,
        )  # fmt: skip
        ChangeRequest.unscoped.create(
            school=school, pairing=pairing, asked_by=world.account(student), cause="student_request", asked_at=NOW
        )
    return running


@pytest.mark.parametrize("model", LAWS, ids=lambda model: model.__name__)
def test_rows_within_reach_are_those_of_the_law(model: Any, full: Running) -> None:
    rows = list(model.unscoped.all())
    assert rows
    for row in rows:
        if isinstance(row, StudyGroup):
            row.members = list(Candidate.unscoped.filter(study_group=row))
    for persona in PERSONAS:
        viewer = by(full.world, persona)
        seen = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
        assert seen == {row.pk for row in rows if LAWS[model](viewer, row)}, persona


@pytest.mark.parametrize("model", LAWS, ids=lambda model: model.__name__)
def test_rows_refuse_to_be_read_without_a_viewer(model: Any) -> None:
    with pytest.raises(UnscopedQueryError, match="visible_to"):
        model.objects.all()


def test_a_request_for_a_change_never_reaches_the_mentor_concerned(full: Running) -> None:
    """Not even a coordinator who is that mentor."""
    for mentor in ("wang", "shen", "li"):
        viewer = by(full.world, mentor)
        seen = ChangeRequest.objects.visible_to(viewer).filter(pairing__mentor=viewer.staff)
        assert not seen.exists()
    assert ChangeRequest.objects.visible_to(by(full.world, "shen")).count() == 2


def test_a_mentor_reaches_the_mentees_but_never_a_relative(full: Running) -> None:
    assert by(full.world, "shen").mentees == {full.world.students["xiaogang"].pk}
    assert by(full.world, "li").mentees == frozenset()
    assert not Student.objects.visible_to(by(full.world, "li")).filter(name="李小力").exists()


def test_a_pairing_counts_from_its_first_day_until_the_day_before_its_end(full: Running) -> None:
    pairing = Pairing.unscoped.get(student=full.world.students["xiaogang"])
    day = pairing.starts_on
    pairing.ends_on = day.replace(day=day.day + 2)
    pairing.end_reason = "学生转学"
    pairing.save()
    rows = Pairing.unscoped.filter(pk=pairing.pk)
    shown = [rows.on(day.replace(day=day.day + offset)).exists() for offset in (-1, 0, 1, 2)]
    assert shown == [False, True, True, False]


def test_a_draft_is_known_to_those_who_follow_rounds_only(prepared: Round, world: Any) -> None:
    seen = {persona for persona in PERSONAS if Round.objects.visible_to(by(world, persona)).exists()}
    assert seen == {"shen", "lin", "gao"}
