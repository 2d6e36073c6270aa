"""What is recorded of one run up one ladder. A concern that gets another level, or is reopened, begins a new run."""

from dataclasses import dataclass

from liangshi.domain.escalation.days import Moment, aware


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody was told through a channel; `by` is until when it was their turn to answer."""

    person: int
    channel: str
    rung: int
    at: Moment
    by: Moment
    delivered_at: Moment | None = None
    read_at: Moment | None = None
    failed_at: Moment | None = None

    def __post_init__(self) -> None:
        aware(self.at, self.by, self.delivered_at, self.read_at, self.failed_at)

    @property
    def failed(self) -> bool:
        """Whether it did not arrive, as far as is known: a later delivery or a reading mends a failure."""
        if self.failed_at is None or self.read_at is not None:
            return False
        return self.delivered_at is None or self.delivered_at < self.failed_at


@dataclass(frozen=True, slots=True)
class Climbed:
    """The concern came to a rung."""

    rung: int
    at: Moment

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody took it in hand, and perhaps gave it back."""

    person: int
    at: Moment
    returned_at: Moment | None = None

    def __post_init__(self) -> None:
        aware(self.at, self.returned_at)


@dataclass(frozen=True)
class Facts:
    """One run: who raised it, who was told, how far it climbed, in whose hands it was; in the order of events.

    `dead` are the (person, channel) whose failure was reported. Nothing here says what the concern is about.
    """

    raised_at: Moment
    raised_by: int
    level: str | None = None
    tellings: tuple[Telling, ...] = ()
    climbs: tuple[Climbed, ...] = ()
    hands: tuple[Hand, ...] = ()
    dead: frozenset[tuple[int, str]] = frozenset()
    closed_at: Moment | None = None

    def __post_init__(self) -> None:
        aware(self.raised_at, self.closed_at)

    @property
    def present(self) -> Climbed:
        """The rung on which the concern is, and since when; it only ever goes up."""
        return max(self.climbs, key=lambda climbed: climbed.rung, default=Climbed(1, self.raised_at))

    @property
    def latest(self) -> Moment:
        """The last moment on record. What is recorded next bears this moment where the clock shows an earlier one."""
        moments = [self.raised_at, *(climbed.at for climbed in self.climbs), *(told.at for told in self.tellings)]
        return max([*moments, *(hand.returned_at or hand.at for hand in self.hands)])

    def hand(self, excluded: frozenset[int]) -> Hand | None:
        """In whose hands it is; the hands of somebody who may not be on the path do not hold it."""
        held = (h for h in self.hands if h.returned_at is None and h.person not in excluded)
        return next(held, None)
