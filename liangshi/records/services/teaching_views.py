"""Views of teaching go to the office that answers; the answer comes back to the author."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Grade, RoleAppointment, Staff
from liangshi.records.choices import OFFICE_ROLES, Office
from liangshi.records.models import TeachingView

from .following import AnsweredBeforeError, NothingWrittenError


class NoGradeError(RefusalError):
    """The grade office answers for one grade."""


class NotTheOfficeError(RefusalError):
    """Only the office that was asked answers."""


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """What somebody thinks of a lesson or a service, and who shall answer."""

    office: str
    about: str
    words: str
    grade: Grade | None = None
    concerns: Staff | None = None
    wants_answer: bool = True
    named: bool = True


@transaction.atomic
def send_view(*, by: Viewer, draft: ViewDraft, now: datetime) -> TeachingView:
    """Pass the view on; the office is told, the teacher concerned is not."""
    if not draft.words.strip() or by.school is None:
        raise NothingWrittenError
    if draft.office == Office.GRADE_LEAD and draft.grade is None:
        raise NoGradeError
    row: TeachingView = TeachingView.unscoped.create(
        school_id=by.school, author_id=by.account, by_staff_id=by.staff, grade=draft.grade, office=draft.office,
        about=draft.about, concerns=draft.concerns, words=draft.words.strip(), wants_answer=draft.wants_answer,
        named=draft.named, sent_at=now,
    )  # fmt: skip
    record(by=by, verb="view.sent", kind="teaching_view", subject=row.public_id, school=by.school, now=now)
    word = Word("view.sent", _("收到一条教学意见"), link=reverse("records:view", args=[row.public_id]))
    notify(to=_office(row, now), word=word, now=now)
    return row


def _office(view: TeachingView, now: datetime) -> "list[Account]":
    held = RoleAppointment.unscoped.on(timezone.localdate(now))
    rows = held.filter(school=view.school_id, role=OFFICE_ROLES[Office(view.office)])
    if view.office == Office.GRADE_LEAD:
        rows = rows.filter(grade=view.grade_id)
    found = Account.objects.filter(pk__in=rows.values("account"), is_active=True)
    return list(found.exclude(staff=view.concerns_id) if view.concerns_id else found)


@transaction.atomic
def answer_view(*, by: Viewer, view: TeachingView, answer: str, now: datetime) -> None:
    """The office answers once; the author is told."""
    if not answer.strip():
        raise NothingWrittenError
    if view.author_id == by.account or not TeachingView.objects.visible_to(by).filter(pk=view.pk).exists():
        raise NotTheOfficeError
    rows = TeachingView.unscoped.filter(pk=view.pk, answered_at__isnull=True)
    if not rows.update(answer=answer.strip(), answered_by_id=by.account, answered_at=now):
        raise AnsweredBeforeError
    record(by=by, verb="view.answered", kind="teaching_view", subject=view.public_id, school=view.school_id, now=now)
    word = Word("view.answered", _("您的教学意见有了答复"), link=reverse("records:view", args=[view.public_id]))
    notify(to=Account.objects.filter(pk=view.author_id, is_active=True), word=word, now=now)
