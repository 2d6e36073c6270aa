"""Every page asks the database as often as the reviewed baseline says, and never too often.

`python -m tools.statements` writes the baseline anew; the difference is read in review.
"""

import os
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.sweeps.doors import DoorRow
from tests.sweeps.test_doors import table
from tests.world import PERSONAS, World

BASELINE = Path(__file__).with_name("statements.toml")
HEAD = "# SQL statements of each page for the first persona who gets in. Written by `python -m tools.statements`.\n"
AT_MOST, LIST_AT_MOST = 20, 12
ABOVE = {
    "growth:archive_file": 25,  # the whole way of a child: one statement for each source, and an audit entry
    "growth:archive_print": 26,  # the same, and the number of unread notices
    "growth:leaving_copy": 25,  # the same, and a second entry that the family has its copy
    "pairing:applications": 13,  # first tried by the principal, of whom each request asks what glass is broken
    "pairing:phase": 13,  # the same
    "pairing:plan": 24,  # the whole market: one statement for each of its tables
    "roster:export": 22,  # the whole school: one statement for each table, and an audit entry
    "roster:export_csv": 22,
    "wellbeing:case": 28,  # each reading is an audit entry; who else can read it is computed, never stored
    "wellbeing:concern": 31,  # the same
}
"""Pages that may ask more often than their kind, and why."""

REWRITE = "REWRITE_STATEMENTS" in os.environ

counted: dict[str, int] = {}


def pages() -> dict[str, DoorRow]:
    """The routes that are looked at."""
    return {name: row for name, row in table().items() if row.method == "get" and row.allowed and not row.public}


def baseline() -> dict[str, int]:
    return tomllib.loads(BASELINE.read_text(encoding="utf-8"))["statements"]


@pytest.fixture(scope="module", autouse=True)
def _write_the_baseline() -> Iterator[None]:
    yield
    if REWRITE:
        lines = [f'"{name}" = {number}\n' for name, number in sorted(counted.items())]
        BASELINE.write_text(HEAD + "\n[statements]\n" + "".join(lines), encoding="utf-8")


def visit(client: Client, address: str) -> tuple[HttpResponse, list[str]]:
    """The second visit: what is asked once in the life of a process is not of the page."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    return response, [query["sql"] for query in asked.captured_queries]


def is_list(response: HttpResponse) -> bool:
    return any(template.name == "components/pages.html" for template in response.templates)


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_asks_as_often_as_the_baseline_says(name: str, world: World, sign_in: Callable[[str], Client]) -> None:
    row = pages()[name]
    persona = next(one for one in PERSONAS if one in row.allowed)
    response, asked = visit(sign_in(persona), row.address(world))
    assert response.status_code in row.status
    listing = "\n".join(asked)
    counted[name] = len(asked)
    assert len(asked) <= ABOVE.get(name, LIST_AT_MOST if is_list(response) else AT_MOST), listing
    if not REWRITE:
        assert len(asked) == baseline().get(name), listing


def test_the_baseline_names_no_page_that_is_gone() -> None:
    if not REWRITE:
        assert set(baseline()) == set(pages())
