"""The ladder on real rows: who is told when, what unread and undelivered alerts do, across every kind of midnight."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from liangshi.notices.models import Notice
from liangshi.notices.services import deliver_outbox
from liangshi.people.models import CalendarDay
from liangshi.wellbeing.models import Climb, DeadChannelAlert, Tell
from liangshi.wellbeing.services.assessing import assess_concern
from liangshi.wellbeing.services.climbing import advance, climb_concerns
from liangshi.wellbeing.services.hands import give_concern_back, take_in_hand
from liangshi.wellbeing.services.manning import be_away
from liangshi.wellbeing.services.reading import read_concern
from tests.wellbeing.concerns import (
    CHAINS,
    EVENING,
    MINUTE,
    ZONE,
    publish,
    raised,
    run_of,
    run_until,
    told,
    viewer,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def test_without_a_scheme_it_climbs_the_built_in_ladder_half_an_hour_each(world: World) -> None:
    concern = raised(world)
    assert told(concern) == ["周心怡"]
    run_until(EVENING + 29 * MINUTE)
    assert told(concern) == ["周心怡"]
    climb_concerns(EVENING + 30 * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰"]
    climb_concerns(EVENING + 60 * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰", "林知远"]


def test_the_schemes_own_chain_says_who_and_when(world: World) -> None:
    publish(world, CHAINS)
    concern = raised(world, danger="now")
    assert run_of(concern).level == "red"
    assert told(concern) == ["周心怡"]
    assert "电话" in Notice.unscoped.get(account=world.account("zhou")).text
    climb_concerns(EVENING + 10 * MINUTE)
    assert told(concern) == ["周心怡", "林知远"]


def test_a_scheme_that_changes_meanwhile_changes_later_runs_only(world: World) -> None:
    concern = raised(world)
    publish(world, CHAINS)
    climb_concerns(EVENING + 29 * MINUTE)
    assert told(concern) == ["周心怡"]
    assert run_of(concern).scheme is None


def test_who_has_read_it_keeps_it_until_the_rung_ends_then_it_climbs(world: World) -> None:
    concern = raised(world)
    read_concern(by=viewer(world, "zhou"), concern=concern, now=EVENING + 5 * MINUTE)
    climb_concerns(EVENING + 29 * MINUTE)
    assert told(concern) == ["周心怡"]
    climb_concerns(EVENING + 30 * MINUTE)
    assert Climb.unscoped.get(run__concern=concern).why == "not_taken"


def test_in_hand_nothing_climbs_and_given_back_the_next_is_asked_at_once(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + MINUTE)
    run_until(EVENING + 90 * MINUTE, EVENING + 80 * MINUTE)
    assert told(concern) == ["周心怡"]
    later = EVENING + 91 * MINUTE
    give_concern_back(by=viewer(world, "zhou"), concern=concern, reason="要送另一名学生去医院", now=later)
    climb_concerns(later)
    assert told(concern) == ["周心怡", "沈若兰"]


def test_who_is_away_is_not_waited_for_and_a_stand_in_is_asked(world: World) -> None:
    zhou, gao = world.staff["zhou"], world.staff["gao"]
    ends = EVENING + timedelta(days=1)
    be_away(by=viewer(world, "zhou"), staff=zhou, starts_at=EVENING, ends_at=ends, stand_in=None, now=EVENING)
    first = raised(world)
    assert told(first) == ["沈若兰"]
    be_away(by=viewer(world, "zhou"), staff=zhou, starts_at=EVENING, ends_at=ends, stand_in=gao, now=EVENING)
    second = raised(world, key="key-2")
    assert told(second) == ["高建平"]


def test_doing_it_again_changes_nothing(world: World) -> None:
    concern = raised(world)
    before = (Tell.unscoped.count(), Notice.unscoped.count())
    for _ in range(5):
        assert advance(run_of(concern).pk, EVENING) == 0
    assert (Tell.unscoped.count(), Notice.unscoped.count()) == before


def test_a_clock_that_stood_still_catches_up_in_its_first_minute(world: World) -> None:
    concern = raised(world)
    back = EVENING + timedelta(hours=5)
    climb_concerns(back)
    assert told(concern) == ["周心怡", "沈若兰"]
    climb_concerns(back + 30 * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰", "林知远"]


def test_a_clock_set_back_repeats_nothing(world: World) -> None:
    concern = raised(world)
    climb_concerns(EVENING + 30 * MINUTE)
    before = list(Tell.unscoped.filter(run__concern=concern).values_list("person", "rung", "channel"))
    climb_concerns(EVENING - 60 * MINUTE)
    assert list(Tell.unscoped.filter(run__concern=concern).values_list("person", "rung", "channel")) == before


def test_nobody_answers_and_the_last_are_asked_again_every_hour(world: World) -> None:
    concern = raised(world)
    run_until(EVENING + 200 * MINUTE)
    above = Tell.unscoped.filter(run__concern=concern, rung__gt=3, channel="inbox")
    assert set(above.values_list("person__name", flat=True)) == {"沈若兰", "林知远"}
    assert 2 <= above.filter(person__name="林知远").count() <= 3


def test_a_mail_leaves_and_is_known_to_have_arrived(world: World) -> None:
    concern = raised(world)
    deliver_outbox(EVENING)
    climb_concerns(EVENING + MINUTE)
    tell = Tell.unscoped.get(run__concern=concern, channel="mail")
    assert tell.delivered_at is not None
    assert tell.failed_at is None
    assert "小明" not in mail.outbox[0].subject + mail.outbox[0].body


def test_a_message_server_that_is_down_for_an_hour_is_an_alert_and_holds_nothing_up(
    world: World, settings: Any
) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    concern = raised(world)
    now = EVENING
    while now < EVENING + 60 * MINUTE:
        climb_concerns(now)
        deliver_outbox(now)
        now += MINUTE
    settings.EMAIL_BACKEND = working
    assert told(concern) == ["周心怡", "沈若兰"]
    alert = DeadChannelAlert.unscoped.filter(run__concern=concern).first()
    assert alert is not None
    assert alert.channel == "mail"
    words = Notice.unscoped.filter(kind="channel.dead").values_list("title", "account__name")
    assert {name for _title, name in words} <= {"沈若兰", "林知远"}
    assert not any("小明" in title for title, _name in words)
    while now < EVENING + 100 * MINUTE:
        climb_concerns(now)
        deliver_outbox(now)
        now += MINUTE
    assert Tell.unscoped.filter(run__concern=concern, channel="mail", rung=1, delivered_at__isnull=False).exists()


def test_a_message_that_nobody_tried_to_send_has_failed_after_three_minutes(world: World) -> None:
    concern = raised(world)
    climb_concerns(EVENING + 2 * MINUTE)
    assert Tell.unscoped.get(run__concern=concern, channel="mail").failed_at is None
    climb_concerns(EVENING + 3 * MINUTE)
    assert Tell.unscoped.get(run__concern=concern, channel="mail").failed_at is not None


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 9, 10, 23, 45, tzinfo=ZONE),
        datetime(2026, 12, 31, 23, 45, tzinfo=ZONE),
        datetime(2026, 9, 30, 23, 45, tzinfo=ZONE),
        datetime(2027, 2, 28, 23, 45, tzinfo=ZONE),
    ],
    ids=["midnight", "end of the year", "eve of a holiday", "end of february"],
)
def test_half_an_hour_is_half_an_hour_across_any_midnight(world: World, moment: datetime) -> None:
    holiday = {"school": world.schools["mingde"], "kind": "holiday", "name": "国庆节"}
    CalendarDay.unscoped.create(date=datetime(2026, 10, 1, tzinfo=ZONE).date(), **holiday)
    concern = raised(world, now=moment)
    climb_concerns(moment + 29 * MINUTE)
    assert told(concern) == ["周心怡"]
    climb_concerns(moment + 30 * MINUTE)
    assert told(concern) == ["周心怡", "沈若兰"]


def test_a_limit_in_school_days_waits_over_a_holiday(world: World) -> None:
    publish(world, CHAINS)
    before = datetime(2026, 9, 30, 10, 0, tzinfo=ZONE)
    for day in range(1, 8):
        on = datetime(2026, 10, day, tzinfo=ZONE).date()
        CalendarDay.unscoped.create(school=world.schools["mingde"], date=on, kind="holiday", name="国庆节")
    concern = raised(world, by="li", now=before)
    take_in_hand(by=viewer(world, "zhou", before), concern=concern, now=before)
    assess_concern(by=viewer(world, "zhou", before), concern=concern, level="blue", now=before)
    give_concern_back(by=viewer(world, "zhou", before), concern=concern, reason="轮到班主任", now=before + MINUTE)
    climb_concerns(before + MINUTE)
    assert told(concern) == ["周心怡", "王海燕"]
    climb_concerns(datetime(2026, 10, 8, 23, 59, tzinfo=ZONE))
    assert run_of(concern).level == "blue"
    assert not Climb.unscoped.filter(run=run_of(concern)).exists()
    climb_concerns(datetime(2026, 10, 9, 0, 0, tzinfo=ZONE))
    assert Climb.unscoped.filter(run=run_of(concern)).exists()
