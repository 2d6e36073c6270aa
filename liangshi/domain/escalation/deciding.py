"""The next step of a concern. What comes next follows from the record alone; the clock only says whether it is due."""

from dataclasses import dataclass
from datetime import datetime

from liangshi.domain.escalation.days import EVER, Moment, SchoolDays, aware
from liangshi.domain.escalation.facts import Facts, Hand
from liangshi.domain.escalation.ladder import Ladder
from liangshi.domain.escalation.owners import Owner, Ownership
from liangshi.domain.escalation.people import People, Person
from liangshi.domain.escalation.standing import Standing
from liangshi.domain.escalation.steps import Climb, DeadChannel, NobodyLeft, Step, Tell


@dataclass(frozen=True, slots=True)
class _Due:
    step: Step
    at: Moment


def next_step(facts: Facts, ladder: Ladder, people: People, calendar: SchoolDays, now: datetime) -> Step | None:
    """What is to be done now; the same again until it is recorded, nothing while somebody has time to answer.

    Record it at `max(now, facts.latest)`, so that a clock that was set back neither repeats nor delays anything.
    """
    aware(now)
    if facts.closed_at is not None:
        return None
    standing = Standing(facts, ladder, people, calendar)
    due = _coming(standing)
    if due is not None and due.at <= max(now, facts.latest):
        return due.step
    return _dead_channel(standing)


def wakes_at(facts: Facts, ladder: Ladder, people: People, calendar: SchoolDays, now: datetime) -> datetime | None:
    """When to ask again: now while there is something to do; never where only a person can move it on."""
    if next_step(facts, ladder, people, calendar, now) is not None:
        return now
    due = None if facts.closed_at is not None else _coming(Standing(facts, ladder, people, calendar))
    return None if due is None else due.at


def owner(facts: Facts, ladder: Ladder, people: People, calendar: SchoolDays) -> Owner | None:
    """Whose concern it is; nobody's only when it is closed."""
    if facts.closed_at is not None:
        return None
    standing = Standing(facts, ladder, people, calendar)
    if standing.hand is not None:
        return Owner(Ownership.IN_HAND, standing.hand.person)
    if standing.beyond:
        return _last_owner(people)
    reached = [telling.person for telling in standing.running if not telling.failed]
    if reached:
        return Owner(Ownership.TURN, reached[-1])
    above = (standing.asked_on(rung) for rung in range(standing.rung + 1, len(ladder.rungs) + 1))
    coming = next((asked[0] for asked in (standing.untold, *above) if asked), None)
    return _last_owner(people) if coming is None else Owner(Ownership.TURN, coming.id)


def _last_owner(people: People) -> Owner:
    left = sorted(people.last_resort, key=lambda person: person.away)
    if not left:
        return Owner(Ownership.AUTHORITIES, None)
    title = Ownership.AUTHORITIES if left[0] in people.outside else Ownership.LAST_RESORT
    return Owner(title, left[0].id)


def _coming(standing: Standing) -> _Due | None:
    """The step that comes next if nobody does anything, and when."""
    if standing.hand is not None:
        return _coming_in_hand(standing, standing.hand)
    return _above_the_ladder(standing) if standing.beyond else _on_the_rung(standing)


def _coming_in_hand(standing: Standing, hand: Hand) -> _Due | None:
    """Nothing, unless the top must know: then those above are told all the same, and it ends there."""
    if standing.beyond or not standing.ladder.to_the_top:
        return None
    top = standing.people.holding(standing.ladder.rungs[-1].roles)
    if hand.person in {person.id for person in top}:
        return None
    due = _on_the_rung(standing)
    return None if isinstance(due.step, NobodyLeft) else due


def _on_the_rung(standing: Standing) -> _Due:
    remaining = _remaining_channel(standing)
    if remaining is not None:
        return _Due(remaining, EVER)
    if standing.turn_ends < standing.ends and standing.untold:
        person = standing.untold[0]
        return _Due(_tell(standing, person, person.channels[0], standing.next_by), standing.turn_ends)
    return _Due(_climb(standing), standing.ends if standing.known else standing.turn_ends)


def _remaining_channel(standing: Standing) -> Tell | None:
    """Whose turn it is, is told through every channel they have."""
    for person in standing.asked_on(standing.rung):
        sent = standing.sent_to(person.id)
        if sent and sent == standing.active:
            for channel in standing.channels_left(person)[:1]:
                return _tell(standing, person, channel, sent[0].by)
    return None


def _above_the_ladder(standing: Standing) -> _Due:
    """Everybody who is left is told at once; after an hour, or when it is given back, once more."""
    for person in standing.people.last_resort:
        for channel in standing.channels_left(person)[:1]:
            return _Due(_tell(standing, person, channel, standing.ends), EVER)
    return _Due(_climb(standing), EVER if standing.given_back else standing.ends)


def _tell(standing: Standing, person: Person, channel: str, by: Moment) -> Tell:
    asked = () if standing.beyond else standing.ladder.rungs[standing.rung - 1].asked
    return Tell(person.id, channel, standing.rung, by, asked)


def _climb(standing: Standing) -> Climb | NobodyLeft:
    above = standing.rung + 1
    if above <= len(standing.ladder.rungs):
        return Climb(above, standing.why)
    return NobodyLeft(above, standing.why, tuple(person.id for person in standing.people.last_resort))


def _dead_channel(standing: Standing) -> DeadChannel | None:
    """The first failure that nobody was told of; another than the person concerned mends it where there is one."""
    for telling in standing.facts.tellings:
        if telling.failed and (telling.person, telling.channel) not in standing.facts.dead:
            able = [person.id for person in standing.people.last_resort]
            others = [person for person in able if person != telling.person]
            return DeadChannel(telling.person, telling.channel, tuple(others or able))
    return None
