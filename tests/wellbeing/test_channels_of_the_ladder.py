"""Somebody who is reached through several channels: each is watched by itself."""

from typing import Any

import pytest

from liangshi.notices.models import Address, Notice, OutboxMessage
from liangshi.notices.services import deliver_outbox
from liangshi.wellbeing.models import Climb, Concern, ConcernRun, DeadChannelAlert, Tell
from liangshi.wellbeing.services.climbing import climb_concerns
from tests.notices.fake_services import services
from tests.notices.test_channels import configure
from tests.wellbeing.concerns import EVENING, MINUTE, raised, told
from tests.world import World

pytestmark = pytest.mark.django_db
APPS = ("wecom", "dingtalk", "feishu")


def reached(world: World, name: str, *channels: str) -> None:
    for channel in channels:
        Address.unscoped.create(
            account=world.account(name), channel=channel, address=f"{name}.{channel}", checked_at=EVENING
        )


def ways(field: str) -> set[str]:
    """The channels to the counsellor of which this is known."""
    rows = Tell.unscoped.filter(rung=1, person__name="周心怡").exclude(**{field: None})
    return set(rows.values_list("channel", flat=True))


def test_a_dead_channel_is_an_alert_though_the_others_delivered(world: World, settings: Any) -> None:
    with services() as outside:
        configure(settings, outside, *APPS)
        reached(world, "zhou", *APPS)
        outside.gone.add("zhou.wecom")
        concern = raised(world)
        deliver_outbox(EVENING)
        climb_concerns(EVENING + MINUTE)
    assert ways("delivered_at") == {"inbox", "mail", "dingtalk", "feishu"}
    assert ways("failed_at") == {"wecom"}
    alert = DeadChannelAlert.unscoped.get()
    assert (alert.channel, alert.person.name) == ("wecom", "周心怡")
    titles = set(Notice.unscoped.filter(kind="channel.dead").values_list("title", flat=True))
    assert titles == {"发给周心怡的企业微信没有送达"}
    assert told(concern) == ["周心怡"]
    assert not Climb.unscoped.exists()


def test_where_every_channel_delivered_there_is_no_alert_and_one_notice(world: World, settings: Any) -> None:
    with services() as outside:
        configure(settings, outside, *APPS)
        reached(world, "zhou", *APPS)
        concern = raised(world)
        deliver_outbox(EVENING)
        climb_concerns(EVENING + MINUTE)
    assert ways("delivered_at") == {"inbox", "mail", *APPS}
    assert not DeadChannelAlert.unscoped.exists()
    assert Notice.unscoped.filter(link=f"/concerns/{concern.public_id}/").count() == 1


def test_two_dead_channels_of_one_person_are_two_alerts(world: World, settings: Any) -> None:
    with services() as outside:
        configure(settings, outside, *APPS)
        reached(world, "zhou", *APPS)
        outside.gone |= {"zhou.wecom", "zhou.feishu"}
        raised(world)
        deliver_outbox(EVENING)
        climb_concerns(EVENING + MINUTE)
    assert set(DeadChannelAlert.unscoped.values_list("channel", flat=True)) == {"wecom", "feishu"}


def test_an_address_that_becomes_known_meanwhile_is_used_and_is_no_dead_channel(world: World, settings: Any) -> None:
    with services() as outside:
        configure(settings, outside, "dingtalk")
        concern = raised(world)
        reached(world, "zhou", "dingtalk")
        run_again(concern)
        deliver_outbox(EVENING + MINUTE)
        climb_concerns(EVENING + 2 * MINUTE)
    assert OutboxMessage.unscoped.get(channel="dingtalk").state == "sent"
    assert "dingtalk" in ways("delivered_at")
    assert not DeadChannelAlert.unscoped.exists()
    assert Notice.unscoped.filter(link=f"/concerns/{concern.public_id}/").count() == 1


def run_again(concern: Concern) -> None:
    """The clock asks this run in the next minute."""
    ConcernRun.unscoped.filter(concern=concern).update(wakes_at=EVENING + MINUTE)
    climb_concerns(EVENING + MINUTE)
