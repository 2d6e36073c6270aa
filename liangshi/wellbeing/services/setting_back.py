"""A clock that was ahead and has been set back: what it wrote lies in the future, and nobody shall wait for that."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from liangshi.audit.services import record
from liangshi.domain.escalation import Facts
from liangshi.wellbeing.models import Climb, ConcernRun, Hand, Tell

TOLERANCE = timedelta(minutes=1)


def is_ahead(facts: Facts, now: datetime) -> bool:
    """Whether the record was written by a clock that was ahead of the present one."""
    return facts.latest > now + TOLERANCE


def set_back(run: ConcernRun, facts: Facts, now: datetime) -> None:
    """Move the record of a run to where its last moment is now; what lies between its moments stays as it was."""
    ahead = facts.latest - now
    record(
        by=None, verb="concern.clock_set_back", kind="concern", subject=run.concern.public_id, school=run.school_id,
        now=now, detail={"seconds": round(ahead.total_seconds())},
    )  # fmt: skip
    hands = Hand.unscoped.filter(Q(ended_at=None) | Q(ended_at__gte=run.started_at), concern=run.concern)
    hands.update(at=F("at") - ahead, ended_at=F("ended_at") - ahead)
    Climb.unscoped.filter(run=run).update(at=F("at") - ahead)
    moments = ("at", "by", "delivered_at", "read_at", "failed_at")
    Tell.unscoped.filter(run=run).update(**{moment: F(moment) - ahead for moment in moments})
    run.started_at -= ahead
    ConcernRun.unscoped.filter(pk=run.pk).update(started_at=run.started_at)
