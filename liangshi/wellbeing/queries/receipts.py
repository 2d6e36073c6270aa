"""What the person who raised a concern sees of it: how far it is and since when; no name, no content."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.escalation import LAST_RESORT, Facts, Ladder, Receipt, receipt
from liangshi.domain.scheme import Role
from liangshi.domain.scheme.terms import role_name, term
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import Addition, Concern, ConcernRun

from .facts import facts_of, people_of, school_at_work
from .ladders import ladder_of_run


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A receipt with what the raiser can still do: `roles` are asked now, `ways` is how else the scheme wants it.

    Of the roles of the rung only those are named of whom somebody may be asked: never the adult whom it is about.
    """

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


def acknowledgement(concern: Concern, now: datetime) -> Acknowledgement:
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
        roles=tuple(role_name(role) for role in _asked(concern, facts, ladder, now)),
        ways=tuple(term(way) for way in rung.asked),
        additions=tuple(
            Addition.unscoped.filter(concern=concern, by=concern.raised_by_id).values_list("at", flat=True)
        ),
    )


def _asked(concern: Concern, facts: Facts, ladder: Ladder, now: datetime) -> tuple[str, ...]:
    if facts.closed_at is not None or any(hand.returned_at is None for hand in facts.hands):
        return ()
    people = people_of(concern, school_at_work(concern.school_id, now), now)
    if facts.present.rung <= len(ladder.rungs):
        passed_over = {facts.raised_by, *(hand.person for hand in facts.hands)}
        roles = ladder.rungs[facts.present.rung - 1].roles
        return tuple(role for role in roles if {one.id for one in people.holding((role,))} - passed_over)
    if any(person in people.outside for person in people.last_resort):
        return (Role.BUREAU.value,)
    return tuple(role for role in LAST_RESORT if any(role in person.roles for person in people.last_resort))
