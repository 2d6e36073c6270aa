"""Taking in hand, giving back, handing on, closing; and what the one who raised it sees of it."""

import pytest
from django.utils import timezone

from liangshi.domain.escalation import Stage
from liangshi.notices.models import Notice
from liangshi.wellbeing.models import Concern, Hand
from liangshi.wellbeing.queries.receipts import acknowledgement
from liangshi.wellbeing.services.adding import add_to_concern
from liangshi.wellbeing.services.assessing import assess_concern, close_concern, reopen_concern
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.hands import (
    accept_concern,
    decline_concern,
    give_concern_back,
    offer_concern,
    take_in_hand,
)
from liangshi.wellbeing.services.naming import name_adult, settle_student
from liangshi.wellbeing.services.problems import (
    AlreadyInHandError,
    ConcernClosedError,
    NothingSaidError,
    NotInYourHandsError,
    NotOfferedError,
    NotOnPathError,
)
from liangshi.wellbeing.services.reading import read_concern
from tests.wellbeing.concerns import EVENING, MINUTE, raised, told, viewer
from tests.world import World

pytestmark = pytest.mark.django_db


def stage(concern: Concern) -> Stage:
    return acknowledgement(Concern.unscoped.get(pk=concern.pk), EVENING).receipt.stage


def test_the_receipt_says_received_in_hands_done_with_times(world: World) -> None:
    concern = raised(world)
    assert stage(concern) is Stage.ON_ITS_WAY
    read_concern(by=viewer(world, "zhou"), concern=concern, now=EVENING + MINUTE)
    assert stage(concern) is Stage.RECEIVED
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + 2 * MINUTE)
    slip = acknowledgement(Concern.unscoped.get(pk=concern.pk), EVENING).receipt
    assert (slip.received_at, slip.in_hands_at) == (EVENING + MINUTE, EVENING + 2 * MINUTE)
    close_concern(by=viewer(world, "zhou"), concern=concern, outcome="已与家长见面", now=EVENING + 3 * MINUTE)
    assert stage(concern) is Stage.DONE


def test_the_second_is_told_by_name_who_was_first(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    with pytest.raises(AlreadyInHandError) as second:
        take_in_hand(by=viewer(world, "lin"), concern=concern, now=EVENING)
    assert second.value.facts["name"] == "周心怡"
    assert Hand.unscoped.get(concern=concern).person == world.account("zhou")


def test_taking_it_twice_is_taking_it_once(world: World) -> None:
    concern = raised(world)
    first = take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    assert take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + MINUTE) == first


def test_giving_back_needs_a_reason_and_the_hand(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    with pytest.raises(NotInYourHandsError):
        give_concern_back(by=viewer(world, "lin"), concern=concern, reason="不是我的", now=EVENING)
    with pytest.raises(NothingSaidError):
        give_concern_back(by=viewer(world, "zhou"), concern=concern, reason=" ", now=EVENING)
    give_concern_back(by=viewer(world, "zhou"), concern=concern, reason="在外地", now=EVENING + MINUTE)
    hand = Hand.unscoped.get(concern=concern)
    assert (hand.ended, hand.reason) == ("given_back", "在外地")
    assert Concern.unscoped.get(pk=concern.pk).state == "raised"


def test_handed_on_it_stays_until_the_other_accepts(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    offer_concern(by=viewer(world, "zhou"), concern=concern, to=world.account("gao"), reason="年级更近", now=EVENING)
    assert Hand.unscoped.get(concern=concern, ended_at=None).person == world.account("zhou")
    assert Concern.objects.visible_to(viewer(world, "gao")).filter(pk=concern.pk).exists()
    accept_concern(by=viewer(world, "gao"), concern=concern, now=EVENING + MINUTE)
    assert Hand.unscoped.get(concern=concern, ended_at=None).person == world.account("gao")
    assert Concern.unscoped.get(pk=concern.pk).state == "in_hands"


def test_who_declines_sees_it_no_longer_and_it_stays_where_it_is(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    offer_concern(by=viewer(world, "zhou"), concern=concern, to=world.account("gao"), reason="年级更近", now=EVENING)
    decline_concern(by=viewer(world, "gao"), concern=concern, now=EVENING)
    assert not Concern.objects.visible_to(viewer(world, "gao")).filter(pk=concern.pk).exists()
    with pytest.raises(NotOfferedError):
        accept_concern(by=viewer(world, "gao"), concern=concern, now=EVENING)
    assert Hand.unscoped.get(concern=concern, ended_at=None).person == world.account("zhou")


def test_nobody_is_offered_what_is_about_them(world: World) -> None:
    concern = raised(world, by="chen", adults=(world.staff["gao"].pk,))
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    with pytest.raises(NotOnPathError):
        offer_concern(by=viewer(world, "zhou"), concern=concern, to=world.account("gao"), reason="请看", now=EVENING)


def test_when_it_turns_out_whom_it_is_about_their_hands_no_longer_count(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    name_adult(by=viewer(world, "zhou"), concern=concern, staff=world.staff["zhou"], now=EVENING + MINUTE)
    assert Hand.unscoped.get(concern=concern).ended == "kept_away"
    assert not Concern.objects.visible_to(viewer(world, "zhou")).filter(pk=concern.pk).exists()
    climb_concerns(EVENING + MINUTE)
    assert told(concern) == ["周心怡", "沈若兰"]


def test_when_who_holds_it_leaves_the_school_it_goes_on(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    world.staff["zhou"].left_on = timezone.localdate(EVENING)
    world.staff["zhou"].save()
    climb_concerns(EVENING + 10 * MINUTE)
    assert Hand.unscoped.get(concern=concern).ended == "gone"
    assert "沈若兰" in told(concern)


def test_another_level_begins_at_the_bottom_and_stays_in_hand(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    assess_concern(by=viewer(world, "zhou"), concern=concern, level="red", now=EVENING + MINUTE)
    assert Hand.unscoped.get(concern=concern, ended_at=None).person == world.account("zhou")
    assert stage(concern) is Stage.IN_HANDS


def test_closed_it_asks_for_words_and_can_begin_again(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    with pytest.raises(NothingSaidError):
        close_concern(by=viewer(world, "zhou"), concern=concern, outcome="", now=EVENING)
    close_concern(by=viewer(world, "zhou"), concern=concern, outcome="已稳定", now=EVENING + MINUTE)
    with pytest.raises(ConcernClosedError):
        take_in_hand(by=viewer(world, "lin"), concern=concern, now=EVENING + MINUTE)
    reopen_concern(by=viewer(world, "zhou"), concern=concern, now=EVENING + 2 * MINUTE)
    climb_concerns(EVENING + 2 * MINUTE)
    assert Concern.unscoped.get(pk=concern.pk).state == "raised"
    assert Notice.unscoped.filter(account=world.account("zhou"), kind="concern.told").count() == 2


def test_an_addition_reaches_who_has_it_and_is_stored_once(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    for _ in range(2):
        add_to_concern(by=viewer(world, "wang"), concern=concern, text="他今晚不在宿舍", sent_key="add-1", now=EVENING)
    assert Notice.unscoped.filter(account=world.account("zhou"), kind="concern.added").count() == 1


def test_of_two_of_one_name_the_one_who_was_not_meant_disappears(world: World) -> None:
    world.students["xiaogang"].name = "赵小明"
    world.students["xiaogang"].save()
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    meant = concern.students(manager="unscoped").get(student=world.students["xiaogang"])
    settle_student(by=viewer(world, "zhou"), concern=concern, meant=meant, now=EVENING)
    left = concern.students(manager="unscoped").get()
    assert (left.student, left.certain) == (world.students["xiaogang"], True)
