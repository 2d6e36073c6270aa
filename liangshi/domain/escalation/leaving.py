"""What becomes of a concern in the hands of somebody who is away."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from liangshi.domain.escalation.days import Moment, aware
from liangshi.domain.escalation.people import People, went_away_after

LONG = timedelta(days=1)
"""For so long nobody keeps a concern in hand without being there."""


@dataclass(frozen=True, slots=True)
class Away:
    """One absence by its key, and who stands in, in order; half-open."""

    key: int
    since: Moment
    until: Moment
    stand_ins: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        aware(self.since, self.until)


class Asked(Enum):
    """Whether somebody was asked to take it over."""

    NOBODY = auto()
    WAITING = auto()
    DECLINED = auto()


@dataclass(frozen=True, slots=True)
class OfferTo:
    """This person is asked to take it over; it stays where it is until they do."""

    person: int


@dataclass(frozen=True, slots=True)
class MoveOn:
    """It is nobody's, and the next on the ladder is asked."""


@dataclass(frozen=True, slots=True)
class Left:
    """A concern in the hands of somebody who went away, and since when somebody else is asked to take it over."""

    held_at: Moment
    asked: Asked = Asked.NOBODY
    asked_at: Moment | None = None

    def __post_init__(self) -> None:
        aware(self.held_at, self.asked_at)


def left_behind(people: People, away: Away, left: Left, now: Moment) -> OfferTo | MoveOn | None:
    """Who stands in is asked once; the next, where nobody does and it is for long, or nobody answered for as long.

    Whoever took it while away can be reached, and keeps it.
    """
    if not went_away_after(away.since, left.held_at):
        return None
    if left.asked is Asked.WAITING:
        return MoveOn() if now - max(away.since, left.asked_at or away.since) >= LONG else None
    for stand_in in away.stand_ins if left.asked is Asked.NOBODY else ():
        if stand_in not in people.excluded and not people.is_away(stand_in):
            return OfferTo(stand_in)
    return MoveOn() if away.until - away.since >= LONG else None
