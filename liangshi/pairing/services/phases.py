"""Dates of phases: opening, closing, extending; every change has a reason and a history."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import PhaseKind, PhaseMove, PhaseState
from liangshi.pairing.models import Phase, PhaseChange, Round
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.queries.overview import phase_open
from liangshi.people.models import Account


class PhaseMovedError(RefusalError):
    """The dates were changed by somebody else in between."""


class PhaseDatesError(RefusalError):
    """The new dates do not fit: an end before the beginning, an extension that shortens, a phase already over."""


class NoReasonError(RefusalError):
    """A change of dates needs a reason."""


class NotOpenError(RefusalError):
    """The phase in which this may be done is not open."""


class InputClosedError(RefusalError):
    """The input of the round is closed; it must be opened again first."""


INPUT_KINDS = frozenset({PhaseKind.APPLY, PhaseKind.NOMINATE, PhaseKind.WISH, PhaseKind.ANSWER})
"""Phases that feed the market."""


@dataclass(frozen=True, slots=True)
class Dates:
    """From when until when."""

    opens_at: datetime
    closes_at: datetime


def require_open(round_: Round, kind: str, now: datetime) -> None:
    """Refuse what belongs to a phase that is not open at `now`."""
    if not phase_open(round_, kind, now):
        raise NotOpenError


def open_now(*, by: Viewer, phase: Phase, reason: str, now: datetime) -> None:
    """Begin a phase before its date."""
    if phase.state_at(now) != PhaseState.WAITING:
        raise PhaseDatesError
    _move(by, phase, PhaseMove.OPENED, Dates(now, phase.closes_at), reason, now)


def close_now(*, by: Viewer, phase: Phase, reason: str, now: datetime) -> None:
    """End an open phase before its date."""
    if phase.state_at(now) != PhaseState.OPEN:
        raise PhaseDatesError
    _move(by, phase, PhaseMove.CLOSED, Dates(phase.opens_at, now), reason, now)


def extend(*, by: Viewer, phase: Phase, until: datetime, reason: str, now: datetime) -> None:
    """Let a phase last longer; one that is over opens again."""
    if until <= phase.closes_at or until <= now:
        raise PhaseDatesError
    _move(by, phase, PhaseMove.EXTENDED, Dates(phase.opens_at, until), reason, now)


def set_dates(*, by: Viewer, phase: Phase, dates: Dates, reason: str, now: datetime) -> None:
    """Put a phase elsewhere in time."""
    if dates.closes_at < dates.opens_at:
        raise PhaseDatesError
    _move(by, phase, PhaseMove.MOVED, dates, reason, now)


@transaction.atomic
def _move(by: Viewer, phase: Phase, move: PhaseMove, dates: Dates, reason: str, now: datetime) -> None:
    if not reason:
        raise NoReasonError
    if phase.kind in INPUT_KINDS and closed_input(phase.round):
        raise InputClosedError
    before = Phase.unscoped.filter(pk=phase.pk, opens_at=phase.opens_at, closes_at=phase.closes_at)
    if not before.update(opens_at=dates.opens_at, closes_at=dates.closes_at):
        raise PhaseMovedError
    PhaseChange.unscoped.create(
        school_id=phase.school_id, phase=phase, move=move, opened_before=phase.opens_at,
        closed_before=phase.closes_at, opens_after=dates.opens_at, closes_after=dates.closes_at,
        reason=reason, by_id=by.account, at=now,
    )  # fmt: skip
    record(
        by=by, verb=f"phase.{move}", kind="phase", subject=phase.public_id, school=phase.school_id, now=now,
        detail={"kind": phase.kind, "opens": dates.opens_at.isoformat(), "closes": dates.closes_at.isoformat()},
    )  # fmt: skip
    phase.opens_at, phase.closes_at = dates.opens_at, dates.closes_at


@transaction.atomic
def remind(*, by: Viewer, phase: Phase, accounts: frozenset[int], word: Word, now: datetime) -> int:
    """Tell those who have not acted; the number told."""
    told = notify(to=Account.objects.filter(pk__in=accounts, is_active=True), word=word, now=now)
    Phase.unscoped.filter(pk=phase.pk).update(reminded_at=now)
    record(
        by=by, verb="phase.reminded", kind="phase", subject=phase.public_id, school=phase.school_id, now=now,
        detail={"kind": phase.kind, "number": told},
    )  # fmt: skip
    return told
