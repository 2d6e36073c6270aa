"""Stage evaluations: written, told to student and family on a day, answered by each of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme import Role
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.choices import Side
from liangshi.guidance.models import Evaluation, EvaluationAnswer
from liangshi.guidance.queries.forms import split
from liangshi.guidance.queries.plans import evaluation_form, guides
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Student
from liangshi.schemes.forms.answering import Value

from .plans import NotYetError, ToldAlreadyError, guardians_accounts
from .refusals import MovedError, NothingWrittenError, NotYoursError, RewrittenError


class AnsweredAlreadyError(RefusalError):
    """This person has answered."""


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """An evaluation as the mentor has it before the eyes."""

    stage: str
    evaluated_on: date
    answers: Mapping[str, Value]
    revision: int = 0


@transaction.atomic
def write_evaluation(*, by: Viewer, student: Student, draft: EvaluationDraft, now: datetime) -> Evaluation:
    """A new evaluation; nobody of the family reads it yet."""
    _may_write(by, student, draft, now)
    form = evaluation_form(student.school_id, timezone.localdate(now))
    answers, guarded = split(form.rule, draft.answers)
    try:
        with transaction.atomic():
            row: Evaluation = Evaluation.unscoped.create(
                school_id=student.school_id, student=student, stage=draft.stage.strip(),
                evaluated_on=draft.evaluated_on, scheme_version=form.version, form=form.name, answers=answers,
                sealed=_sealed(guarded), written_by_id=by.account, written_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise MovedError from twice
    _note(by, "evaluation.written", row, now)
    return row


@transaction.atomic
def change_evaluation(*, by: Viewer, evaluation: Evaluation, draft: EvaluationDraft, now: datetime) -> None:
    """Other words, until it is told."""
    _may_write(by, evaluation.student, draft, now)
    row = Evaluation.unscoped.select_for_update().get(pk=evaluation.pk)
    if row.told_on is not None:
        raise ToldAlreadyError
    if row.revision != draft.revision:
        raise RewrittenError(revision=row.revision)
    form = evaluation_form(row.school_id, timezone.localdate(now))
    row.answers, guarded = split(form.rule, draft.answers)
    row.sealed, row.scheme_version, row.form = _sealed(guarded), form.version, form.name
    row.stage, row.evaluated_on, row.revision = draft.stage.strip(), draft.evaluated_on, draft.revision + 1
    row.written_by_id, row.written_at = by.account, now
    row.save()
    _note(by, "evaluation.changed", row, now)


def _may_write(by: Viewer, student: Student, draft: EvaluationDraft, now: datetime) -> None:
    today = timezone.localdate(now)
    if not guides(by, student, today) or Role.MENTOR not in evaluation_form(student.school_id, today).rule.authors:
        raise NotYoursError
    if not draft.answers:
        raise NothingWrittenError
    if draft.evaluated_on > today:
        raise NotYetError


def _sealed(guarded: Mapping[str, Value]) -> str:
    return json.dumps(dict(guarded), ensure_ascii=False) if guarded else ""


@transaction.atomic
def tell_evaluation(*, by: Viewer, evaluation: Evaluation, on: date, now: datetime) -> None:
    """Student and guardians know it from a day on, and are asked for a word."""
    if not guides(by, evaluation.student, timezone.localdate(now)):
        raise NotYoursError
    if on > timezone.localdate(now):
        raise NotYetError
    untold = Evaluation.unscoped.filter(pk=evaluation.pk, told_on__isnull=True, revision=evaluation.revision)
    if not untold.update(told_on=on, told_by=by.account):
        raise ToldAlreadyError
    own = evaluation.student.account
    to = [*([own] if own else []), *guardians_accounts(evaluation.student_id)]
    word = Word(kind="evaluation.told", title=_("导师写好了阶段评估，请看一看"), link=reverse("guidance:told"))
    notify(to=to, word=word, now=now)
    _note(by, "evaluation.told", evaluation, now)


@transaction.atomic
def answer_evaluation(*, by: Viewer, evaluation: Evaluation, text: str, now: datetime) -> EvaluationAnswer:
    """The student or a guardian says something to it, once each."""
    side = _side(by, evaluation)
    if side is None or evaluation.told_on is None:
        raise NotYoursError
    if not text.strip():
        raise NothingWrittenError
    try:
        with transaction.atomic():
            answer: EvaluationAnswer = EvaluationAnswer.unscoped.create(
                school_id=evaluation.school_id, student_id=evaluation.student_id, evaluation=evaluation, side=side,
                account_id=by.account, text=text.strip(), answered_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise AnsweredAlreadyError from twice
    mentor = Account.unscoped.filter(pk=evaluation.told_by_id)
    link = reverse("guidance:evaluations", args=[evaluation.student.public_id])
    notify(to=mentor, word=Word(kind="evaluation.answered", title=_("阶段评估收到了回应"), link=link), now=now)
    _note(by, "evaluation.answered", evaluation, now)
    return answer


def _side(by: Viewer, evaluation: Evaluation) -> Side | None:
    if by.student == evaluation.student_id:
        return Side.STUDENT
    return Side.GUARDIAN if evaluation.student_id in by.wards else None


def _note(by: Viewer, verb: str, row: Evaluation, now: datetime) -> None:
    record(by=by, verb=verb, kind="evaluation", subject=row.public_id, school=row.school_id, now=now)
