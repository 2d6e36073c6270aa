"""What the person who raised a concern sees of it: how far it is, with times, never a name and never content."""

from dataclasses import dataclass
from enum import StrEnum

from liangshi.domain.escalation.days import Moment
from liangshi.domain.escalation.facts import Facts


class Stage(StrEnum):
    """How far a concern is."""

    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    IN_HANDS = "in_hands"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The stage and its times; what was given back is in nobody's hands again."""

    stage: Stage
    raised_at: Moment
    received_at: Moment | None
    in_hands_at: Moment | None
    done_at: Moment | None


def receipt(facts: Facts) -> Receipt:
    """The receipt of a run. Received means that a human being has read it or taken it, not that a machine sent it."""
    seen = [t.read_at for t in facts.tellings if t.read_at is not None] + [hand.at for hand in facts.hands]
    received = min(seen, default=None)
    in_hands = next((hand.at for hand in facts.hands if hand.returned_at is None), None)
    stage = Stage.ON_ITS_WAY
    if facts.closed_at is not None:
        stage = Stage.DONE
    elif in_hands is not None:
        stage = Stage.IN_HANDS
    elif received is not None:
        stage = Stage.RECEIVED
    return Receipt(stage, facts.raised_at, received, in_hands, facts.closed_at)
