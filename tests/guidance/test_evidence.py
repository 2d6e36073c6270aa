"""What fulfils duties: counted once, honest about skipped weeks, silent about requests to other adults."""

from collections.abc import Callable
from datetime import date

from liangshi.domain.duties import Among, Evidence, Outcome
from liangshi.domain.scheme import DutyKind
from liangshi.guidance.choices import Desk
from liangshi.guidance.queries.evidence import school_evidence
from liangshi.guidance.services import evaluations, goals, plans, reflections, reports, talks
from liangshi.guidance.services.evaluations import EvaluationDraft
from liangshi.guidance.services.goals import GoalDraft
from liangshi.guidance.services.plans import PlanDraft
from liangshi.guidance.services.talks import TalkDraft

from .conftest import LAST_WEEK, NOW, Guided, sheet

SINCE, UNTIL = date(2026, 9, 1), date(2026, 10, 1)


def term(guided: Guided) -> None:
    """One row of everything."""
    xiaoming, li, student = guided.by("xiaoming"), guided.by("li"), guided.student()
    row = reflections.hand_in(by=xiaoming, sheet=sheet(), now=NOW)
    reflections.mark_read(by=li, reflection=row, words="好", now=NOW)
    reflections.skip(by=xiaoming, sheet=sheet(LAST_WEEK), now=NOW)
    plans.write_plan(by=li, student=student, draft=PlanDraft(0, {"wishes": "师范"}), now=NOW)
    choice = GoalDraft("subject_choice", "生涯规划", "middle", "想好选科")
    goals.set_goal(by=li, student=student, draft=choice, now=NOW)
    evaluations.write_evaluation(
        by=li, student=student, draft=EvaluationDraft("期中", NOW.date(), {"change": "多读"}), now=NOW
    )
    for adult in ("li", "zhou"):
        talks.ask_for_talk(by=xiaoming, student=student, draft=TalkDraft(guided.world.staff[adult]), now=NOW)
    for desk in (Desk.MENTOR, Desk.STUDENT_AFFAIRS):
        reports.report_problem(by=xiaoming, student=student, desk=desk, text="问题", now=NOW)


def found(guided: Guided, among: Among | None = None) -> tuple[Evidence, ...]:
    return school_evidence(guided.world.schools["mingde"], SINCE, UNTIL, among)


def test_each_row_speaks_to_its_duty(guided: Guided) -> None:
    term(guided)
    li, student = guided.world.staff["li"].pk, guided.world.students["xiaoming"].pk
    kinds = sorted((record.kind, record.outcome) for record in found(guided))
    assert kinds == sorted(
        [
            (DutyKind.WEEKLY_REFLECTION, Outcome.HELD), (DutyKind.WEEKLY_REFLECTION, Outcome.REFUSED),
            (DutyKind.READ_REFLECTION, Outcome.HELD), (DutyKind.READ_REFLECTION, Outcome.REFUSED),
            (DutyKind.GUIDANCE_PLAN, Outcome.HELD), (DutyKind.SUBJECT_CHOICE, Outcome.HELD),
            (DutyKind.STAGE_EVALUATION, Outcome.HELD),
            (DutyKind.STUDENT_REPORT, Outcome.HELD), (DutyKind.STUDENT_REPORT, Outcome.HELD),
        ]
    )  # fmt: skip
    assert {record.students for record in found(guided)} == {frozenset((student,))}
    assert {key for record in found(guided) for key in record.by} == {li}


def test_a_request_to_another_adult_leaves_no_trace(guided: Guided) -> None:
    term(guided)
    zhou = guided.world.staff["zhou"].pk
    assert not [record for record in found(guided) if zhou in record.by]


def test_only_what_is_asked_for_and_the_last_day_is_outside(guided: Guided) -> None:
    term(guided)
    school, gao = guided.world.schools["mingde"], guided.world.staff["gao"].pk
    assert found(guided, Among(frozenset(), frozenset((gao,)))) == ()
    assert len(found(guided, Among(frozenset((guided.student().pk,)), frozenset()))) == 9
    assert school_evidence(school, SINCE, NOW.date()) == ()
    assert school_evidence(guided.world.schools["yuying"], SINCE, UNTIL) == ()


def test_it_takes_six_statements(guided: Guided, django_assert_num_queries: Callable[[int], object]) -> None:
    term(guided)
    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        found(guided)
