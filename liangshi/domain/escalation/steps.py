"""What the engine asks to be done, one at a time. Each step is recorded under its own words, so none is done twice."""

from dataclasses import dataclass
from enum import StrEnum

from liangshi.domain.escalation.days import Moment
from liangshi.domain.scheme import Channel


class Why(StrEnum):
    """Why a rung was left."""

    NOBODY_ON_DUTY = "nobody_on_duty"
    NOT_REACHED = "not_reached"
    NOT_TAKEN = "not_taken"
    GIVEN_BACK = "given_back"


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell a person through a channel; it is their turn until `by`. `asked` is how the scheme wants it said."""

    person: int
    channel: str
    rung: int
    by: Moment
    asked: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class Climb:
    """The concern goes to the next rung."""

    rung: int
    why: Why


@dataclass(frozen=True, slots=True)
class NobodyLeft:
    """The ladder is used up: the coordinator and the principal are told, again and again until somebody takes it.

    `rung` counts on above the ladder; nobody in `to` means that only the authorities are left.
    """

    rung: int
    why: Why
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeadChannel:
    """A channel did not reach a person: those who can mend it are told, without a word of the concern."""

    person: int
    channel: str
    to: tuple[int, ...]


Step = Tell | Climb | NobodyLeft | DeadChannel
