"""The first screen of each person on a phone: nothing that WCAG A or AA forbids, nothing that scrolls sideways."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.sweeps.test_doors import table
from tests.world import World

PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}}
PUBLIC = ("access:sign_in",)
ALSO = {
    "gu": (),
    "lin": ("schemes:scheme",),
    "shen": (
        "people:student", "pairing:rounds", "pairing:round", "pairing:mentors", "pairing:placement",
        "guidance:plan", "schemes:scheme",
    ),
    "gao": ("pairing:round", "pairing:candidates", "people:student"),
    "zhou": ("pairing:nominations", "people:student"),
    "wang": ("pairing:answers",),
    "li": ("guidance:plan", "guidance:evaluations"),
    "chen": (),
    "xiaoming": (),
    "zhaoma": ("pairing:wishes", "pairing:mentors"),
    "feng": ("access:account",),
}  # fmt: skip
"""Beside the first screen of each person: pages that look different to them from what `test_every_page` sees."""


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A phone; the checker is injected, which our content security policy would rightly refuse."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="zh-CN", bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def faults(phone: BrowserContext, address: str) -> list[str]:
    """What is wrong with the page, in lines that say where."""
    page = phone.new_page()
    page.goto(address)
    found = [
        f"{address} {fault['id']} ({fault['impact']}): {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for fault in Axe().run(page, options=RULES).response["violations"]
        for node in fault["nodes"][:3]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        found.append(f"{address} is {width} wide")
    page.close()
    return found


@pytest.mark.parametrize("persona", sorted(ALSO))
def test_the_first_screen_of_a_person_is_accessible(
    persona: str, phone: BrowserContext, world: World, live_server: LiveServer
) -> None:
    rows = table()
    names = ("workbench:home", *ALSO[persona])
    assert {name for name in names if persona not in rows[name].allowed} == set()
    client = Client()
    client.force_login(world.account(persona))
    session = client.cookies["sessionid"].value
    phone.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    addresses = [rows[name].address(world) for name in names]
    found = [fault for address in addresses for fault in faults(phone, address)]
    assert found == [], "\n".join(found)


def test_the_pages_of_strangers_are_accessible(phone: BrowserContext, world: World) -> None:
    rows = table()
    found = [fault for name in PUBLIC for fault in faults(phone, rows[name].address(world))]
    assert found == [], "\n".join(found)
