"""A desk that does what an app does: asks the engine, records what was done, hears what came back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from liangshi.domain.escalation import (
    SHANGHAI,
    Climb,
    Climbed,
    DeadChannel,
    Facts,
    Ladder,
    NobodyLeft,
    Owner,
    People,
    Person,
    Rung,
    Step,
    Taken,
    Tell,
    Telling,
    give_back,
    next_step,
    owner,
    take,
    wakes_at,
)
from liangshi.domain.scheme import TimeLimit, TimeUnit

MENTOR, ZHOU, QIAN, SHEN, LIN, OFFICER = 1, 2, 3, 4, 5, 9
"""The mentor who raises it, two counsellors, the coordinator, the principal, the bureau's officer."""

MINUTE = timedelta(minutes=1)
AT_ONCE = TimeLimit(unit=TimeUnit.AT_ONCE)
TEN = TimeLimit(unit=TimeUnit.MINUTES, amount=10)
HALF_AN_HOUR = TimeLimit(unit=TimeUnit.MINUTES, amount=30)
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))


@dataclass(frozen=True)
class Weekdays:
    """School on weekdays that are not off."""

    off: frozenset[date] = NATIONAL_DAY

    def is_school_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.off


def at(text: str) -> datetime:
    """A local moment of the school: `09-10 21:40`, in 2026 unless a year is given."""
    full = text if text.count("-") == 2 else f"2026-{text}"
    return datetime.strptime(full, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def person(number: int, *roles: str, channels: tuple[str, ...] = ("inbox",), away: bool = False) -> Person:
    return Person(number, frozenset(roles), channels, away)


STAFF = (
    person(MENTOR, "mentor"),
    person(ZHOU, "counsellor"),
    person(QIAN, "counsellor"),
    person(SHEN, "coordinator"),
    person(LIN, "principal"),
)
LADDER = Ladder(None, (Rung(("counsellor",), (TEN,)), Rung(("principal",), (HALF_AN_HOUR,))))


def people(*changes: Person, **more: object) -> People:
    """The staff, with some of them changed."""
    changed = {one.id: one for one in changes}
    return People(tuple(changed.get(one.id, one) for one in STAFF), **more)  # type: ignore[arg-type]


def recorded(facts: Facts, step: Step, now: datetime) -> Facts:
    """The record with the step in it; a step that is there already stays as it was."""
    now = max(now, facts.latest)
    match step:
        case Tell():
            key = (step.person, step.channel, step.rung)
            if key in {(t.person, t.channel, t.rung) for t in facts.tellings}:
                return facts
            telling = Telling(step.person, step.channel, step.rung, now, step.by)
            return replace(facts, tellings=(*facts.tellings, telling))
        case Climb() | NobodyLeft():
            if step.rung in {climbed.rung for climbed in facts.climbs}:
                return facts
            return replace(facts, climbs=(*facts.climbs, Climbed(step.rung, now)))
        case DeadChannel():
            return replace(facts, dead=facts.dead | {(step.person, step.channel)})


@dataclass
class Desk:
    """One concern at one school."""

    now: datetime
    ladder: Ladder = LADDER
    people: People = field(default_factory=people)
    calendar: Weekdays = Weekdays()
    raised_by: int = MENTOR
    facts: Facts = field(init=False)

    def __post_init__(self) -> None:
        self.facts = Facts(self.now, self.raised_by)

    def ask(self) -> Step | None:
        return next_step(self.facts, self.ladder, self.people, self.calendar, self.now)

    def wakes(self) -> datetime | None:
        return wakes_at(self.facts, self.ladder, self.people, self.calendar, self.now)

    def owner(self) -> Owner | None:
        return owner(self.facts, self.ladder, self.people, self.calendar)

    def run(self) -> list[Step]:
        """What the clock job does each minute: step after step until nothing is due."""
        done: list[Step] = []
        while (step := self.ask()) is not None:
            self.facts = recorded(self.facts, step, self.now)
            done.append(step)
            assert len(done) < 200, "the engine never comes to rest"
        return done

    def run_at(self, moment: str) -> list[Step]:
        self.now = at(moment)
        return self.run()

    def sleep(self) -> list[Step]:
        """Wait until the engine wants to be asked again, then ask."""
        woken = self.wakes()
        assert woken is not None
        self.now = woken
        return self.run()

    def heard(self, number: int, change: Callable[[Telling], Telling]) -> None:
        self.facts = replace(
            self.facts, tellings=tuple(change(t) if t.person == number else t for t in self.facts.tellings)
        )

    def reads(self, number: int) -> None:
        self.heard(number, lambda telling: replace(telling, delivered_at=self.now, read_at=self.now))

    def fails(self, number: int, channel: str = "inbox") -> None:
        self.heard(number, lambda t: replace(t, failed_at=self.now) if t.channel == channel else t)

    def arrives(self, number: int) -> None:
        self.heard(number, lambda telling: replace(telling, delivered_at=self.now))

    def takes(self, number: int) -> object:
        answer = take(self.facts, self.people, number, self.now)
        if isinstance(answer, Taken) and answer.hand not in self.facts.hands:
            before = (replace(h, returned_at=answer.hand.at) if h == answer.before else h for h in self.facts.hands)
            self.facts = replace(self.facts, hands=(*before, answer.hand))
        return answer

    def gives_back(self) -> None:
        ended = give_back(self.facts, self.people, self.now)
        assert ended is not None
        hands = (ended if (h.person, h.at) == (ended.person, ended.at) else h for h in self.facts.hands)
        self.facts = replace(self.facts, hands=tuple(hands))

    def closes(self) -> None:
        self.facts = replace(self.facts, closed_at=self.now)


def told(steps: Iterable[Step]) -> list[int]:
    """To whom something went, in order."""
    return [step.person for step in steps if isinstance(step, Tell)]
