"""How urgent it is, when it is over, and when it begins again: each begins or ends a run of the ladder."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.notices.services import notify
from liangshi.people.services.trail import note
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.choices import ConcernState, HandEnd, RunEnd
from liangshi.wellbeing.models import Concern, ConcernRun, Hand

from .climbing import climb_after_commit
from .hands import own_hand
from .problems import NotClosedError, NothingSaidError
from .standing import locked
from .words import receipt_word


@transaction.atomic
def assess_concern(*, by: Viewer, concern: Concern, level: str, now: datetime) -> None:
    """Give it a level of the scheme; another level climbs another ladder from the bottom."""
    row = locked(concern.pk)
    own_hand(by, row)
    changed = row.level != level
    Concern.unscoped.filter(pk=row.pk).update(level=level, assessed_at=now)
    note(by=by, verb="concern.assessed", row=row, school=row.school_id, now=now, detail={"level": level})
    if changed:
        _end_run(row, RunEnd.ASSESSED, now)
        _begin_run(row, level, now)


@transaction.atomic
def close_concern(*, by: Viewer, concern: Concern, outcome: str, now: datetime) -> None:
    """It is done, with a word on how it ended."""
    row = locked(concern.pk)
    hand = own_hand(by, row)
    if not outcome.strip():
        raise NothingSaidError
    at = max(now, hand.at)
    row.outcome, row.state, row.closed_at = outcome.strip(), ConcernState.CLOSED, at
    row.save(update_fields=["outcome", "state", "closed_at"])
    Hand.unscoped.filter(pk=hand.pk, ended_at=None).update(ended_at=at, ended=HandEnd.CLOSED, offered_to=None)
    note(by=by, verb="concern.closed", row=row, school=row.school_id, now=now)
    _end_run(row, RunEnd.CLOSED, at)
    notify(to=[row.raised_by], word=receipt_word(row, _("您报告的事已经办结")), now=now)


@transaction.atomic
def reopen_concern(*, by: Viewer, concern: Concern, now: datetime) -> None:
    """Begin again at the bottom of the ladder; what was said when it was closed stays."""
    row = locked(concern.pk)
    reopened = Concern.unscoped.filter(pk=row.pk, state=ConcernState.CLOSED)
    if not reopened.update(state=ConcernState.RAISED, closed_at=None):
        raise NotClosedError
    note(by=by, verb="concern.reopened", row=row, school=row.school_id, now=now)
    _begin_run(row, row.level, now)


def _end_run(concern: Concern, why: RunEnd, at: datetime) -> None:
    ConcernRun.unscoped.filter(concern=concern, ended_at=None).update(ended_at=at, ended=why)


def _begin_run(concern: Concern, level: str, now: datetime) -> None:
    before = ConcernRun.unscoped.filter(concern=concern).order_by("ordinal").last()
    assert before is not None
    started = max(now, before.ended_at or now)
    run = ConcernRun.unscoped.create(
        school_id=concern.school_id, concern=concern, ordinal=before.ordinal + 1, level=level,
        scheme=version_on(concern.school_id, timezone.localdate(now)), started_at=started, wakes_at=now,
    )  # fmt: skip
    climb_after_commit(run.pk, now)
