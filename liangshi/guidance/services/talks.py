"""A student would like to talk: to the mentor or to any other adult, who accepts or passes it on with consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.choices import TalkState
from liangshi.guidance.models import TalkRequest
from liangshi.guidance.queries.adults import circles
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff, Student

from .refusals import MovedError, NotYoursError


class NotOfferedError(RefusalError):
    """This adult is not among those whom the school offers."""


class AskedAlreadyError(RefusalError):
    """A request to the same adult still waits."""


class TimeGoneError(RefusalError):
    """The time lies behind."""


@dataclass(frozen=True, slots=True)
class TalkDraft:
    """Whom, when it suits, and words that nobody has to write."""

    to: Staff
    times: tuple[str, ...] = ()
    words: str = ""


@transaction.atomic
def ask_for_talk(*, by: Viewer, student: Student, draft: TalkDraft, now: datetime) -> TalkRequest:
    """The adult is told at once, without content; nobody else is."""
    if by.student != student.pk:
        raise NotYoursError
    _offered(student, draft.to, now)
    try:
        with transaction.atomic():
            row: TalkRequest = TalkRequest.unscoped.create(
                school_id=student.school_id, student=student, to=draft.to, times=list(draft.times),
                words=draft.words.strip(), asked_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise AskedAlreadyError from twice
    _tell_adult(draft.to, row, now)
    _note("talk.asked", row, now)
    return row


def _offered(student: Student, adult: Staff, now: datetime, without: int | None = None) -> None:
    offered = circles(student, timezone.localdate(now), without=without)
    if not any(adult in circle.adults for circle in offered):
        raise NotOfferedError


@transaction.atomic
def withdraw(*, by: Viewer, request: TalkRequest, now: datetime) -> None:
    """The student thinks again; no reason is asked."""
    _mine(by, request)
    _move(request, (TalkState.OPEN, TalkState.PASSING, TalkState.ACCEPTED), state=TalkState.WITHDRAWN)
    _note("talk.withdrawn", request, now)
    if request.state == TalkState.ACCEPTED and request.to.account:
        _tell([request.to.account], _("约好的谈话取消了"), _inbox(), now)


@transaction.atomic
def accept(*, by: Viewer, request: TalkRequest, meet_at: datetime, place: str, now: datetime) -> None:
    """The adult names a time."""
    _asked(by, request)
    if meet_at < now:
        raise TimeGoneError
    _move(
        request, (TalkState.OPEN, TalkState.ACCEPTED), state=TalkState.ACCEPTED, meet_at=meet_at, place=place.strip(),
        answered_at=now,
    )  # fmt: skip
    _tell_student(request, _("想谈的话约好时间了"), now)
    _note("talk.accepted", request, now)


@transaction.atomic
def propose(*, by: Viewer, request: TalkRequest, adult: Staff, now: datetime) -> None:
    """Somebody else may be the better one to talk to; it goes there only if the student agrees."""
    _asked(by, request)
    _offered(request.student, adult, now, without=by.staff)
    _move(request, (TalkState.OPEN,), state=TalkState.PASSING, proposed=adult)
    _tell_student(request, _("老师想请你看看，换一位老师谈可以吗"), now)
    _note("talk.proposed", request, now)


@transaction.atomic
def consent(*, by: Viewer, request: TalkRequest, agrees: bool, now: datetime) -> None:
    """The student agrees, and it goes to the other adult; or it stays where it was."""
    _mine(by, request)
    if request.proposed is None:
        raise MovedError
    if not agrees:
        _move(request, (TalkState.PASSING,), state=TalkState.OPEN, proposed=None)
        _tell_adult(request.to, request, now)
        return
    try:
        with transaction.atomic():
            _move(request, (TalkState.PASSING,), state=TalkState.OPEN, to=request.proposed, proposed=None)
    except IntegrityError as twice:
        raise AskedAlreadyError from twice
    _tell_adult(request.proposed, request, now)
    _note("talk.passed_on", request, now)


@transaction.atomic
def finish(*, by: Viewer, request: TalkRequest, now: datetime) -> None:
    """They have talked."""
    _asked(by, request)
    _move(request, (TalkState.ACCEPTED,), state=TalkState.DONE)
    _note("talk.done", request, now)


def _mine(by: Viewer, request: TalkRequest) -> None:
    if by.student != request.student_id:
        raise NotYoursError


def _asked(by: Viewer, request: TalkRequest) -> None:
    if by.staff is None or by.staff != request.to_id:
        raise NotYoursError


def _move(request: TalkRequest, before: tuple[TalkState, ...], **after: object) -> None:
    same = TalkRequest.unscoped.filter(pk=request.pk, state__in=before, to=request.to_id)
    if not same.update(**after):
        raise MovedError


def _inbox() -> str:
    return reverse("guidance:talk_inbox")


def _tell_adult(adult: Staff, request: TalkRequest, now: datetime) -> None:
    if adult.account:
        _tell([adult.account], _("有一名学生想找您谈谈"), reverse("guidance:talk", args=[request.public_id]), now)


def _tell_student(request: TalkRequest, title: str, now: datetime) -> None:
    if request.student.account:
        _tell([request.student.account], title, reverse("guidance:my_talks"), now)


def _tell(to: Iterable[Account], title: str, link: str, now: datetime) -> None:
    notify(to=to, word=Word(kind="talk.request", title=title, link=link), now=now)


def _note(verb: str, row: TalkRequest, now: datetime) -> None:
    """That something was done, not by whom or for which child: leads read the trail, and a lead may be the mentor."""
    record(by=None, verb=verb, kind="talk_request", subject=row.public_id, school=row.school_id, now=now)
