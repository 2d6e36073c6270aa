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
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import ListState, PhaseKind
from liangshi.pairing.models import Candidate, Preference, PreferenceList, RoundMentor
from liangshi.pairing.queries.eligibility import may_be_asked, mentors_named
from liangshi.pairing.queries.wishes import LIST, STANDING
from liangshi.pairing.services.phases import require_open


class ListTooLongError(RefusalError):
    """The list is as long as the scheme allows."""


class NotEligibleError(RefusalError):
    """The mentor cannot guide this student, or is not in the round."""


class EmptyListError(RefusalError):
    """Nothing to hand in."""


class ListMovedError(RefusalError):
    """The list was changed elsewhere in between, e.g. on another phone."""


class StalePageError(RefusalError):
    """The page that was handed in showed another list; `seen` names whom."""


class NobodyOfThatNameError(RefusalError):
    """No mentor whom the student may ask has this `name`."""


class SeveralOfThatNameError(RefusalError):
    """Several mentors whom the student may ask have this `name`."""


class NothingToWithdrawError(RefusalError):
    """The list has not been handed in."""


@dataclass(frozen=True, slots=True)
class WishWords:
    """The help wanted, and what is asked of the mentor."""

    help_wanted: tuple[str, ...]
    about_mentor: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """What is handed in: the mentors as the page showed them, by public id; names to follow them; the words."""

    shown: tuple[str, ...]
    more: tuple[str, ...]
    words: WishWords


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


def _rewrite(by: Viewer, candidate: Candidate, change: Callable[[Order], Order], now: datetime) -> None:
    _require_own(by, candidate, now)
    with transaction.atomic():
        wishes = _touch(candidate, now)
        entries = Preference.unscoped.filter(preferences=wishes)
        before = list(entries.order_by("rank").values_list("mentor", flat=True))
        after = change(before)
        if after == before:
            return
        stay = len(before) if after[: len(before)] == before else 0
        if stay < len(before):
            entries.delete()
        _append(candidate, wishes, after[stay:], stay)
        if not after:
            PreferenceList.unscoped.filter(pk=wishes, state=ListState.SUBMITTED).update(state=ListState.DRAFT)


def _append(candidate: Candidate, wishes: int, mentors: Order, after: int) -> None:
    Preference.unscoped.bulk_create(
        Preference(school_id=candidate.school_id, preferences_id=wishes, rank=rank, mentor_id=mentor)
        for rank, mentor in enumerate(mentors, after + 1)
    )


def _require_own(by: Viewer, candidate: Candidate, now: datetime) -> None:
    """Refuse anybody but the student, and anything outside the phase."""
    if by.student != candidate.student_id or candidate.left_at is not None:
        raise NotEligibleError
    require_open(candidate.round, PhaseKind.WISH, now)


def _touch(candidate: Candidate, now: datetime, **changes: object) -> int:
    """Raise the revision of the list, made on the first tap; its key.

    The change comes first and holds the row, so that what is read afterwards is not overwritten by another phone.
    """
    for mine in LIST.ask(candidate=candidate.pk):
        PreferenceList.unscoped.filter(pk=mine.pk).update(revision=F("revision") + 1, saved_at=now, **changes)
        return mine.pk
    first = PreferenceList(school_id=candidate.school_id, candidate=candidate, saved_at=now, **changes)
    PreferenceList.unscoped.bulk_create(
        [first], update_conflicts=True, unique_fields=["candidate"], update_fields=["saved_at", *changes]
    )
    return first.pk


def save_words(*, by: Viewer, candidate: Candidate, words: WishWords, now: datetime) -> None:
    """Keep the words as they stand."""
    _require_own(by, candidate, now)
    with transaction.atomic():
        _touch(candidate, now, help_wanted=list(words.help_wanted), about_mentor=words.about_mentor)


def submit_wishes(*, by: Viewer, candidate: Candidate, given: HandIn, now: datetime) -> None:
    """Hand in exactly the list that the student saw; later changes count at once until the phase closes."""
    _require_own(by, candidate, now)
    added = _named(candidate, given.more)
    with transaction.atomic():
        if not _keep(candidate, given, added, now, state=ListState.SUBMITTED, submitted_at=now):
            raise EmptyListError
        _log(by, candidate, "submitted", now)


def keep_wishes(*, by: Viewer, candidate: Candidate, given: HandIn, now: datetime) -> None:
    """Keep the list with what was added to it, without handing it in."""
    _require_own(by, candidate, now)
    added = _named(candidate, given.more)
    with transaction.atomic():
        _keep(candidate, given, added, now)


def _keep(candidate: Candidate, given: HandIn, added: Order, now: datetime, **changes: object) -> int:
    """Store the words and what follows the list that was shown; the length of the list."""
    words = {"help_wanted": list(given.words.help_wanted), "about_mentor": given.words.about_mentor}
    wishes = _touch(candidate, now, **words, **changes)
    standing = dict(STANDING.ask(wishes=wishes))
    if tuple(standing) != given.shown:
        raise StalePageError(seen=_names(given.shown))
    new = [mentor for mentor in added if mentor not in standing.values()]
    if len(standing) + len(new) > candidate.round.longest_list:
        raise ListTooLongError
    _append(candidate, wishes, new, len(standing))
    return len(standing) + len(new)


def _names(mentors: tuple[str, ...]) -> tuple[str, ...]:
    rows = RoundMentor.unscoped.filter(public_id__in=mentors).values_list("public_id", "staff__name")
    names = dict(rows)
    return tuple(names.get(mentor, "—") for mentor in mentors) or ("—",)


def _named(candidate: Candidate, names: tuple[str, ...]) -> Order:
    """The mentors of these names whom the student may ask."""
    if not names:
        return []
    found: dict[str, Order] = {name: [] for name in names}
    for key, name in mentors_named(candidate, tuple(found)).items():
        found[name].append(key)
    for name, keys in found.items():
        if not keys:
            raise NobodyOfThatNameError(name=name)
        if len(keys) > 1:
            raise SeveralOfThatNameError(name=name)
    return [keys[0] for keys in found.values()]


@transaction.atomic
def withdraw_wishes(*, by: Viewer, candidate: Candidate, now: datetime) -> None:
    """Take a handed-in list back; what was written stays as a draft."""
    _require_own(by, candidate, now)
    _touch(candidate, now)
    handed_in = PreferenceList.unscoped.filter(candidate=candidate, state=ListState.SUBMITTED)
    if not handed_in.update(state=ListState.WITHDRAWN):
        raise NothingToWithdrawError
    _log(by, candidate, "withdrawn", now)


def _log(by: Viewer, candidate: Candidate, verb: str, now: datetime) -> None:
    record(
        by=by, verb=f"wishes.{verb}", kind="candidate", subject=candidate.public_id, school=candidate.school_id,
        now=now,
    )  # fmt: skip
