"""Every route is labelled, stands in the persona table, and is tried by each persona."""

import importlib
import pkgutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from tests.sweeps import doors
from tests.sweeps.doors import DoorRow
from tests.world import PERSONAS, PRESENT, World, build_world

OTHERS = ("account_", "mfa_", "socialaccount_", "usersessions_")
"""Routes of the accounts library, which has doors of its own."""


def table() -> dict[str, DoorRow]:
    """All files of the persona table."""
    rows: dict[str, DoorRow] = {}
    for module in pkgutil.iter_modules(doors.__path__):
        rows |= importlib.import_module(f"{doors.__name__}.{module.name}").DOORS
    return rows


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name, pattern) of each route."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, inner)
        else:
            yield f"{prefix}{entry.name}", entry


def our_routes() -> list[tuple[str, URLPattern]]:
    return [(name, route) for name, route in routes(get_resolver()) if not name.startswith(OTHERS)]


def test_every_route_says_what_it_asks_for() -> None:
    unmarked = [name for name, route in our_routes() if not hasattr(route.callback, "asks")]
    assert unmarked == []


def test_every_route_stands_in_the_persona_table() -> None:
    assert {name for name, _ in our_routes()} == set(table())


@dataclass(frozen=True)
class Street:
    """The world with everybody signed in: stored once, and put back as it was after each door."""

    world: World
    sessions: dict[str, str]

    def client(self, persona: str) -> Client:
        """A browser of the persona."""
        client = Client()
        client.cookies["sessionid"] = self.sessions[persona]
        return client


@pytest.fixture(scope="module")
def stored(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Street]:
    """Everybody signs in once for all doors."""
    with django_db_blocker.unblock(), time_machine.travel(PRESENT), transaction.atomic():
        world = build_world()
        yield Street(world, {persona: _signed_in(world, persona) for persona in PERSONAS})
        transaction.set_rollback(True)


def _signed_in(world: World, persona: str) -> str:
    client = Client()
    client.force_login(world.account(persona))
    return str(client.cookies["sessionid"].value)


@pytest.fixture
def street(stored: Street, db: None) -> Street:
    """What one door changes is undone before the next."""
    return Street(deepcopy(stored.world), stored.sessions)


def knock(client: Client, row: DoorRow, world: World) -> int:
    send = client.post if row.method == "post" else client.get
    return send(row.address(world)).status_code


@pytest.mark.parametrize("name", sorted(table()))
def test_each_persona_meets_what_the_table_says(name: str, street: Street) -> None:
    row = table()[name]
    met = {persona: knock(street.client(persona), row, street.world) for persona in PERSONAS}
    wrong = {
        persona: status
        for persona, status in met.items()
        if (status not in row.status if persona in row.allowed else status != 404)
    }
    assert wrong == {}


@pytest.mark.parametrize("name", sorted(table()))
def test_a_stranger_is_sent_to_sign_in(name: str, street: Street) -> None:
    row = table()[name]
    status = knock(Client(), row, street.world)
    assert status in (row.status if row.public else (302,))
