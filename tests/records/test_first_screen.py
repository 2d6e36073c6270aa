"""The mentor's first screen: longest since the last talk first, one tap to a new record, steps whose day has come."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry
from liangshi.records.queries.own_students import own_students
from liangshi.workbench.queries.at_hand import AtHand
from liangshi.workbench.queries.cards import Card
from liangshi.workbench.queries.duties_cards import today_card
from liangshi.workbench.queries.records_cards import own_students_card
from tests.records.conftest import DAY, NOW, by
from tests.world import TODAY, World

Keep = Callable[..., Entry]
SignIn = Callable[[str], Client]


def order(world: World, name: str) -> list[tuple[str, int | None]]:
    return [(row.student.name, row.days) for row in own_students(by(world, name), NOW)]


def at_hand(world: World, name: str) -> AtHand:
    return AtHand(by(world, name), TODAY)


def own_card(world: World, name: str) -> list[Card]:
    return list(own_students_card(by(world, name), NOW, at_hand(world, name)))


def test_whoever_was_never_talked_with_comes_first_then_the_longest_ago(keep: Keep, guided: World) -> None:
    assert order(guided, "wang") == [("钱小红", None), ("赵小明", None)]
    keep("wang", "xiaohong", happened_at=NOW - 2 * DAY)
    assert order(guided, "wang") == [("赵小明", None), ("钱小红", 2)]
    keep("wang", "xiaoming", happened_at=NOW - 9 * DAY)
    assert order(guided, "wang") == [("赵小明", 9), ("钱小红", 2)]


def test_a_talk_that_did_not_take_place_and_a_visit_are_no_talks(keep: Keep, guided: World) -> None:
    keep("wang", "xiaoming", outcome="refused")
    keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT)
    assert ("赵小明", None) in order(guided, "wang")
    keep("wang", "xiaoming", outcome="by_phone")
    assert ("赵小明", 0) in order(guided, "wang")


def test_who_guides_nobody_has_no_such_card(guided: World) -> None:
    assert own_card(guided, "gao") == []
    assert own_card(guided, "xiaoming") == []


def test_the_page_offers_one_tap_for_each_student(afternoon: None, keep: Keep, guided: World, sign_in: SignIn) -> None:
    keep("wang", "xiaoming", happened_at=NOW - 3 * DAY)
    page = sign_in("wang").get("/").content.decode()
    assert "还没有谈过" in page
    assert "3 天前谈过" in page
    assert f"/records/new/?student={guided.students['xiaoming'].public_id}" in page


def test_a_step_comes_up_on_its_day_and_not_before(keep: Keep, guided: World) -> None:
    keep("wang", "xiaoming", next_step="约家长来校", next_step_on=TODAY)
    keep("wang", "xiaohong", next_step="看看错题本", next_step_on=TODAY + DAY)
    (card,) = today_card(by(guided, "wang"), NOW, at_hand(guided, "wang"))
    assert [line.text for line in card.lines] == ["赵小明：约家长来校"]
    assert list(today_card(by(guided, "li"), NOW, at_hand(guided, "li"))) == []


@pytest.mark.parametrize("name", ["wang", "li"])
def test_the_card_costs_few_statements(
    name: str, keep: Keep, guided: World, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _each in range(5):
        keep("wang", "xiaoming")
    viewer, hand = by(guided, name), at_hand(guided, name)
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]  # students, care; year, calendar, scheme
        list(own_students_card(viewer, NOW, hand))
