"""A coordinator reads the school's own document and finds who was missed; a mentor's record closes the gap."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from liangshi.duties.services import reckon_school, reckon_stale
from tests.duties.conftest import SCHEME
from tests.duties.school import at, pair, publish, talk
from tests.world import World

THURSDAY = date(2026, 9, 24)


@pytest.fixture
def third_week(world: World) -> Iterator[World]:
    """wang talked with xiaoming each week, with xiaohong not yet."""
    with time_machine.travel(at(THURSDAY), tick=True):
        publish(world, SCHEME)
        for student in ("xiaoming", "xiaohong"):
            pair(world.staff["wang"], world.students[student])
        for day in (date(2026, 9, 3), date(2026, 9, 10), date(2026, 9, 17), date(2026, 9, 23)):
            talk(world, "wang", "xiaoming", on=day)
        reckon_school(school=world.schools["mingde"].pk, now=at(THURSDAY, 7))
        yield world


def open_as(world: World, person: str, page: Page, server: LiveServer, address: str) -> None:
    client = Client()
    client.force_login(world.account(person))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    page.goto(address)


def test_from_the_clause_to_the_name_and_back(
    third_week: World, new_page: Callable[[], Page], live_server: LiveServer
) -> None:
    page = new_page()
    open_as(third_week, "shen", page, live_server, "/scheme/")
    page.get_by_role("link", name="看落实情况").click()
    clause = page.locator("#talk")
    expect(clause).to_contain_text("导师每周与学生至少面对面谈心一次", use_inner_text=False)
    expect(clause).to_contain_text("3 / 6（50%）")
    clause.get_by_role("link", name="高一(1)班 2").click()
    expect(page.get_by_role("heading", name="高一(1)班")).to_be_visible()
    expect(page.get_by_role("link", name="钱小红")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("赵小明")

    talk(third_week, "wang", "xiaohong", on=date(2026, 9, 18), filed=at(THURSDAY, 12))
    assert reckon_stale(at(THURSDAY, 13)) == 1
    page.goto("/scheme/living/")
    expect(page.locator("#talk")).to_contain_text("4 / 6（66%）")
