"""What the person who raised a concern sees of it: how far it is and since when; no name, no content."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.escalation import Receipt, receipt
from liangshi.domain.scheme.terms import role_name, term
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import Addition, Concern, ConcernRun

from .facts import facts_of
from .ladders import ladder_of_run


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A receipt with what the raiser can still do: `roles` are asked now, `ways` is how else the scheme wants it."""

    public_id: str
    receipt: Receipt
    open: bool
    roles: tuple[str, ...]
    ways: tuple[str, ...]
    additions: tuple[datetime, ...]


def own_concerns(viewer: Viewer) -> QuerySet[Concern]:
    """What the viewer raised, newest first: for receipts only."""
    rows: QuerySet[Concern] = Concern.unscoped.raised_by(viewer)
    return rows


def acknowledgement(concern: Concern) -> Acknowledgement:
    """The receipt of one concern; statements do not grow with it."""
    run = ConcernRun.unscoped.select_related("scheme").filter(concern=concern).order_by("ordinal").last()
    assert run is not None
    run.concern = concern
    facts, ladder = facts_of(run), ladder_of_run(run)
    rung = ladder.rungs[min(facts.present.rung, len(ladder.rungs)) - 1]
    return Acknowledgement(
        public_id=concern.public_id,
        receipt=replace(receipt(facts), raised_at=concern.raised_at),
        open=concern.state != ConcernState.CLOSED,
        roles=tuple(role_name(role) for role in rung.roles),
        ways=tuple(term(way) for way in rung.asked),
        additions=tuple(
            Addition.unscoped.filter(concern=concern, by=concern.raised_by_id).values_list("at", flat=True)
        ),
    )
