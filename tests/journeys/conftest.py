"""A real browser, at phone and desktop size, against a server of this process."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.world import World, build_world

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE // 2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in a school: there requests at the same time wait for each other; in memory they fail."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "journeys.sqlite3")


@pytest.fixture
def world(transactional_db: None) -> World:
    """The named world, stored for good so that the server sees it."""
    return build_world()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(params=sorted(SIZES))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Each journey is made on a phone and on a desktop."""
    width, height = SIZES[request.param]
    return width, height


@pytest.fixture
def new_page(browser: Browser, size: tuple[int, int], live_server: LiveServer) -> Iterator[Callable[[], Page]]:
    """A fresh device in which nobody is signed in; addresses are relative to the server."""
    contexts = []

    def fresh() -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture
def page_as(new_page: Callable[[], Page], world: World, live_server: LiveServer) -> Callable[[str], Page]:
    """A device in which the named person is signed in."""

    def signed_in(name: str) -> Page:
        client, page = Client(), new_page()
        client.force_login(world.account(name))
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return signed_in


def fits(page: Page) -> bool:
    """Whether the page does not scroll sideways; between two pages there is nothing to measure, so it waits."""
    root = "document.documentElement"
    until(page, f"document.readyState === 'complete' && {root} !== null")
    return not page.evaluate(f"{root} !== null && {root}.scrollWidth > {root}.clientWidth")


def until(page: Page, holds: str) -> None:
    """The policy of the pages forbids Playwright's own way of waiting for an expression; a page may be just leaving."""
    for _turn in range(150):
        with suppress(Error):
            if page.evaluate(holds):
                return
        page.wait_for_timeout(200)
    raise AssertionError(holds)
