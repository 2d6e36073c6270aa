"""The menu stays short, and the page of the school has the rest."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import PERSONAS, World

SignIn = Callable[[str], Client]


@pytest.mark.parametrize("name", PERSONAS)
def test_nobody_has_more_than_six_entries_and_each_opens(name: str, world: World, sign_in: SignIn) -> None:
    browser = sign_in(name)
    menu = list(browser.get("/").context["menu"])
    assert 1 <= len(menu) <= 6
    assert {browser.get(entry.url).status_code for entry in menu} == {200}


@pytest.mark.parametrize("name", ["gu", "lin", "shen", "wang"])
def test_each_entry_of_the_school_page_opens(name: str, world: World, sign_in: SignIn) -> None:
    browser = sign_in(name)
    entries = list(browser.get("/school/").context["school_menu"])
    assert {browser.get(entry.url, follow=True).status_code for entry in entries} == {200}


def test_the_school_page_offers_what_the_role_may_do(world: World, sign_in: SignIn) -> None:
    office = sign_in("shen").get("/school/").content.decode()
    teacher = sign_in("wang").get("/school/").content.decode()
    assert "名册导入" in office
    assert "/roles/" not in office
    assert "/roles/" in sign_in("lin").get("/school/").content.decode()
    assert "名册导入" not in teacher
    assert "班级与班主任" in teacher
