"""Whoever has a concern in hand goes away: it waits for nobody who is not there."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from liangshi.notices.models import Notice
from liangshi.wellbeing.choices import HandEnd
from liangshi.wellbeing.models import Absence, Concern, ConcernAdult, Hand
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.hands import accept_concern, decline_concern, take_in_hand
from liangshi.wellbeing.services.manning import be_away
from liangshi.wellbeing.services.problems import AlreadyInHandError
from tests.wellbeing.concerns import EVENING, MINUTE, raised, told, viewer
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = EVENING + HOUR


def held_by_zhou(world: World) -> Concern:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + MINUTE)
    return concern


def leaves(world: World, *, for_long: bool, stand_in: str | None = None) -> Absence:
    """Zhou goes away an hour later, and the worker looks."""
    absence = be_away(
        by=viewer(world, "zhou"), staff=world.staff["zhou"], starts_at=LATER,
        ends_at=LATER + (5 * DAY if for_long else 3 * HOUR),
        stand_in=world.staff[stand_in] if stand_in else None, now=EVENING + 2 * MINUTE,
    )  # fmt: skip
    climb_concerns(EVENING + 3 * MINUTE)
    assert Hand.unscoped.get().ended_at is None, "nothing changes before the absence has begun"
    climb_concerns(LATER + MINUTE)
    return absence


def titles(world: World, name: str) -> list[str]:
    return list(Notice.unscoped.filter(account=world.account(name)).order_by("pk").values_list("title", flat=True))


def holder(concern: Concern) -> str | None:
    hand = Hand.unscoped.filter(concern=concern, ended_at=None).select_related("person").first()
    return hand.person.name if hand else None


def test_a_stand_in_is_asked_once_to_take_it_over_and_until_then_it_stays(world: World) -> None:
    concern = held_by_zhou(world)
    leaves(world, for_long=True, stand_in="gao")
    climb_concerns(LATER + HOUR)
    assert titles(world, "gao").count("周心怡不在，手上有一件事请您接过来") == 1
    assert holder(concern) == "周心怡"
    accept_concern(by=viewer(world, "gao"), concern=concern, now=LATER + 2 * HOUR)
    climb_concerns(LATER + 3 * HOUR)
    assert holder(concern) == "高建平"


def test_a_stand_in_who_cannot_leaves_it_with_who_is_soon_back(world: World) -> None:
    concern = held_by_zhou(world)
    leaves(world, for_long=False, stand_in="gao")
    decline_concern(by=viewer(world, "gao"), concern=concern, now=LATER + HOUR)
    climb_concerns(LATER + 2 * HOUR)
    assert holder(concern) == "周心怡"
    assert len([title for title in titles(world, "gao") if "接过来" in title]) == 1


def test_a_stand_in_who_cannot_sends_it_on_where_the_absence_is_long(world: World) -> None:
    concern = held_by_zhou(world)
    leaves(world, for_long=True, stand_in="gao")
    decline_concern(by=viewer(world, "gao"), concern=concern, now=LATER + HOUR)
    climb_concerns(LATER + 2 * HOUR)
    assert holder(concern) is None
    assert told(concern)[-1] != "周心怡"


def test_a_stand_in_who_never_answers_is_waited_for_one_day(world: World) -> None:
    concern = held_by_zhou(world)
    leaves(world, for_long=True, stand_in="gao")
    climb_concerns(LATER + DAY - HOUR)
    assert holder(concern) == "周心怡"
    climb_concerns(LATER + DAY + HOUR)
    assert holder(concern) is None


def test_without_a_stand_in_the_next_is_asked_where_it_is_for_long(world: World) -> None:
    concern = held_by_zhou(world)
    leaves(world, for_long=True)
    assert Hand.unscoped.get().ended == HandEnd.AWAY
    assert told(concern)[-1] == "沈若兰"
    assert "您不在，手上的一件事已告诉下一位" in titles(world, "zhou")


def test_without_a_stand_in_it_stays_with_who_is_soon_back(world: World) -> None:
    concern = held_by_zhou(world)
    leaves(world, for_long=False)
    climb_concerns(LATER + 2 * HOUR)
    assert (holder(concern), told(concern)) == ("周心怡", ["周心怡"])


def test_a_stand_in_whom_the_concern_is_about_is_not_asked(world: World) -> None:
    concern = held_by_zhou(world)
    ConcernAdult.unscoped.create(school=concern.school, concern=concern, staff=world.staff["gao"])
    leaves(world, for_long=True, stand_in="gao")
    assert holder(concern) is None
    assert not [title for title in titles(world, "gao") if "接" in title]


def test_what_is_in_the_hands_of_who_is_away_may_be_taken_at_once(world: World) -> None:
    concern = held_by_zhou(world)
    with pytest.raises(AlreadyInHandError):
        take_in_hand(by=viewer(world, "lin"), concern=concern, now=LATER - MINUTE)
    leaves(world, for_long=False)
    take_in_hand(by=viewer(world, "lin"), concern=concern, now=LATER + 2 * MINUTE)
    assert holder(concern) == "林知远"
    assert "您不在时，林知远接过了您手上的一件事" in titles(world, "zhou")
    with pytest.raises(AlreadyInHandError):
        take_in_hand(by=viewer(world, "shen"), concern=concern, now=LATER + 3 * MINUTE)


def test_the_page_offers_it_to_the_stand_in_and_to_nobody_while_the_holder_is_there(world: World, sign_in: Any) -> None:
    concern = held_by_zhou(world)
    address = f"/concerns/{concern.public_id}/"
    with time_machine.travel(EVENING + 2 * MINUTE, tick=False):
        assert sign_in("gao").get(address).status_code == 404
    leaves(world, for_long=False, stand_in="gao")
    with time_machine.travel(LATER + 2 * MINUTE, tick=False):
        page = sign_in("gao").get(address).content.decode()
        assert "周心怡不在，由您代替，请您接过来。" in page
        assert "我来接手" not in sign_in("zhou").get(address).content.decode()


def test_whoever_reads_it_sees_that_the_holder_is_away(world: World, sign_in: Any) -> None:
    concern = raised(world)
    climb_concerns(EVENING + 61 * MINUTE)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + 62 * MINUTE)
    address = f"/concerns/{concern.public_id}/"
    now = EVENING + 70 * MINUTE
    with time_machine.travel(now, tick=False):
        assert "我来接手" not in sign_in("shen").get(address).content.decode()
        be_away(
            by=viewer(world, "zhou"), staff=world.staff["zhou"], starts_at=now - MINUTE, ends_at=now + HOUR,
            stand_in=None, now=now,
        )  # fmt: skip
        page = sign_in("shen").get(address).content.decode()
        assert "周心怡现在不在。需要马上办的话，您可以接过来。" in page
        sign_in("shen").post(f"{address}take/")
    assert holder(concern) == "沈若兰"
