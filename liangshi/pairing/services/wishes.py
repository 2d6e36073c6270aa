"""A student's wishes: kept from the first tap, handed in, changed until the phase closes.

Each act is one short transaction of few statements, so that a whole school can act within a minute on one file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.pairing.choices import ListState, PhaseKind
from liangshi.pairing.models import Candidate, Preference, PreferenceList, RoundMentor
from liangshi.pairing.queries.eligibility import may_be_asked
from liangshi.pairing.services.phases import require_open
from liangshi.pairing.services.refusals import RefusalError


class ListTooLongError(RefusalError):
    """The list is as long as the scheme allows."""


class NotEligibleError(RefusalError):
    """The mentor cannot guide this student, or is not in the round."""


class EmptyListError(RefusalError):
    """Nothing to hand in."""


class ListMovedError(RefusalError):
    """The list was changed elsewhere in between, e.g. on another phone."""


class NothingToWithdrawError(RefusalError):
    """The list has not been handed in."""


@dataclass(frozen=True, slots=True)
class WishWords:
    """The help wanted, and what is asked of the mentor."""

    help_wanted: tuple[str, ...]
    about_mentor: str


Order = list[int]


def add_wish(*, by: Viewer, candidate: Candidate, mentor: RoundMentor, now: datetime) -> None:
    """Put a mentor at the end of the list."""
    if mentor.round_id != candidate.round_id or not may_be_asked(candidate, mentor):
        raise NotEligibleError

    def add(order: Order) -> Order:
        if mentor.pk in order:
            return order
        if len(order) >= candidate.round.longest_list:
            raise ListTooLongError
        return [*order, mentor.pk]

    _rewrite(by, candidate, add, now)


def move_wish(*, by: Viewer, candidate: Candidate, mentor: RoundMentor, step: int, now: datetime) -> None:
    """One place up (-1) or down (+1)."""

    def move(order: Order) -> Order:
        if mentor.pk not in order:
            raise ListMovedError
        here = order.index(mentor.pk)
        there = min(max(here + step, 0), len(order) - 1)
        rest = [*order[:here], *order[here + 1 :]]
        return [*rest[:there], mentor.pk, *rest[there:]]

    _rewrite(by, candidate, move, now)


def remove_wish(*, by: Viewer, candidate: Candidate, mentor: RoundMentor, now: datetime) -> None:
    """Take a mentor off the list; a handed-in list that becomes empty is a draft again."""
    _rewrite(by, candidate, lambda order: [pk for pk in order if pk != mentor.pk], now)


@transaction.atomic
def _rewrite(by: Viewer, candidate: Candidate, change: Callable[[Order], Order], now: datetime) -> None:
    _touch(by, candidate, now)
    entries = Preference.unscoped.filter(preferences__candidate=candidate)
    before = list(entries.order_by("rank").values_list("mentor", flat=True))
    after = change(before)
    if after == before:
        return
    wishes = PreferenceList.unscoped.get(candidate=candidate)
    stay = len(before) if after[: len(before)] == before else 0
    if stay < len(before):
        Preference.unscoped.filter(preferences=wishes).delete()
    Preference.unscoped.bulk_create(
        Preference(school_id=candidate.school_id, preferences=wishes, rank=rank, mentor_id=mentor)
        for rank, mentor in enumerate(after[stay:], stay + 1)
    )
    if not after:
        PreferenceList.unscoped.filter(pk=wishes.pk, state=ListState.SUBMITTED).update(state=ListState.DRAFT)


def _touch(by: Viewer, candidate: Candidate, now: datetime, **changes: object) -> None:
    """Raise the revision of the list, made on the first tap; refuses anybody but the student while open.

    The update comes first and holds the row, so that what is read afterwards is not overwritten by another phone.
    """
    if by.student != candidate.student_id or candidate.left_at is not None:
        raise NotEligibleError
    require_open(candidate.round, PhaseKind.WISH, now)
    mine = PreferenceList.unscoped.filter(candidate=candidate)
    kept = {"revision": F("revision") + 1, "saved_at": now, **changes}
    if mine.update(**kept):
        return
    first = {"school_id": candidate.school_id, "saved_at": now, **changes}
    if not PreferenceList.unscoped.get_or_create(candidate=candidate, defaults=first)[1]:
        mine.update(**kept)


@transaction.atomic
def save_words(*, by: Viewer, candidate: Candidate, words: WishWords, now: datetime) -> None:
    """Keep the words as they stand."""
    _touch(by, candidate, now, help_wanted=list(words.help_wanted), about_mentor=words.about_mentor)


def submit_wishes(*, by: Viewer, candidate: Candidate, words: WishWords, now: datetime) -> None:
    """Hand the list in; later changes count at once until the phase closes."""
    if not Preference.unscoped.filter(preferences__candidate=candidate).exists():
        raise EmptyListError
    with transaction.atomic():
        _touch(
            by, candidate, now, help_wanted=list(words.help_wanted), about_mentor=words.about_mentor,
            state=ListState.SUBMITTED, submitted_at=now,
        )  # fmt: skip
        _log(by, candidate, "submitted", now)


@transaction.atomic
def withdraw_wishes(*, by: Viewer, candidate: Candidate, now: datetime) -> None:
    """Take a handed-in list back; what was written stays as a draft."""
    _touch(by, candidate, now)
    handed_in = PreferenceList.unscoped.filter(candidate=candidate, state=ListState.SUBMITTED)
    if not handed_in.update(state=ListState.WITHDRAWN):
        raise NothingToWithdrawError
    _log(by, candidate, "withdrawn", now)


def _log(by: Viewer, candidate: Candidate, verb: str, now: datetime) -> None:
    record(
        by=by, verb=f"wishes.{verb}", kind="candidate", subject=candidate.public_id, school=candidate.school_id,
        now=now,
    )  # fmt: skip
