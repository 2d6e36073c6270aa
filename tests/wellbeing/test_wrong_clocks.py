"""A clock that was wrong and is put right: nothing sleeps until a time that never comes, nobody is told twice."""

from datetime import timedelta

import pytest
from django.core import mail

from liangshi.audit.models import Entry
from liangshi.audit.queries import first_broken_position
from liangshi.jobs.queries import health
from liangshi.jobs.services import beat, tick
from liangshi.notices.models import Notice, OutboxMessage
from liangshi.notices.services import deliver_outbox
from liangshi.people.models import Account
from liangshi.project.wiring import URGENT
from liangshi.wellbeing.models import Hand, Tell
from liangshi.wellbeing.services.hands import give_concern_back, take_in_hand
from tests.wellbeing.concerns import EVENING, MINUTE, raised, run_of, run_until, told, viewer
from tests.world import World

HOUR = 60 * MINUTE
AHEAD = [9 * MINUTE, 8 * HOUR, timedelta(days=1), timedelta(days=366)]


@pytest.mark.parametrize("ahead", AHEAD, ids=str)
def test_a_concern_raised_by_a_clock_that_was_ahead_climbs_in_its_time(world: World, ahead: timedelta) -> None:
    tick(URGENT, EVENING + ahead)
    concern = raised(world, now=EVENING + ahead)
    for minute in range(32):
        tick(URGENT, EVENING + minute * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰"]
    assert Notice.unscoped.filter(account=world.account("zhou"), kind="concern.told").count() == 1
    assert max(Tell.unscoped.values_list("at", flat=True)) <= EVENING + 31 * MINUTE
    assert Entry.unscoped.get(verb="concern.clock_set_back").detail == {"seconds": int(ahead.total_seconds())}
    assert first_broken_position(concern.school_id) is None


def test_a_clock_set_back_by_seconds_is_left_alone(world: World) -> None:
    concern = raised(world, now=EVENING + timedelta(seconds=50))
    run_until(EVENING + 32 * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰"]
    assert not Entry.unscoped.filter(verb="concern.clock_set_back").exists()


def test_what_was_in_hand_stays_in_hand_and_what_was_given_back_is_asked_at_once(world: World) -> None:
    ahead = EVENING + timedelta(days=1)
    concern, held = raised(world, now=ahead, sent_key="back"), raised(world, now=ahead, sent_key="held")
    for one in (concern, held):
        take_in_hand(by=viewer(world, "zhou"), concern=one, now=ahead + MINUTE)
    give_concern_back(by=viewer(world, "zhou"), concern=concern, reason="要出门", now=ahead + 2 * MINUTE)
    run_until(EVENING + 3 * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰"]
    assert told(held) == ["周心怡"]
    assert Hand.unscoped.get(concern=held, ended_at=None).person == world.account("zhou")


def test_a_clock_that_jumps_ahead_tells_the_next_at_once(world: World) -> None:
    concern = raised(world)
    run_until(EVENING + timedelta(days=400), since=EVENING + timedelta(days=400))
    assert told(concern)[:2] == ["周心怡", "沈若兰"]


def test_a_message_put_off_by_a_clock_that_was_ahead_leaves_today(world: World) -> None:
    Account.unscoped.filter(pk=world.account("zhou").pk).update(email="zhou@example.org")
    raised(world, now=EVENING)
    OutboxMessage.unscoped.update(due_at=EVENING + timedelta(days=30))
    deliver_outbox(EVENING + MINUTE)
    assert [sent.to for sent in mail.outbox] == [["zhou@example.org"]]


def test_a_sign_of_life_from_the_future_is_none(world: World) -> None:
    beat("before the clock was set back", EVENING + timedelta(days=3))
    assert not health(EVENING).worker_alive
    beat("now", EVENING - MINUTE)
    assert health(EVENING).worker_alive
    assert health(EVENING).last_beat == EVENING - MINUTE
    assert run_of(raised(world)).ended_at is None
