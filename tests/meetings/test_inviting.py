"""The page for a new meeting offers the leadership group; everybody else is found by name."""

import re
from collections.abc import Callable

import time_machine
from django.test import Client

from liangshi.meetings.models import Meeting, Presence
from liangshi.people.models import Staff
from tests.meetings.held import GROUP, NOW, RULE, with_group
from tests.world import World

SignIn = Callable[[str], Client]
TYPED = {"title": "家访专题会", "rule": RULE, "held_on": "2026-09-11", "place": "阅览室"}


def boxes(page: str) -> dict[str, bool]:
    """The people who are offered, and whether each is ticked."""
    found = re.findall(r'name="people" value="(\w+)"( checked)?', page)
    return {public_id: bool(checked) for public_id, checked in found}


def ids(world: World, *names: str) -> list[str]:
    return [world.staff[name].public_id for name in names]


def hire(world: World, number: int) -> None:
    Staff.unscoped.bulk_create(
        Staff(school=world.schools["mingde"], number=f"X{n}", name=f"严若{n}", sort_key=f"yan2 ruo4 {n}")
        for n in range(number)
    )


@time_machine.travel(NOW, tick=False)
def test_the_group_is_ticked_and_nobody_else_is_listed(world: World, sign_in: SignIn) -> None:
    with_group(world)
    hire(world, 110)
    page = sign_in("shen").get("/meetings/new/").content.decode()
    assert boxes(page) == dict.fromkeys(ids(world, *GROUP), True)


@time_machine.travel(NOW, tick=False)
def test_others_are_found_by_name_pinyin_or_number_and_what_was_typed_stays(world: World, sign_in: SignIn) -> None:
    with_group(world)
    client = sign_in("shen")
    for typed in ("陈小禾", "cxh", "T008"):
        asked = TYPED | {"people": ids(world, "lin"), "q": typed, "find": "1"}
        answer = client.post("/meetings/new/", asked)
        page = answer.content.decode()
        assert answer.status_code == 200
        ticked = dict.fromkeys(ids(world, *GROUP, "chen"), False) | dict.fromkeys(ids(world, "lin"), True)
        assert boxes(page) == ticked
        assert all(f'value="{words}"' in page for words in ("家访专题会", "2026-09-11", "阅览室"))
        assert f'<option value="{RULE}" selected>' in page
    assert not Meeting.unscoped.exists()


@time_machine.travel(NOW, tick=False)
def test_the_enter_key_looks_for_people_and_plans_nothing(world: World, sign_in: SignIn) -> None:
    """The first button of a form is the one that Enter presses, in whichever field it is typed."""
    with_group(world)
    page = sign_in("shen").get("/meetings/new/").content.decode()
    first = re.findall(r"<button[^>]*>", page.split('<form method="post" class="card">')[1])[0]
    assert all(words in first for words in ('name="find"', "formnovalidate", 'hx-target="#others"'))


@time_machine.travel(NOW, tick=False)
def test_who_was_chosen_stays_ticked_while_the_next_is_looked_for(world: World, sign_in: SignIn) -> None:
    with_group(world)
    asked = TYPED | {"people": ids(world, "lin", "chen"), "q": "李", "find": "1"}
    page = sign_in("shen").post("/meetings/new/", asked).content.decode()
    found = boxes(page)
    assert [found[one] for one in ids(world, "chen", "li")] == [True, False]


@time_machine.travel(NOW, tick=False)
def test_a_name_that_many_bear_asks_for_more_letters(world: World, sign_in: SignIn) -> None:
    with_group(world)
    hire(world, 25)
    client = sign_in("shen")
    many = client.post("/meetings/new/", TYPED | {"q": "严若", "find": "1"}).content.decode()
    assert len(boxes(many)) == len(GROUP) + 20
    assert "请再多输入几个字" in many
    none = client.post("/meetings/new/", TYPED | {"q": "郑校长", "find": "1"}).content.decode()
    assert "没有找到别的老师" in none
    assert len(boxes(none)) == len(GROUP)


@time_machine.travel(NOW, tick=False)
def test_colleagues_of_another_school_are_neither_found_nor_invited(world: World, sign_in: SignIn) -> None:
    with_group(world)
    client, (stranger,) = sign_in("shen"), ids(world, "he")
    page = client.post("/meetings/new/", TYPED | {"q": world.staff["he"].name, "find": "1"}).content.decode()
    assert stranger not in boxes(page)
    assert client.post("/meetings/new/", TYPED | {"people": [stranger]}).status_code == 422
    assert not Meeting.unscoped.exists()


@time_machine.travel(NOW, tick=False)
def test_group_and_guests_are_asked_together_and_nobody_at_all_is_refused(world: World, sign_in: SignIn) -> None:
    with_group(world)
    client = sign_in("shen")
    refused = client.post("/meetings/new/", TYPED)
    assert refused.status_code == 422
    assert "请至少勾选一位。" in refused.content.decode()
    asked = TYPED | {"people": ids(world, "gao", "chen"), "q": "陈"}
    assert client.post("/meetings/new/", asked).status_code == 303
    assert set(Presence.unscoped.values_list("staff__name", flat=True)) == {
        world.staff[name].name for name in ("gao", "chen")
    }
