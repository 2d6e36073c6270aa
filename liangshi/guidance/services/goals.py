"""Goals: set by student or mentor, reached, or changed for another."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.choices import GoalState
from liangshi.guidance.models import Goal
from liangshi.guidance.queries.plans import goal_kinds, guides
from liangshi.notices.services import Word, notify
from liangshi.people.models import Student

from .refusals import MovedError, NotYoursError


class KindNotOfferedError(RefusalError):
    """Subject choice and applications belong to senior high school."""


class DayGoneError(RefusalError):
    """The day by which it is to be reached lies behind."""


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """What is wanted, by which sign it will be seen, by when."""

    kind: str
    field: str
    horizon: str
    text: str
    sign: str = ""
    by_when: date | None = None


@transaction.atomic
def set_goal(*, by: Viewer, student: Student, draft: GoalDraft, now: datetime) -> Goal:
    """A new goal by the student or a mentor."""
    _may(by, student, now)
    goal = _add(by, student, draft, now)
    _note(by, "goal.set", goal, now)
    if by.student != student.pk and student.account:
        word = Word(
            kind="goal.set",
            title=_("导师和你一起定了一个目标"),
            link=reverse("guidance:plan", args=[student.public_id]),
        )
        notify(to=[student.account], word=word, now=now)
    return goal


@transaction.atomic
def reach_goal(*, by: Viewer, goal: Goal, words: str, now: datetime) -> None:
    """It was reached."""
    _may(by, goal.student, now)
    _close(by, goal, GoalState.REACHED, words, now)
    _note(by, "goal.reached", goal, now)


@transaction.atomic
def change_goal(*, by: Viewer, goal: Goal, draft: GoalDraft, words: str, now: datetime) -> Goal:
    """Another goal in its place; the old one stays readable."""
    _may(by, goal.student, now)
    _close(by, goal, GoalState.CHANGED, words, now)
    after = _add(by, goal.student, draft, now)
    Goal.unscoped.filter(pk=goal.pk).update(followed_by=after)
    _note(by, "goal.changed", goal, now)
    return after


def _may(by: Viewer, student: Student, now: datetime) -> None:
    if by.student != student.pk and not guides(by, student, timezone.localdate(now)):
        raise NotYoursError


def _add(by: Viewer, student: Student, draft: GoalDraft, now: datetime) -> Goal:
    if draft.kind not in goal_kinds(student.school):
        raise KindNotOfferedError
    if draft.by_when is not None and draft.by_when < timezone.localdate(now):
        raise DayGoneError
    goal: Goal = Goal.unscoped.create(
        school_id=student.school_id, student=student, kind=draft.kind, field=draft.field, horizon=draft.horizon,
        text=draft.text.strip(), sign=draft.sign.strip(), by_when=draft.by_when, set_by_id=by.account, set_at=now,
    )  # fmt: skip
    return goal


def _close(by: Viewer, goal: Goal, state: GoalState, words: str, now: datetime) -> None:
    active = Goal.unscoped.filter(pk=goal.pk, state=GoalState.ACTIVE)
    if not active.update(state=state, words=words.strip(), closed_by=by.account, closed_at=now):
        raise MovedError


def _note(by: Viewer, verb: str, goal: Goal, now: datetime) -> None:
    record(by=by, verb=verb, kind="goal", subject=goal.public_id, school=goal.school_id, now=now)
