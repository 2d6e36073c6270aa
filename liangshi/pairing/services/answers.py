"""Mentors answer those who asked: welcome, in an order with ties, or declined with a reason that holds (M11)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme import Scheme
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import Answer, ListState, PhaseKind, Ruling
from liangshi.pairing.models import Acceptance, Candidate, Preference, Round, RoundMentor
from liangshi.pairing.queries.terms import decline_rule
from liangshi.pairing.services.phases import require_open

LOWEST_RANK = 99


class NotAskedError(RefusalError):
    """The student has not asked this mentor."""


class DecliningNotAllowedError(RefusalError):
    """The scheme lets nobody decline, or does not accept this reason."""


class TooManyDeclinesError(RefusalError):
    """The mentor has declined as many as the round allows."""


class RulingNeedsReasonError(RefusalError):
    """Setting a decline aside needs a reason; only a decline can be ruled on."""


@dataclass(frozen=True, slots=True)
class Decline:
    """Why, as a code of the scheme, and in words."""

    reason: str
    words: str


@transaction.atomic
def welcome(*, by: Viewer, mentor: RoundMentor, candidate: Candidate, rank: int | None, now: datetime) -> None:
    """The mentor is willing; `rank` is the tie group, 1 first, None after all ranked ones."""
    _check(by, mentor, candidate, now)
    Acceptance.unscoped.update_or_create(
        mentor=mentor, candidate=candidate,
        defaults={
            "school_id": mentor.school_id, "answer": Answer.WELCOME, "rank": rank and min(max(rank, 1), LOWEST_RANK),
            "decline_reason": "", "words": "", "ruling": Ruling.OPEN, "answered_at": now,
        },
    )  # fmt: skip


@transaction.atomic
def decline(
    *, by: Viewer, mentor: RoundMentor, candidate: Candidate, why: Decline, scheme: Scheme, now: datetime
) -> None:
    """The mentor says no, for a reason that the scheme accepts."""
    _check(by, mentor, candidate, now)
    rule = decline_rule(scheme)
    if rule is None or not rule.allowed or why.reason not in rule.reasons:
        raise DecliningNotAllowedError
    if declines_left(mentor, besides=candidate) == 0:
        raise TooManyDeclinesError
    Acceptance.unscoped.update_or_create(
        mentor=mentor, candidate=candidate,
        defaults={
            "school_id": mentor.school_id, "answer": Answer.DECLINE, "rank": None,
            "decline_reason": why.reason, "words": why.words, "ruling": Ruling.OPEN, "answered_at": now,
        },
    )  # fmt: skip
    record(
        by=by, verb="student.declined", kind="candidate", subject=candidate.public_id, school=mentor.school_id,
        now=now, detail={"mentor": mentor.public_id, "reason": why.reason},
    )  # fmt: skip


def declines_left(mentor: RoundMentor, besides: Candidate | None = None) -> int | None:
    """How many more students the mentor may decline; None is no limit."""
    most = mentor.round.most_declines
    if most is None:
        return None
    made = Acceptance.unscoped.filter(mentor=mentor, answer=Answer.DECLINE).exclude(ruling=Ruling.REFUSED)
    if besides is not None:
        made = made.exclude(candidate=besides)
    return max(most - made.count(), 0)


def _check(by: Viewer, mentor: RoundMentor, candidate: Candidate, now: datetime) -> None:
    asked = Preference.unscoped.filter(
        mentor=mentor, preferences__candidate=candidate, preferences__state=ListState.SUBMITTED
    )
    if by.staff != mentor.staff_id or candidate.left_at is not None or not asked.exists():
        raise NotAskedError
    require_open(mentor.round, PhaseKind.ANSWER, now)


@transaction.atomic
def finish_answers(*, by: Viewer, mentor: RoundMentor, now: datetime) -> None:
    """The mentor has looked at everybody; students without a word stay welcome."""
    if by.staff != mentor.staff_id:
        raise NotAskedError
    require_open(mentor.round, PhaseKind.ANSWER, now)
    RoundMentor.unscoped.filter(pk=mentor.pk).update(answered_at=now)
    record(
        by=by, verb="mentor.answered", kind="round_mentor", subject=mentor.public_id, school=mentor.school_id, now=now
    )


@transaction.atomic
def rule_on_decline(*, by: Viewer, answer: Acceptance, ruling: Ruling, reason: str, now: datetime) -> None:
    """The school says whether the reason of a decline holds; one that does not is set aside."""
    if answer.answer != Answer.DECLINE or (ruling == Ruling.REFUSED and not reason):
        raise RulingNeedsReasonError
    Acceptance.unscoped.filter(pk=answer.pk, answer=Answer.DECLINE).update(
        ruling=ruling, ruling_reason=reason, ruled_by=by.account
    )
    record(
        by=by, verb=f"decline.{ruling}", kind="acceptance", subject=answer.public_id, school=answer.school_id, now=now
    )


def round_allows_declines(round_: Round, scheme: Scheme) -> bool:
    """Whether a mentor may decline anybody at all."""
    rule = decline_rule(scheme)
    return rule is not None and rule.allowed and round_.most_declines != 0
