"""Whatever happens in whatever order: no open concern without an owner, no rung skipped, nobody told twice alike."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from liangshi.domain.escalation import (
    AlreadyInHand,
    Climb,
    Closed,
    Facts,
    Hand,
    Ladder,
    NobodyLeft,
    NotOnPath,
    Ownership,
    People,
    Rung,
    Stage,
    Taken,
    Tell,
    receipt,
    take,
)
from liangshi.domain.scheme import TimeLimit, TimeUnit
from tests.domain.escalation.desk import MENTOR, MINUTE, Desk, at, person, recorded

ROLES = ("homeroom_teacher", "counsellor", "coordinator", "principal")
NUMBERS = tuple(range(1, 8))
UNITS = {
    TimeUnit.AT_ONCE: st.none(),
    TimeUnit.MINUTES: st.sampled_from((10, 30, 60)),
    TimeUnit.HOURS: st.sampled_from((1, 24)),
    TimeUnit.SAME_DAY: st.none(),
    TimeUnit.DAYS: st.just(1),
    TimeUnit.SCHOOL_DAYS: st.sampled_from((1, 2)),
    TimeUnit.WEEKS: st.just(1),
}
LONGEST = {
    TimeUnit.AT_ONCE: timedelta(),
    TimeUnit.MINUTES: MINUTE,
    TimeUnit.HOURS: timedelta(hours=1),
    TimeUnit.SAME_DAY: timedelta(days=1),
    TimeUnit.DAYS: timedelta(days=2),
    TimeUnit.SCHOOL_DAYS: timedelta(days=11),
    TimeUnit.WEEKS: timedelta(days=8),
}
"""What one of a unit can be at most, by common sense and not by the engine."""


@st.composite
def limits(draw: st.DrawFn) -> TimeLimit:
    unit = draw(st.sampled_from(tuple(UNITS)))
    return TimeLimit(unit=unit, amount=draw(UNITS[unit]))


ROLE_SETS = st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True)
RUNGS = st.builds(lambda roles, limit: Rung(tuple(roles), (limit,)), ROLE_SETS, limits())
LADDERS = st.builds(
    lambda rungs, top: Ladder(None, tuple(rungs), top), st.lists(RUNGS, min_size=1, max_size=4), st.booleans()
)
CHANNELS = st.sampled_from((("inbox",), ("inbox", "mail"), ()))
PLACES = st.tuples(st.sampled_from(ROLES), CHANNELS, st.booleans())
STARTS = st.sampled_from(
    (at("09-10 21:40"), at("09-10 23:59"), at("09-30 18:00"), at("12-31 23:58"), at("2027-01-29 16:00"))
)
PAUSES = st.sampled_from((0, 1, 3, 7, 15, 45, 120, 600, 1500, 10_000))
WHO = st.integers(0, 50)


@st.composite
def schools(draw: st.DrawFn) -> People:
    places = draw(st.lists(PLACES, min_size=1, max_size=len(NUMBERS)))
    staff = tuple(person(n, r, channels=c, away=a) for n, (r, c, a) in zip(NUMBERS, places, strict=False))
    line = draw(st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), max_size=4))
    concerned = draw(st.sets(st.sampled_from(NUMBERS), max_size=1))
    relatives = draw(st.sets(st.sampled_from(NUMBERS), max_size=1))
    outside = (person(9, "officer"),) if draw(st.booleans()) else ()
    return People(staff, frozenset(concerned), tuple(line), frozenset(relatives), outside)


class Concern(RuleBasedStateMachine):
    """One concern from the moment it is raised, with everything that may come between."""

    @initialize(ladder=LADDERS, school=schools(), start=STARTS, raised_by=st.sampled_from(NUMBERS))
    def raised(self, ladder: Ladder, school: People, start: datetime, raised_by: int) -> None:
        self.desk = Desk(start, ladder, school, raised_by=raised_by)
        self.caught_up = False

    @rule(minutes=PAUSES)
    def the_clock_stands_still(self, minutes: int) -> None:
        self.desk.now += MINUTE * minutes
        self.caught_up = self.caught_up and minutes == 0

    @rule(minutes=st.sampled_from((1, 60, 1500)))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.desk.now -= MINUTE * minutes

    @rule()
    def the_clock_runs(self) -> None:
        before = self.desk.facts
        for step in self.desk.run():
            self._is_allowed(step)
        self.caught_up = True
        assert self.desk.run() == []
        assert self.desk.facts.present.rung >= before.present.rung

    @rule()
    def somebody_is_interrupted_between_deciding_and_recording(self) -> None:
        assert self.desk.ask() == self.desk.ask()
        step = self.desk.ask()
        if step is not None:
            assert self.desk.wakes() == self.desk.now
            once = recorded(self.desk.facts, step, self.desk.now)
            assert recorded(once, step, self.desk.now + MINUTE) == once
        later, self.desk.now = self.desk.now, self.desk.now + MINUTE * 3
        if isinstance(step, Tell | Climb | NobodyLeft):
            assert self.desk.ask() == step
        self.desk.now = later

    @rule(who=WHO, channel=st.sampled_from(("inbox", "mail")))
    def a_message_fails(self, who: int, channel: str) -> None:
        if self.desk.facts.tellings:
            self.desk.fails(self._told(who), channel)
            self.caught_up = False

    @rule(who=WHO)
    def a_message_is_read(self, who: int) -> None:
        if self.desk.facts.tellings:
            self.desk.reads(self._told(who))

    @rule(who=WHO)
    def a_message_arrives_late(self, who: int) -> None:
        if self.desk.facts.tellings:
            self.desk.arrives(self._told(who))

    @rule(first=st.sampled_from(NUMBERS), second=st.sampled_from(NUMBERS))
    def two_take_it_in_hand(self, first: int, second: int) -> None:
        held = self.desk.facts.hand(self.desk.people.excluded)
        one, other = self.desk.takes(first), self.desk.takes(second)
        if isinstance(one, Taken) and held is None and second not in self.desk.people.excluded:
            assert other == (one if first == second else AlreadyInHand(one.hand))

    @precondition(lambda self: self.desk.facts.hand(self.desk.people.excluded) and not self.desk.facts.closed_at)
    @rule()
    def it_is_given_back(self) -> None:
        self.desk.gives_back()
        self.caught_up = False

    @rule(who=st.sampled_from(NUMBERS))
    def somebody_goes_or_comes_back(self, who: int) -> None:
        staff = tuple(replace(p, away=not p.away) if p.id == who else p for p in self.desk.people.staff)
        self.desk.people = replace(self.desk.people, staff=staff)
        self.caught_up = False

    @rule(who=st.sampled_from(NUMBERS))
    def it_turns_out_whom_it_is_about(self, who: int) -> None:
        self.desk.people = replace(self.desk.people, concerned=self.desk.people.concerned | {who})
        self.caught_up = False

    @precondition(lambda self: self.desk.facts.hand(self.desk.people.excluded))
    @rule()
    def it_is_closed(self) -> None:
        self.desk.closes()

    def _told(self, who: int) -> int:
        told = self.desk.facts.tellings
        return told[who % len(told)].person

    def _is_allowed(self, step: object) -> None:
        if isinstance(step, Tell):
            assert step.person not in self.desk.people.excluded
        if isinstance(step, NobodyLeft):
            assert not set(step.to) & self.desk.people.excluded

    @invariant()
    def an_open_concern_has_an_owner_who_may_have_it(self) -> None:
        owner = self.desk.owner()
        assert (owner is None) == (self.desk.facts.closed_at is not None)
        if owner is not None:
            assert owner.person not in self.desk.people.excluded
            assert owner.person is not None or owner.title is Ownership.AUTHORITIES

    @invariant()
    def no_rung_is_skipped_and_none_is_left_twice(self) -> None:
        rungs = [1, *(climbed.rung for climbed in self.desk.facts.climbs)]
        assert all(after == before + 1 for before, after in pairwise(rungs))
        assert all(one.at <= other.at for one, other in pairwise(self.desk.facts.climbs))

    @invariant()
    def nobody_is_told_twice_in_the_same_way_on_one_rung(self) -> None:
        keys = [(t.person, t.channel, t.rung) for t in self.desk.facts.tellings]
        assert len(keys) == len(set(keys))

    @invariant()
    def a_concern_waits_no_longer_than_its_limit_once_the_clock_has_run(self) -> None:
        facts = self.desk.facts
        held = facts.hand(self.desk.people.excluded) is not None
        if not self.caught_up or held or facts.closed_at is not None:
            return
        woken = self.desk.wakes()
        assert woken is not None
        assert woken > max(self.desk.now, facts.latest) or self.desk.ask() is None
        assert woken - max(self.desk.now, facts.latest) <= self._longest()

    def _longest(self) -> timedelta:
        rungs = self.desk.ladder.rungs
        limit = rungs[min(self.desk.facts.present.rung, len(rungs)) - 1].within[0]
        longest = LONGEST[limit.unit] * (limit.amount or 1)
        return max(longest, timedelta(hours=1)) if self.desk.facts.present.rung > len(rungs) else longest

    @invariant()
    def the_receipt_only_says_what_happened(self) -> None:
        seen = receipt(self.desk.facts)
        assert (seen.stage is Stage.DONE) == (self.desk.facts.closed_at is not None)
        assert seen.stage is not Stage.IN_HANDS or seen.in_hands_at is not None


Concern.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestConcern = Concern.TestCase


FOUR = Ladder(
    None,
    (
        Rung(("homeroom_teacher",), (TimeLimit(unit=TimeUnit.AT_ONCE),)),
        Rung(("counsellor",), (TimeLimit(unit=TimeUnit.MINUTES, amount=10),)),
        Rung(("coordinator",), (TimeLimit(unit=TimeUnit.MINUTES, amount=30),)),
        Rung(("principal",), (TimeLimit(unit=TimeUnit.HOURS, amount=1),)),
    ),
)
TEAM = People(
    tuple(
        person(n, role, channels=("inbox", "mail"))
        for n, role in enumerate((*ROLES, "counsellor", "counsellor", "coordinator"), start=11)
    )
)
BROKEN = frozenset({(12, "inbox"), (12, "mail"), (13, "mail"), (14, "inbox")})


def what(step: object) -> object:
    """The step without its time."""
    return (step.person, step.channel, step.rung) if isinstance(step, Tell) else step


def an_evening(start: datetime, interrupted: Random | None) -> tuple[list[object], Facts, int]:
    """Nobody answers and some channels are broken; who asks may die after deciding, a second before the next asks."""
    desk = Desk(start, FOUR, TEAM)
    done: list[object] = []
    lost = 0
    while len(done) < 60:
        while (step := desk.ask()) is not None:
            if interrupted is not None and lost < 200 and interrupted.random() < 0.9:
                lost += 1
                desk.now += timedelta(seconds=1)
                continue
            desk.facts = recorded(desk.facts, step, desk.now)
            done.append(what(step))
            if isinstance(step, Tell) and (step.person, step.channel) in BROKEN:
                desk.fails(step.person, step.channel)
        woken = desk.wakes()
        assert woken is not None
        assert woken > desk.now
        desk.now = woken
    return done, desk.facts, lost


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("start", [at("09-10 21:40"), at("09-30 23:58"), at("12-31 23:30")])
def test_two_hundred_interruptions_change_nothing_but_time(start: datetime, seed: int) -> None:
    smooth, in_time, _ = an_evening(start, None)
    rough, late, lost = an_evening(start, Random(seed))
    assert lost == 200
    assert rough == smooth
    for early, delayed in zip(in_time.climbs, late.climbs, strict=True):
        assert early.rung == delayed.rung
        assert early.at <= delayed.at <= early.at + timedelta(seconds=lost)


@given(
    stopped=st.integers(0, 300),
    length=st.integers(0, 600),
    start=st.sampled_from((at("09-10 21:40"), at("12-31 23:30"), at("09-30 23:58"))),
)
@settings(max_examples=25, deadline=None)
def test_after_the_clock_stood_still_a_rung_is_left_in_its_time_or_in_the_minute_the_clock_is_back(
    stopped: int, length: int, start: datetime
) -> None:
    desk = Desk(start, FOUR, TEAM)
    woken = start
    for minute in (m for m in range(900) if not stopped <= m < stopped + length):
        desk.now = start + MINUTE * minute
        if woken <= desk.now:
            desk.run()
            woken = desk.wakes() or woken
    back = start + MINUTE * (stopped + length)
    assert len(desk.facts.climbs) >= 4
    came = start
    for climbed, minutes in zip(desk.facts.climbs, (10, 30, 60, 60), strict=False):
        allowed = (
            max(came + MINUTE * minutes, back) if climbed.at >= start + MINUTE * stopped else came + MINUTE * minutes
        )
        assert climbed.at <= allowed + MINUTE
        came = climbed.at


@given(schools(), LADDERS, STARTS, st.sets(st.sampled_from(NUMBERS), max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_concern_about_the_principal_reaches_nobody_under_them_however_long_it_waits(
    school: People, ladder: Ladder, start: datetime, under: set[int]
) -> None:
    heads = frozenset(p.id for p in school.staff if "principal" in p.roles)
    line = tuple((one, head) for one in under for head in heads)
    desk = Desk(start, ladder, replace(school, concerned=heads, answers_to=line), raised_by=MENTOR)
    desk.run()
    for _ in range(8):
        desk.sleep()
    if heads:
        assert not {telling.person for telling in desk.facts.tellings} & (heads | under)
    assert desk.owner() is not None


@given(schools(), LADDERS, STARTS)
@settings(max_examples=40, deadline=None)
def test_with_everybody_away_the_last_resort_is_told_in_the_first_minute(
    school: People, ladder: Ladder, start: datetime
) -> None:
    gone = replace(school, staff=tuple(replace(p, away=True) for p in school.staff))
    desk = Desk(start, ladder, gone)
    desk.run()
    assert {t.person for t in desk.facts.tellings} == {p.id for p in gone.last_resort}
    assert desk.facts.present.rung == len(ladder.rungs) + 1


@given(schools(), st.sampled_from(NUMBERS), st.booleans())
@settings(max_examples=50, deadline=None)
def test_taking_is_refused_to_nobody_but_those_off_the_path_the_late_and_the_second(
    school: People, who: int, closed: bool
) -> None:
    start = at("09-10 21:40")
    facts = Facts(start, MENTOR, hands=(Hand(2, start),), closed_at=start if closed else None)
    answer = take(facts, school, who, start)
    if who in school.excluded:
        assert isinstance(answer, NotOnPath)
    elif closed:
        assert answer == Closed(start)
    elif who == 2 or 2 in school.excluded:
        assert isinstance(answer, Taken)
    else:
        assert answer == AlreadyInHand(Hand(2, start))
