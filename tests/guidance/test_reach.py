"""For every person and every kind of row: what exists for them is what the law in Python says."""

from collections.abc import Callable
from typing import Any

import pytest

from liangshi.domain.access import StudentFacts, Viewer
from liangshi.domain.guidance.fields import reaches_guidance
from liangshi.domain.guidance.reach import (
    PlanFacts,
    reaches_piece,
    reaches_reflection,
    reaches_request,
    reaches_shared,
)
from liangshi.foundation.rows import UnscopedQueryError
from liangshi.guidance.models import (
    Evaluation,
    EvaluationAnswer,
    Goal,
    Piece,
    PlanVersion,
    ProblemReport,
    Reflection,
    TalkRequest,
)
from liangshi.guidance.queries.adults import report_facts, talk_facts
from liangshi.guidance.queries.reflections import reflection_facts
from liangshi.people.models import ClassGroup
from liangshi.people.queries import facts_of
from tests.world import PERSONAS, World

from .conftest import LAST_WEEK, NOW, THIS_WEEK, Guided, guides

DAY = NOW.date()


@pytest.fixture
def full(guided: Guided) -> Guided:
    """Rows of every kind: for xiaoming, xiaogang and zheng; xiaoli's homeroom teacher is li, the own father."""
    world = guided.world
    ClassGroup.unscoped.filter(pk=world.classes["c111"].pk).update(homeroom_teacher=world.staff["li"])
    guides(world, "wu", "zheng")
    for name, mentor in (("xiaoming", "li"), ("xiaogang", "gao"), ("xiaoli", "chen"), ("zheng", "wu")):
        rows_of(world, name, mentor)
    return guided


def rows_of(world: World, name: str, mentor: str) -> None:
    student, writer = world.students[name], world.account(mentor)
    base: dict[str, Any] = {"school": student.school, "student": student}
    written = {"written_by": writer, "written_at": NOW}
    due = {"due_on": DAY, "saved_at": NOW}
    Reflection.unscoped.create(**base, **due, week_on=THIS_WEEK, state="handed_in", handed_on=DAY)
    Reflection.unscoped.create(**base, **due, week_on=LAST_WEEK, state="handed_in", handed_on=DAY, homeroom_reads=True)
    Reflection.unscoped.create(**base, **due, week_on=NOW.date().replace(month=8, day=24), state="draft")
    PlanVersion.unscoped.create(**base, **written, ordinal=1)
    PlanVersion.unscoped.create(**base, **written, ordinal=2, told_on=DAY)
    Goal.unscoped.create(**base, field="学业辅导", horizon="short", text="目标", set_by=writer, set_at=NOW)
    Evaluation.unscoped.create(**base, **written, stage="期中", evaluated_on=DAY)
    told = Evaluation.unscoped.create(**base, **written, stage="期末", evaluated_on=DAY, told_on=DAY, told_by=writer)
    EvaluationAnswer.unscoped.create(
        **base, evaluation=told, side="student", account=student.account, text="好", answered_at=NOW
    )
    adults = [mentor, "zhou"] if student.school == world.schools["mingde"] else [mentor]
    for adult in adults:
        TalkRequest.unscoped.create(**base, to=world.staff[adult], asked_at=NOW)
        ProblemReport.unscoped.create(**base, desk="mentor", to=world.staff[adult], text="问题", reported_at=NOW)
    ProblemReport.unscoped.create(**base, desk="student_affairs", text="问题", reported_at=NOW)
    for shared in (True, False):
        Piece.unscoped.create(**base, title="作品", made_on=DAY, text="字", shared=shared, kept_at=NOW)


def student_facts(row: Any) -> StudentFacts:
    return facts_of(row.student)


def plan_law(viewer: Viewer, row: Any) -> bool:
    return reaches_shared(viewer, PlanFacts(student_facts(row), True, row.told_on is not None))


def evaluation_law(viewer: Viewer, row: Any) -> bool:
    told = row.told_on is not None
    return reaches_shared(viewer, PlanFacts(student_facts(row), told, told))


LAWS: dict[type[Any], Callable[[Viewer, Any], bool]] = {
    Reflection: lambda viewer, row: reaches_reflection(viewer, reflection_facts(row)),
    PlanVersion: plan_law,
    Goal: lambda viewer, row: reaches_shared(viewer, PlanFacts(student_facts(row), True, False)),
    Evaluation: evaluation_law,
    EvaluationAnswer: lambda viewer, row: (
        row.account_id == viewer.account or reaches_guidance(viewer, student_facts(row))
    ),
    TalkRequest: lambda viewer, row: reaches_request(viewer, talk_facts(row)),
    ProblemReport: lambda viewer, row: reaches_request(viewer, report_facts(row)),
    Piece: lambda viewer, row: reaches_piece(viewer, row.student_id, shared=row.shared),
}


@pytest.mark.parametrize("model", LAWS, ids=lambda model: model.__name__)
def test_what_exists_for_each_person_is_what_the_law_says(model: type[Any], full: Guided) -> None:
    rows = list(model.unscoped.select_related("student__class_group"))
    for persona in PERSONAS:
        viewer = full.by(persona)
        seen = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
        assert seen == {row.pk for row in rows if LAWS[model](viewer, row)}, persona


EXPECTED = {
    Reflection: {"xiaoming": 3, "li": 2, "wang": 1, "shen": 0, "zhou": 0, "gao": 2, "zhaoma": 0, "gu": 0, "he": 0},
    PlanVersion: {"xiaoming": 2, "li": 2, "wang": 2, "shen": 6, "zhaoma": 2, "gu": 0, "he": 2, "feng": 0},
    Goal: {"xiaoming": 1, "li": 1, "wang": 1, "zhou": 3, "zhaoma": 0, "gu": 0},
    Evaluation: {"xiaoming": 1, "xiaogang": 1, "li": 2, "gao": 4, "zhaoma": 2, "gu": 0},
    EvaluationAnswer: {"xiaoming": 1, "li": 1, "zhaoma": 0, "gu": 0},
    TalkRequest: {"xiaoming": 2, "li": 1, "zhou": 3, "wang": 0, "shen": 0, "lin": 0, "gu": 0, "zhaoma": 0},
    ProblemReport: {"xiaoming": 3, "li": 1, "zhou": 3, "shen": 3, "lin": 0, "gu": 0, "zhaoma": 0},
    Piece: {"xiaoming": 2, "li": 1, "wang": 0, "shen": 0, "zhou": 0, "zhaoma": 0},
}
"""Counted by hand, so that law and query cannot be wrong together."""


@pytest.mark.parametrize("model", EXPECTED, ids=lambda model: model.__name__)
def test_the_numbers_of_rows_are_those_counted_by_hand(model: type[Any], full: Guided) -> None:
    met = {persona: model.objects.visible_to(full.by(persona)).count() for persona in EXPECTED[model]}
    assert met == EXPECTED[model]


@pytest.mark.parametrize("model", LAWS, ids=lambda model: model.__name__)
def test_rows_refuse_to_be_read_without_a_viewer(model: type[Any]) -> None:
    with pytest.raises(UnscopedQueryError):
        model.objects.all()
