"""Pairs that stand before the wishes: those of last year, and those the school arranges."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme.matching_words import KeptPairs
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import KeptOrigin, KeptTreatment, RoundState
from liangshi.pairing.models import Candidate, KeptPair, Round, RoundMentor
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.queries.kept import former_pairs
from liangshi.pairing.queries.terms import scheme_of
from liangshi.pairing.services.phases import InputClosedError
from liangshi.people.models import DeclaredRelative

TREATMENTS = {
    KeptPairs.KEEP: KeptTreatment.KEEP,
    KeptPairs.KEEP_IF_BOTH_WISH: KeptTreatment.PREFER,
    KeptPairs.PREFER_FORMER: KeptTreatment.PREFER,
}
"""What a former pair begins as; where both must wish, it is preferred until somebody notes that both do."""


class RelatedError(RefusalError):
    """The mentor is a declared relative of the student."""


class ReleaseNeedsReasonError(RefusalError):
    """Not keeping a pair needs a reason."""


class NotTogetherError(RefusalError):
    """Student and mentor are not of one running round and track, or the student has enough mentors."""


@transaction.atomic
def draw_former_pairs(*, by: Viewer, round_: Round, now: datetime) -> int:
    """Take over the pairs of last year as the scheme says; the number added."""
    _require_changeable(round_)
    rules = scheme_of(round_).matching.kept_pairs
    treatment = TREATMENTS.get(rules[0].policy) if rules else KeptTreatment.PREFER
    if treatment is None:
        return 0
    pairs = former_pairs(round_)
    KeptPair.unscoped.bulk_create(
        KeptPair(
            school_id=round_.school_id, round=round_, candidate_id=pair.candidate, mentor_id=pair.mentor,
            origin=KeptOrigin.FORMER, former_id=pair.pairing, treatment=treatment,
            decided_by_id=by.account, decided_at=now,
        )
        for pair in pairs
    )  # fmt: skip
    _log(by, round_, "former_drawn", now, len(pairs))
    return len(pairs)


@transaction.atomic
def treat(*, by: Viewer, pair: KeptPair, treatment: KeptTreatment, reason: str, now: datetime) -> None:
    """Keep a pair, give it preference, or release it with a reason."""
    _require_changeable(pair.round)
    if treatment == KeptTreatment.RELEASE and not reason:
        raise ReleaseNeedsReasonError
    KeptPair.unscoped.filter(pk=pair.pk).update(
        treatment=treatment, reason=reason, decided_by=by.account, decided_at=now
    )
    _log(by, pair.round, str(treatment), now, 1)


@transaction.atomic
def assign(*, by: Viewer, candidates: Iterable[Candidate], mentor: RoundMentor, reason: str, now: datetime) -> int:
    """Arrange by the school: these students go to this mentor before anything else; the number assigned."""
    _require_changeable(mentor.round)
    chosen = list(candidates)
    students = [candidate.student_id for candidate in chosen]
    if DeclaredRelative.unscoped.filter(staff=mentor.staff_id, student__in=students).exists():
        raise RelatedError
    if any(_not_together(candidate, mentor) for candidate in chosen):
        raise NotTogetherError
    for candidate in chosen:
        KeptPair.unscoped.update_or_create(
            candidate=candidate, mentor=mentor,
            defaults={
                "school_id": mentor.school_id, "round": mentor.round, "origin": KeptOrigin.ASSIGNED,
                "treatment": KeptTreatment.KEEP, "reason": reason, "decided_by_id": by.account, "decided_at": now,
            },
        )  # fmt: skip
    _log(by, mentor.round, "assigned", now, len(chosen))
    return len(chosen)


def _not_together(candidate: Candidate, mentor: RoundMentor) -> bool:
    if candidate.round_id != mentor.round_id or candidate.track != mentor.track or candidate.left_at is not None:
        return True
    others = KeptPair.unscoped.filter(candidate=candidate, treatment=KeptTreatment.KEEP).exclude(mentor=mentor)
    return others.count() >= candidate.need


def _require_changeable(round_: Round) -> None:
    if round_.state != RoundState.RUNNING:
        raise NotTogetherError
    if closed_input(round_):
        raise InputClosedError


def _log(by: Viewer, round_: Round, verb: str, now: datetime, number: int) -> None:
    record(
        by=by, verb=f"kept.{verb}", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"number": number},
    )  # fmt: skip
