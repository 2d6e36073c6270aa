"""The pages of guidance on a phone: nothing that WCAG A or AA forbids, nothing that scrolls sideways."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_accessibility import faults, phone  # noqa: F401 - a fixture
from tests.sweeps.doors.guidance import DOORS
from tests.world import World

PAGES = {
    "xiaoming": (
        "reflections", "reflection_write", "plan", "plan_write", "goal_new", "goal_change", "told", "my_talks",
        "talk_ask", "report_new", "my_reports", "my_pieces", "piece_new",
    ),
    "li": ("to_read", "reflections_of", "plan", "plan_write", "evaluations", "evaluation_new", "evaluation_tell"),
    "zhou": ("talk_inbox", "talk"),
    "shen": ("report_inbox", "report"),
    "zhaoma": ("told",),
}  # fmt: skip


@pytest.mark.parametrize("persona", sorted(PAGES))
def test_the_pages_of_guidance_are_accessible(
    persona: str,
    phone: BrowserContext,  # noqa: F811
    world: World,
    live_server: LiveServer,
) -> None:
    for name in ("reflection_answer", "evaluation_answer", "talk", "report", "piece_file", "goal_change"):
        DOORS[f"guidance:{name}"].address(world)
    client = Client()
    client.force_login(world.account(persona))
    session = client.cookies["sessionid"].value
    phone.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    addresses = [DOORS[f"guidance:{name}"].address(world) for name in PAGES[persona]]
    found = [fault for address in addresses for fault in faults(phone, address)]
    assert found == [], "\n".join(found)
