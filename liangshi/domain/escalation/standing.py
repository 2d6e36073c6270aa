"""How a concern stands on its present rung: whose turn it is, until when, who has not been asked yet."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from liangshi.domain.escalation.days import EVER, Moment, SchoolDays, ends
from liangshi.domain.escalation.facts import Facts, Hand, Telling
from liangshi.domain.escalation.ladder import Ladder
from liangshi.domain.escalation.people import People, Person
from liangshi.domain.escalation.steps import Why

BETWEEN_ALARMS = timedelta(hours=1)
"""The last resort is not alarmed more often than this."""


@dataclass(frozen=True)
class Standing:
    """Derived from what is recorded alone, never from the clock: two who ask at different moments see the same."""

    facts: Facts
    ladder: Ladder
    people: People
    calendar: SchoolDays

    @cached_property
    def rung(self) -> int:
        return self.facts.present.rung

    @cached_property
    def beyond(self) -> bool:
        """Whether the ladder is used up."""
        return self.rung > len(self.ladder.rungs)

    @cached_property
    def hand(self) -> Hand | None:
        return self.facts.hand(self.people.excluded)

    @cached_property
    def since(self) -> Moment:
        """Since when it waits on this rung: since it came, or since it was given back, or since it went astray."""
        gone = [hand.returned_at or hand.at for hand in self.facts.hands if self._ended(hand)]
        return max([self.facts.present.at, *gone])

    @cached_property
    def given_back(self) -> bool:
        return self.since > self.facts.present.at

    @cached_property
    def ends(self) -> Moment:
        """The moment at which it leaves this rung unless somebody takes it."""
        rung = self.ladder.rungs[min(self.rung, len(self.ladder.rungs)) - 1]
        limit = min(ends(limit, self.since, self.calendar) for limit in rung.within)
        return max(limit, self.since + BETWEEN_ALARMS) if self.beyond else limit

    @cached_property
    def told(self) -> tuple[Telling, ...]:
        """Everybody told on this rung."""
        return tuple(telling for telling in self.facts.tellings if telling.rung == self.rung)

    @cached_property
    def running(self) -> tuple[Telling, ...]:
        """Those told since it waits who may be on the path."""
        excluded = self.people.excluded
        return tuple(t for t in self.told if t.at >= self.since and t.person not in excluded)

    @cached_property
    def active(self) -> tuple[Telling, ...]:
        """What went to the person whose turn it is or was last."""
        return self.sent_to(self.running[-1].person) if self.running else ()

    @cached_property
    def turn_ends(self) -> Moment:
        """When the turn of that person is over: at once where nothing arrived, with the rung where they know of it."""
        if all(telling.failed for telling in self.active):
            return EVER
        in_hand = self.hand is not None and self.hand.person == self.active[0].person
        if in_hand or any(telling.read_at is not None for telling in self.active):
            return self.ends
        return min(self.active[0].by, self.ends)

    @cached_property
    def known(self) -> bool:
        """Whether somebody on this rung has read it."""
        return any(telling.read_at is not None for telling in self.running)

    @cached_property
    def untold(self) -> tuple[Person, ...]:
        """Who could still be asked on this rung, in order."""
        told = {telling.person for telling in self.told}
        return tuple(person for person in self.asked_on(self.rung) if person.id not in told)

    @cached_property
    def next_by(self) -> Moment:
        """Until when the next turn lasts: the time left is shared evenly among those who may still be asked."""
        failures = [telling.failed_at for telling in self.active if telling.failed_at is not None]
        start = min(max([self.since, self.turn_ends, *failures]), self.ends)
        return start + (self.ends - start) / len(self.untold)

    @cached_property
    def why(self) -> Why:
        """Why this rung is left."""
        if self.given_back:
            return Why.GIVEN_BACK
        if not self.running:
            return Why.NOBODY_ON_DUTY
        return Why.NOT_TAKEN if self.known else Why.NOT_REACHED

    def sent_to(self, person: int) -> tuple[Telling, ...]:
        """What went to a person on this rung since it waits."""
        return tuple(telling for telling in self.running if telling.person == person)

    def channels_left(self, person: Person) -> tuple[str, ...]:
        """Channels of a person not used on this rung; none once they have read it."""
        mine = [telling for telling in self.told if telling.person == person.id]
        if any(telling.read_at is not None for telling in mine):
            return ()
        used = {telling.channel for telling in mine}
        return tuple(channel for channel in person.channels if channel not in used)

    def asked_on(self, rung: int) -> tuple[Person, ...]:
        """Who is asked on a rung of the ladder: not who raised it, has it or gave it back."""
        passed_over = {self.facts.raised_by, *(hand.person for hand in self.facts.hands)}
        return tuple(p for p in self.people.holding(self.ladder.rungs[rung - 1].roles) if p.id not in passed_over)

    def _ended(self, hand: Hand) -> bool:
        return hand.returned_at is not None or hand.person in self.people.excluded
