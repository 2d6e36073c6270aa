"""Plans, goals and evaluations as one viewer reads them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.guidance.fields import sides
from liangshi.domain.scheme.forms import FormKind, FormRule
from liangshi.guidance.choices import SENIOR_ONLY, GoalKind, GoalState
from liangshi.guidance.models import Evaluation, EvaluationAnswer, Goal, PlanVersion
from liangshi.guidance.queries.forms import FormInForce, fields_for, form_in_force, narrowed, written_with
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.choices import Stage
from liangshi.people.models import School, Student
from liangshi.people.queries import facts_of
from liangshi.schemes.forms.answering import Answer, Value, answers_in_words

SENIOR = (Stage.SENIOR, Stage.COMBINED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan or an evaluation with the answers that the viewer reads."""

    row: PlanVersion | Evaluation
    answers: tuple[Answer, ...]


def all_answers(row: PlanVersion | Evaluation) -> dict[str, Value]:
    """Every answer, the sealed ones opened; what of it is shown, `Paper` decides."""
    sealed: dict[str, Value] = json.loads(row.sealed) if row.sealed else {}
    return {**row.answers, **sealed}


def paper(viewer: Viewer, student: Student, row: PlanVersion | Evaluation) -> Paper:
    """The row as the viewer reads it."""
    kind = FormKind.GUIDANCE_PLAN if isinstance(row, PlanVersion) else FormKind.STAGE_EVALUATION
    rule = written_with(row.scheme_version, row.form, kind)
    own = narrowed(rule, fields_for(viewer, facts_of(student), rule))
    return Paper(row, answers_in_words(own, all_answers(row)))


def plan_versions(viewer: Viewer, student: Student) -> QuerySet[PlanVersion]:
    """The versions within reach, newest first."""
    rows: QuerySet[PlanVersion] = PlanVersion.objects.visible_to(viewer).filter(student=student)
    return rows.select_related("written_by", "scheme_version")


def writes_as(viewer: Viewer, student: Student, rule: FormRule, today: date) -> bool:
    """Whether the viewer is among the authors of the form, as the student or as a mentor of today."""
    mentors = mentors_of(student.pk, today).values_list("mentor_id", flat=True)
    return bool(sides(viewer, facts_of(student), mentors) & set(rule.authors))


def guides(viewer: Viewer, student: Student, today: date) -> bool:
    """Whether the viewer is a mentor of the student today."""
    return viewer.staff is not None and mentors_of(student.pk, today).filter(mentor=viewer.staff).exists()


def plan_form(school: int, today: date) -> FormInForce:
    """The form of plans."""
    return form_in_force(school, FormKind.GUIDANCE_PLAN, today)


def evaluation_form(school: int, today: date) -> FormInForce:
    """The form of stage evaluations."""
    return form_in_force(school, FormKind.STAGE_EVALUATION, today)


def goals_of(viewer: Viewer, student: Student) -> tuple[Goal, ...]:
    """Goals within reach: those that are worked on first, by day; then what was closed, newest first."""
    rows = Goal.objects.visible_to(viewer).filter(student=student).select_related("set_by", "closed_by", "followed_by")
    found = sorted(rows, key=lambda goal: (goal.by_when or date.max, goal.pk))
    active = [goal for goal in found if goal.state == GoalState.ACTIVE]
    closed = [goal for goal in found if goal.state != GoalState.ACTIVE]
    return (*active, *sorted(closed, key=lambda goal: str(goal.closed_at), reverse=True))


def goal_kinds(school: School) -> tuple[GoalKind, ...]:
    """What goals can be about in this school."""
    return tuple(kind for kind in GoalKind if kind not in SENIOR_ONLY or school.stage in SENIOR)


def evaluations_of(viewer: Viewer, students: Iterable[int]) -> QuerySet[Evaluation]:
    """Evaluations within reach with the answers within reach, newest first."""
    answers = EvaluationAnswer.objects.visible_to(viewer).select_related("account")
    rows: QuerySet[Evaluation] = Evaluation.objects.visible_to(viewer).filter(student__in=students)
    rows = rows.select_related("student__class_group", "written_by", "scheme_version")
    return rows.prefetch_related(Prefetch("family_answers", queryset=answers, to_attr="answered"))
