"""What is broken for one concern, one school or one message holds up no other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from liangshi.jobs.models import ScheduledJob
from liangshi.jobs.queries import health
from liangshi.jobs.services import tick
from liangshi.project.wiring import URGENT
from liangshi.schemes.models import SchemeVersion
from liangshi.wellbeing.models import Climb, Concern, Hand, Tell
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.hands import take_in_hand
from tests.wellbeing.concerns import CHAINS, EVENING, MINUTE, publish, raised, run_of, told, viewer
from tests.world import World

HALF_AN_HOUR = 30 * MINUTE
END_OF_TIME = datetime(9999, 12, 31, 23, 50, tzinfo=UTC)


def poison(concern: Concern) -> None:
    """A row that no service writes and that the engine cannot reckon with: the last minutes of all time."""
    run = run_of(concern)
    Climb.unscoped.create(school_id=run.school_id, run=run, rung=1, at=END_OF_TIME, why="not_taken")


def test_a_run_that_cannot_be_asked_holds_up_no_other(world: World) -> None:
    first = raised(world, sent_key="first")
    second = raised(world, sent_key="second", now=EVENING + MINUTE)
    poison(first)
    tick(URGENT, EVENING + MINUTE + HALF_AN_HOUR)
    assert told(second) == ["周心怡", "沈若兰"]
    assert told(first) == ["周心怡"]


def test_a_run_that_cannot_be_asked_is_seen_on_the_page_of_health(world: World) -> None:
    poison(raised(world))
    tick(URGENT, EVENING + HALF_AN_HOUR)
    [(job, why)] = health(EVENING).failing
    assert job == "climb_concerns"
    assert "1 failed" in why
    assert ScheduledJob.objects.get(name="climb_concerns").due_at <= EVENING + HALF_AN_HOUR + MINUTE


def test_a_scheme_that_no_longer_loads_leaves_the_built_in_ladder(world: World) -> None:
    version = publish(world, CHAINS)
    concern = raised(world, danger="now")
    SchemeVersion.unscoped.filter(pk=version.pk).update(text='[header]\nkey = "mingde"\n')
    climb_concerns(EVENING + HALF_AN_HOUR)
    climb_concerns(EVENING + 2 * HALF_AN_HOUR)
    assert told(concern) == ["周心怡", "沈若兰", "林知远"]
    take_in_hand(by=viewer(world, "shen"), concern=concern, now=EVENING + 2 * HALF_AN_HOUR)
    assert Hand.unscoped.get(concern=concern).person == world.account("shen")


def test_with_a_scheme_that_no_longer_loads_a_concern_is_raised_and_the_duty_to_report_is_shown(
    world: World, sign_in: Callable[[str], Client]
) -> None:
    publish(world, "no scheme at all [")
    wang = sign_in("wang")
    assert wang.get("/concerns/new/").status_code == 200
    assert wang.get("/report-harm/").status_code == 200
    concern = raised(world, danger="now")
    assert told(concern) == ["周心怡"]
    assert run_of(concern).level == ""
    assert sign_in("xiaoming").get("/").status_code == 200


@pytest.mark.parametrize("unit", ["minutes", "hours", "days", "school_days", "weeks"])
def test_a_time_limit_beyond_all_calendars_is_a_year_and_no_failure(world: World, unit: str) -> None:
    ever = f'within = {{ unit = "{unit}", amount = 99999999999 }}'
    publish(world, CHAINS.replace('within = { unit = "minutes", amount = 10 }', ever))
    concern = raised(world, danger="now")
    assert told(concern) == ["周心怡"]
    assert EVENING + timedelta(days=360) < Tell.unscoped.get(run__concern=concern, channel="inbox").by
    climb_concerns(EVENING + timedelta(days=5000))
    assert told(concern) == ["周心怡", "林知远"]
