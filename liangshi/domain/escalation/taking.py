"""Taking a concern in hand, and giving it back."""

from dataclasses import dataclass, replace
from datetime import timedelta

from liangshi.domain.escalation.days import Moment
from liangshi.domain.escalation.facts import Facts, Hand
from liangshi.domain.escalation.people import People

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """It is theirs; the same hand again for who asks twice. `before` ends with it: whoever had it is away."""

    hand: Hand
    before: Hand | None = None


@dataclass(frozen=True, slots=True)
class AlreadyInHand:
    """Somebody was first: who, and since when."""

    hand: Hand


@dataclass(frozen=True, slots=True)
class Closed:
    """It is over since then."""

    at: Moment


@dataclass(frozen=True, slots=True)
class NotOnPath:
    """The person is concerned by the matter, under somebody who is, or a relative: for them it does not exist."""


def take(facts: Facts, people: People, person: int, now: Moment) -> Taken | AlreadyInHand | Closed | NotOnPath:
    """Whether a person may take it in hand; no telling is needed first."""
    if person in people.excluded:
        return NotOnPath()
    if facts.closed_at is not None:
        return Closed(facts.closed_at)
    hand = facts.hand(people.excluded)
    if hand is not None and hand.person == person:
        return Taken(hand)
    if hand is not None and not people.left_after(hand.person, hand.at):
        return AlreadyInHand(hand)
    return Taken(Hand(person, max(now, facts.latest)), hand)


def give_back(facts: Facts, people: People, now: Moment) -> Hand | None:
    """The hand that now ends, after all that is on record; none where nobody has it. The next is asked at once."""
    hand = facts.hand(people.excluded)
    if hand is None or facts.closed_at is not None:
        return None
    return replace(hand, returned_at=max(now, facts.latest + INSTANT))
