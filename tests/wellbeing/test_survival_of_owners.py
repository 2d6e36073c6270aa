"""Whatever people do in whatever order, an open concern has an owner who may have it, and at most one hand."""

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from liangshi.domain.escalation import owner
from liangshi.wellbeing.models import Absence, Concern, ConcernRun, Hand, KeptAway, Tell
from liangshi.wellbeing.queries.facts import people_of, school_at_work, standing_of
from liangshi.wellbeing.services.assessing import assess_concern, close_concern, reopen_concern
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.hands import accept_concern, give_concern_back, offer_concern, take_in_hand
from liangshi.wellbeing.services.manning import be_away
from liangshi.wellbeing.services.naming import name_adult
from liangshi.wellbeing.services.problems import ConcernProblemError
from liangshi.wellbeing.services.raising import raise_concern
from liangshi.wellbeing.services.reading import read_concern
from tests.wellbeing.concerns import EVENING, MINUTE, draft, viewer
from tests.world import World

NAMES = ("zhou", "shen", "lin", "gao", "wang")
ACTS = ("take", "back", "offer", "accept", "level", "close", "reopen", "adult")
WHO = st.sampled_from(NAMES)
numbers = count()


class Concerns(RuleBasedStateMachine):
    """One concern among the staff of 明德中学."""

    world: World

    @initialize(by=st.sampled_from(("wang", "xiaohong", "chen", "gao")), about=st.none() | WHO)
    def raised(self, by: str, about: str | None) -> None:
        self.now = EVENING
        adults = () if about is None else (self.world.staff[about].pk,)
        key = f"machine-{next(numbers)}"
        self.concern = raise_concern(by=viewer(self.world, by), draft=draft(key, adults=adults), now=self.now)

    @rule(minutes=st.sampled_from((1, 10, 30, 60, 600)))
    def the_clock_runs(self, minutes: int) -> None:
        self.now += MINUTE * minutes
        climb_concerns(self.now)

    @rule(who=WHO)
    def somebody_reads_it(self, who: str) -> None:
        if Concern.objects.visible_to(viewer(self.world, who)).filter(pk=self.concern.pk).exists():
            read_concern(by=viewer(self.world, who), concern=self.concern, now=self.now)

    @rule(
        who=WHO,
        act=st.sampled_from(ACTS),
        other=WHO,
    )
    def somebody_acts(self, who: str, act: str, other: str) -> None:
        given = {"by": viewer(self.world, who), "concern": self.concern, "now": self.now}
        deeds = {
            "take": lambda: take_in_hand(**given),
            "back": lambda: give_concern_back(**given, reason="有急事"),
            "offer": lambda: offer_concern(**given, to=self.world.account(other), reason="更熟悉"),
            "accept": lambda: accept_concern(**given),
            "level": lambda: assess_concern(**given, level="red"),
            "close": lambda: close_concern(**given, outcome="好了"),
            "reopen": lambda: reopen_concern(**given),
            "adult": lambda: name_adult(**given, staff=self.world.staff[other]),
        }
        try:
            deeds[act]()
        except ConcernProblemError:
            return

    @rule(who=WHO, stand_in=st.none() | WHO)
    def somebody_is_away(self, who: str, stand_in: str | None) -> None:
        other = self.world.staff[stand_in] if stand_in and stand_in != who else None
        be_away(
            by=viewer(self.world, who), staff=self.world.staff[who], starts_at=self.now,
            ends_at=self.now + timedelta(hours=3), stand_in=other, now=self.now,
        )  # fmt: skip

    @rule(who=WHO)
    def somebody_leaves_or_returns(self, who: str) -> None:
        staff = self.world.staff[who]
        staff.left_on = None if staff.left_on else timezone.localdate(self.now)
        staff.save()

    @invariant()
    def an_open_concern_has_an_owner_who_may_have_it(self) -> None:
        concern = Concern.unscoped.get(pk=self.concern.pk)
        run = ConcernRun.unscoped.select_related("scheme").filter(concern=concern).order_by("ordinal").last()
        run.concern = concern
        at_work = school_at_work(concern.school_id, self.now)
        standing = standing_of(run, at_work, people_of(concern, at_work, self.now))
        whose = owner(standing.facts, standing.ladder, standing.people, standing.calendar)
        assert (whose is None) == (concern.state == "closed")
        assert (run.ended_at is None) == (concern.state != "closed")
        if whose is not None:
            assert whose.person not in standing.people.excluded

    @invariant()
    def the_state_says_whether_somebody_has_it(self) -> None:
        held = Hand.unscoped.filter(concern=self.concern, ended_at=None).count()
        assert held == (1 if Concern.unscoped.get(pk=self.concern.pk).state == "in_hands" else 0)

    @invariant()
    def nobody_who_is_kept_away_is_told_afterwards(self) -> None:
        away = KeptAway.unscoped.filter(concern=self.concern).values("account")
        for tell in Tell.unscoped.filter(run__concern=self.concern, person__in=away):
            assert tell.at <= self.now

    def teardown(self) -> None:
        Absence.unscoped.all().delete()
        ConcernRun.unscoped.filter(ended_at=None).update(ended_at=self.now, ended="closed")
        for staff in self.world.staff.values():
            if staff.left_on:
                staff.left_on = None
                staff.save()


def run(world: World, examples: int) -> None:
    Concerns.world = world
    run_state_machine_as_test(
        Concerns,
        settings=settings(
            max_examples=examples, stateful_step_count=14, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.django_db
def test_on_no_path_has_a_concern_no_owner(world: World) -> None:
    run(world, 8)


@pytest.mark.slow
@pytest.mark.django_db
def test_on_many_paths_has_a_concern_no_owner(world: World) -> None:
    run(world, 120)
