"""Search for people from the top of every page."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import Student
from tests.world import World

SignIn = Callable[[str], Client]


def search(browser: Client, text: str) -> str:
    return browser.get("/search/", {"q": text}).content.decode()


@pytest.mark.parametrize("typed", ["小明", "赵小明", "zhaoxiaoming", "zxm", "ZhaoXM", "S1001"])
def test_a_student_is_found_by_name_pinyin_initials_or_number(typed: str, world: World, sign_in: SignIn) -> None:
    page = search(sign_in("shen"), typed)
    assert f"/students/{world.students['xiaoming'].public_id}/" in page


def test_colleagues_are_found_by_everybody_on_the_staff(world: World, sign_in: SignIn) -> None:
    assert f"/staff/{world.staff['wang'].public_id}/" in search(sign_in("chen"), "why")


def test_nobody_outside_ones_reach_is_found(world: World, sign_in: SignIn) -> None:
    assert "没有找到您能看到的人" in search(sign_in("chen"), "赵小明")
    assert "没有找到您能看到的人" in search(sign_in("shen"), "郑天佑")
    assert "赵小明" in search(sign_in("li"), "赵小明")


def test_a_guardian_leads_to_the_children_and_never_shows_a_phone(world: World, sign_in: SignIn) -> None:
    page = search(sign_in("shen"), "liugf")
    assert "刘桂芳" in page
    assert "李小力" in page
    assert "19900000001" not in page
    assert "没有找到" in search(sign_in("li"), "刘桂芳")


def test_the_homeroom_teacher_sees_of_a_guardian_only_the_child_of_the_own_class(world: World, sign_in: SignIn) -> None:
    page = search(sign_in("wang"), "刘桂芳")
    assert "赵小明" in page
    assert "李小力" not in page


def test_who_has_left_is_not_found(world: World, sign_in: SignIn) -> None:
    Student.unscoped.filter(name="赵小明").update(left_on="2026-09-05")
    assert "没有找到" in search(sign_in("shen"), "赵小明")


def test_an_empty_search_says_what_can_be_typed(world: World, sign_in: SignIn) -> None:
    assert "首字母（如 zxm）" in search(sign_in("shen"), " ")


def test_while_somebody_types_only_the_list_travels(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").get("/search/", {"q": "zxm"}, headers={"HX-Request": "true"}).content.decode()
    assert "赵小明" in answer
    assert "<html" not in answer


def test_many_of_one_name_cost_under_twelve_statements_and_ask_for_more_letters(world: World, sign_in: SignIn) -> None:
    group = world.classes["c101"]
    Student.unscoped.bulk_create(
        Student(school=group.school, class_group=group, number=f"B{n}", name="周新雨", sort_key=name_sort_key("周新雨"))
        for n in range(30)
    )
    browser = sign_in("shen")
    with CaptureQueriesContext(connection) as asked:
        page = search(browser, "zxy")
    assert page.count("周新雨") == 20
    assert "还有更多" in page
    assert len(asked) < 12


def test_every_page_of_the_staff_has_the_search_and_no_page_of_a_family(world: World, sign_in: SignIn) -> None:
    assert 'action="/search/"' in sign_in("wang").get("/notices/").content.decode()
    assert 'action="/search/"' not in sign_in("zhaoma").get("/notices/").content.decode()
