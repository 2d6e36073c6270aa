"""Closing the input of a round: its digest is announced before the draw, so that nobody can choose the outcome."""

from datetime import datetime

from django.db import IntegrityError, transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.matching import build_market, commit_digest
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import PhaseState, RoundState, RoundWay
from liangshi.pairing.models import ClosedInput, Phase, Round, SealKey, Solution, StudyGroup
from liangshi.pairing.services.market import market_of
from liangshi.pairing.services.phases import INPUT_KINDS
from liangshi.pairing.services.sealing import seal


class StillOpenError(RefusalError):
    """Applications, wishes or answers are not over yet."""


class ClosedAlreadyError(RefusalError):
    """The input is closed already, or the round is not running."""


class NotClosedError(RefusalError):
    """There is no closed input to open again, no reason was given, or its result is chosen already."""


class GroupWithoutMentorError(RefusalError):
    """Groups within classes that have no mentor yet; `groups` names them."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        super().__init__(groups=groups)
        self.groups = groups


@transaction.atomic
def close_input(*, by: Viewer, round_: Round, now: datetime) -> ClosedInput:
    """Keep the market as it stands, sealed, with its digest. Raises `MarketErrors` with all that is wrong with it."""
    if round_.state != RoundState.RUNNING:
        raise ClosedAlreadyError
    phases = Phase.unscoped.filter(round=round_, kind__in=INPUT_KINDS)
    if any(phase.state_at(now) != PhaseState.OVER for phase in phases):
        raise StillOpenError
    _groups_have_mentors(round_)
    market = market_of(round_)
    build_market(market)
    sealed = seal(market)
    try:
        with transaction.atomic():
            closed: ClosedInput = ClosedInput.unscoped.create(
                school_id=round_.school_id, round=round_, digest=commit_digest(sealed.market), market=sealed.market,
                closed_at=now, closed_by_id=by.account,
            )  # fmt: skip
            SealKey.unscoped.create(
                school_id=round_.school_id, closed_input=closed, students=sealed.students, mentors=sealed.mentors,
                words=sealed.words,
            )  # fmt: skip
    except IntegrityError as twice:
        raise ClosedAlreadyError from twice
    record(
        by=by, verb="round.input_closed", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"digest": closed.digest},
    )  # fmt: skip
    return closed


def _groups_have_mentors(round_: Round) -> None:
    if round_.way != RoundWay.CLASS_GROUP:
        return
    alone = StudyGroup.unscoped.filter(round=round_, mentor__isnull=True).select_related("class_group")
    names = tuple(f"{group.class_group} {group.name}" for group in alone)
    if names:
        raise GroupWithoutMentorError(names)


@transaction.atomic
def reopen_input(*, by: Viewer, round_: Round, reason: str, now: datetime) -> None:
    """Open the input again with a reason; solutions of the former input stay for the record."""
    in_force = ClosedInput.unscoped.filter(round=round_, reopened_at__isnull=True)
    chosen = Solution.unscoped.filter(round=round_, chosen=True).exists()
    if not reason or chosen or not in_force.update(reopened_at=now, reopened_reason=reason):
        raise NotClosedError
    record(by=by, verb="round.input_reopened", kind="round", subject=round_.public_id, school=round_.school_id, now=now)
