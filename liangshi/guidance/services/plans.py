"""The guidance plan: each change a new version; telling the guardians."""

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
from liangshi.domain.scheme.forms import FormRule
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.models import PlanVersion
from liangshi.guidance.queries.forms import fields_for, split
from liangshi.guidance.queries.plans import all_answers, guides, plan_form, writes_as
from liangshi.notices.services import Word, notify
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.models import Account, Student
from liangshi.people.queries import facts_of
from liangshi.schemes.forms.answering import Value

from .refusals import MovedError, NothingWrittenError, NotYoursError, RewrittenError


class NotYetError(RefusalError):
    """The day lies ahead."""


class ToldAlreadyError(RefusalError):
    """It was told; what was told stays as it is."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as its author has it before the eyes; `seen` is the version it starts from, 0 for the first."""

    seen: int
    answers: Mapping[str, Value]
    strategies: tuple[str, ...] = ()
    review_on: date | None = None
    reason: str = ""


@transaction.atomic
def write_plan(*, by: Viewer, student: Student, draft: PlanDraft, now: datetime) -> PlanVersion:
    """A new version; what the author does not read is carried over untouched."""
    today = timezone.localdate(now)
    form = plan_form(student.school_id, today)
    if not writes_as(by, student, form.rule, today):
        raise NotYoursError
    if not draft.answers:
        raise NothingWrittenError
    before = PlanVersion.unscoped.filter(student=student).order_by("-ordinal").first()
    stands = before.ordinal if before else 0
    if stands != draft.seen:
        raise RewrittenError(revision=stands)
    open_answers, guarded = split(form.rule, merged(by, student, form.rule, before, draft.answers))
    row = _store(
        student_id=student.pk, school_id=student.school_id, ordinal=draft.seen + 1, scheme_version=form.version,
        form=form.name, answers=open_answers, sealed=json.dumps(guarded, ensure_ascii=False) if guarded else "",
        strategies=list(draft.strategies), review_on=draft.review_on, reason=draft.reason.strip(),
        written_by_id=by.account, written_at=now,
    )  # fmt: skip
    _tell_the_other_side(by, student, now)
    _note(by, "plan.written", row, now, {"version": row.ordinal, "student": student.public_id})
    return row


def merged(
    by: Viewer, student: Student, rule: FormRule, before: PlanVersion | None, typed: Mapping[str, Value]
) -> dict[str, Value]:
    """What the author typed, and of the version before what the author does not read."""
    own = {field.key for field in fields_for(by, facts_of(student), rule)}
    known = {field.key for field in rule.fields}
    kept = all_answers(before) if before else {}
    hidden = {key: value for key, value in kept.items() if key in known and key not in own}
    return {**hidden, **{key: value for key, value in typed.items() if key in own}}


def _store(**columns: object) -> PlanVersion:
    try:
        with transaction.atomic():
            row: PlanVersion = PlanVersion.unscoped.create(**columns)
    except IntegrityError as twice:
        raise MovedError from twice
    return row


def _tell_the_other_side(by: Viewer, student: Student, now: datetime) -> None:
    if by.student == student.pk:
        pairings = mentors_of(student.pk, timezone.localdate(now)).select_related("mentor__account")
        title = _("学生更新了指导计划")
        to = [pairing.mentor.account for pairing in pairings if pairing.mentor.account]
    else:
        title = _("导师更新了你们的指导计划")
        to = [student.account] if student.account else []
    link = reverse("guidance:plan", args=[student.public_id])
    notify(to=to, word=Word(kind="plan.written", title=title, link=link), now=now)


@transaction.atomic
def tell_plan(*, by: Viewer, plan: PlanVersion, on: date, now: datetime) -> None:
    """The guardians know this version from a day on."""
    if not guides(by, plan.student, timezone.localdate(now)):
        raise NotYoursError
    if on > timezone.localdate(now):
        raise NotYetError
    if not PlanVersion.unscoped.filter(pk=plan.pk, told_on__isnull=True).update(told_on=on):
        raise ToldAlreadyError
    to = guardians_accounts(plan.student_id)
    word = Word(kind="plan.told", title=_("孩子的指导计划可以看了"), link=reverse("guidance:told"))
    notify(to=to, word=word, now=now)
    _note(by, "plan.told", plan, now, {"version": plan.ordinal})


def guardians_accounts(student: int) -> list[Account]:
    """The accounts of the guardians of a student."""
    return list(Account.unscoped.filter(guardian__wards__student=student, is_active=True))


def _note(by: Viewer, verb: str, row: PlanVersion, now: datetime, detail: Mapping[str, object]) -> None:
    record(by=by, verb=verb, kind="plan", subject=row.public_id, school=row.school_id, now=now, detail=detail)
