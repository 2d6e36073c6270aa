"""Every page of the persona table on a phone, by the persona nearest to it: WCAG A and AA, nothing sideways."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_accessibility import faults, phone
from tests.sweeps import doors
from tests.sweeps.doors import DoorRow
from tests.world import World

__all__ = ["phone"]

APPS = tuple(module.name for module in pkgutil.iter_modules(doors.__path__))
NEAREST = (
    "xiaoming", "zhaoma", "wang", "li", "chen", "zhou", "gao", "shen", "lin", "gu", "feng", "ding",
    "xiaogang", "he", "zheng",
)  # fmt: skip
"""Who is asked first: whose page it is, not those who may look at everything and see little on it."""

MOVED_ON = 3
"""So many pages of an app at most are gone because another page of the table moved the world on before."""


def pages_of(app: str) -> dict[str, DoorRow]:
    """The rows that somebody signed in opens by looking, not by acting."""
    rows: dict[str, DoorRow] = importlib.import_module(f"{doors.__name__}.{app}").DOORS
    return {
        name: row
        for name, row in rows.items()
        if row.method == "get" and 200 in row.status and row.allowed and not row.public
    }


def first_of(row: DoorRow) -> str:
    return next(persona for persona in NEAREST if persona in row.allowed)


def seen(app: str, phone: BrowserContext, world: World, server: LiveServer) -> Iterator[tuple[str, list[str]]]:
    """Each page with what is wrong with it; files to download are not pages."""
    sessions: dict[str, Client] = {}
    for name, row in pages_of(app).items():
        address, persona = row.address(world), first_of(row)
        if persona not in sessions:
            sessions[persona] = Client()
            sessions[persona].force_login(world.account(persona))
        answer = sessions[persona].get(address)
        if answer.status_code != 200:
            yield "gone", [f"{name}: {answer.status_code} {address}"]
        elif answer["Content-Type"].startswith("text/html") and not answer.has_header("Content-Disposition"):
            session = sessions[persona].cookies["sessionid"].value
            phone.clear_cookies()
            phone.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
            yield "page", faults(phone, address)
        else:
            yield "file", []


@pytest.mark.parametrize("app", APPS)
def test_every_page_of_an_app_is_accessible(
    app: str, phone: BrowserContext, world: World, live_server: LiveServer
) -> None:
    kinds: Counter[str] = Counter()
    wrong, gone = [], []
    for kind, found in seen(app, phone, world, live_server):
        kinds[kind] += 1
        (gone if kind == "gone" else wrong).extend(found)
    assert wrong == [], "\n".join(wrong)
    assert kinds["gone"] <= MOVED_ON, "\n".join(gone)
