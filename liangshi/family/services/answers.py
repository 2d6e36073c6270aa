"""Answers about an appointment. Each names the revision it answers, and only the first of two answers counts."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.family.choices import Side, State, StepKind
from liangshi.family.models import Appointment, AppointmentStaff, AppointmentTime
from liangshi.family.queries.acts import Act, open_acts
from liangshi.family.queries.sides import side_of
from liangshi.foundation.refusals import RefusalError

from .appointments import TimeIsPastError, note_step, offer, upcoming
from .telling import tell_others


class ChangedMeanwhileError(RefusalError):
    """Somebody else on it was faster; nothing was changed by this answer."""


class NotYoursToAnswerError(RefusalError):
    """It waits for the other side, is closed, or the viewer only knows of it."""


class TimeNotOfferedError(RefusalError):
    """A time that is not among those offered now."""


class SayWhenError(RefusalError):
    """Another time is wanted: at least a word or a time is needed."""

    field = "words"


class SayWhyError(RefusalError):
    """The others need a word."""

    field = "words"


def confirm(*, by: Viewer, appointment: Appointment, revision: int, time: AppointmentTime, now: datetime) -> None:
    """One of the offered times suits."""
    _may(Act.CONFIRM, by, appointment, now)
    _settle(by, appointment, revision, time, StepKind.CONFIRMED, now)


def agree_outside(*, by: Viewer, appointment: Appointment, revision: int, time: AppointmentTime, now: datetime) -> None:
    """A member of staff notes that the family agreed face to face or on the phone."""
    _may(Act.AGREE_OUTSIDE, by, appointment, now)
    _settle(by, appointment, revision, time, StepKind.AGREED_OUTSIDE, now)


def _settle(
    by: Viewer, appointment: Appointment, revision: int, time: AppointmentTime, kind: StepKind, now: datetime
) -> None:
    if time.appointment_id != appointment.pk or time.revision != revision:
        raise TimeNotOfferedError
    if time.starts_at <= now:
        raise TimeIsPastError
    _step(by, appointment, revision, kind, now, state=State.CONFIRMED, starts_at=time.starts_at)


@transaction.atomic
def ask_other_time(
    *, by: Viewer, appointment: Appointment, revision: int, times: Iterable[datetime], words: str, now: datetime
) -> None:
    """Answer with other times or with words; a settled time may be moved by either side."""
    side = _may(Act.OTHER_TIME, by, appointment, now)
    offered = upcoming(times, now)
    if not offered and not words:
        raise SayWhenError
    other = Side.SCHOOL if side is Side.FAMILY else Side.FAMILY
    _step(
        by, appointment, revision, StepKind.OTHER_TIME, now, words=words,
        state=State.PROPOSED, waits_for=other, starts_at=None,
    )  # fmt: skip
    offer(appointment, offered, revision=revision + 1)


def decline(*, by: Viewer, appointment: Appointment, revision: int, words: str, now: datetime) -> None:
    """Not this time. A family needs no reason; the school owes a word."""
    if _may(Act.DECLINE, by, appointment, now) is Side.SCHOOL and not words:
        raise SayWhyError
    _step(by, appointment, revision, StepKind.DECLINED, now, words=words, state=State.DECLINED, closed_at=now)


def cancel(*, by: Viewer, appointment: Appointment, revision: int, words: str, now: datetime) -> None:
    """Take back a proposal, or call off what was settled, with a word."""
    _may(Act.CANCEL, by, appointment, now)
    if not words:
        raise SayWhyError
    _step(
        by, appointment, revision, StepKind.CANCELLED, now, words=words,
        state=State.CANCELLED, starts_at=None, closed_at=now,
    )  # fmt: skip


@transaction.atomic
def leave(*, by: Viewer, appointment: Appointment, now: datetime) -> None:
    """A colleague does not come along; the others meet as agreed."""
    _may(Act.LEAVE, by, appointment, now)
    AppointmentStaff.unscoped.filter(appointment=appointment, staff=by.staff).delete()
    note_step(by, appointment, StepKind.LEFT, "", now)
    tell_others(appointment, by, StepKind.LEFT, now)


def _may(act: Act, by: Viewer, appointment: Appointment, now: datetime) -> Side:
    side = side_of(by, appointment)
    if side is None or act not in open_acts(by, side, appointment, now):
        raise NotYoursToAnswerError
    return side


@transaction.atomic
def _step(
    by: Viewer, appointment: Appointment, revision: int, kind: StepKind, now: datetime, words: str = "",
    **changes: object,
) -> None:  # fmt: skip
    rows = Appointment.unscoped.filter(pk=appointment.pk, state=appointment.state, revision=revision)
    if not rows.update(revision=revision + 1, **changes):
        raise ChangedMeanwhileError
    note_step(by, appointment, kind, words, now)
    tell_others(appointment, by, kind, now)
