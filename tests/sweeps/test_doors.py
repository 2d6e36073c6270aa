"""Every route is labelled, stands in the persona table, and is tried by each persona."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.sweeps import doors
from tests.sweeps.doors import DoorRow
from tests.world import PERSONAS, World

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


def knock(client: Client, row: DoorRow, world: World) -> int:
    send = client.post if row.method == "post" else client.get
    return send(row.address(world)).status_code


@pytest.mark.parametrize("name", sorted(table()))
def test_each_persona_meets_what_the_table_says(name: str, world: World, sign_in: Callable[[str], Client]) -> None:
    row = table()[name]
    met = {persona: knock(sign_in(persona), row, world) for persona in PERSONAS}
    wrong = {
        persona: status
        for persona, status in met.items()
        if (status not in row.status if persona in row.allowed else status != 404)
    }
    assert wrong == {}


@pytest.mark.parametrize("name", sorted(table()))
def test_a_stranger_is_sent_to_sign_in(name: str, world: World) -> None:
    row = table()[name]
    status = knock(Client(), row, world)
    assert status in (row.status if row.public else (302,))
