"""Web and worker are killed with SIGKILL at every step of raising and climbing, on SQLite and on PostgreSQL.

Each scenario runs in processes of its own with a database of its own (`tests/wellbeing/arena.py`); with `DATABASE_URL`
of a PostgreSQL server it runs there.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GIVEN = os.environ.get("DATABASE_URL", "")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if not GIVEN.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'arena.sqlite3'}"
        return
    name = f"arena_{os.getpid()}"
    with psycopg.connect(GIVEN, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(GIVEN)._replace(path=f"/{name}"))
    with psycopg.connect(GIVEN, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def arena(database: str, tmp_path: Path) -> Any:
    """Run a scenario; what it says."""

    def run(scenario: str, *number: int, where: str = "tests.wellbeing.arena") -> dict[str, Any]:
        surroundings = os.environ | {"DATABASE_URL": database, "LIANGSHI_HOME": str(tmp_path)}
        command = [sys.executable, "-m", where, scenario, *map(str, number)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return said

    return run


def test_killed_at_some_points_nothing_is_lost_doubled_or_left_waiting(arena: Any) -> None:
    said = arena("kills", 23)
    assert said["raising"]["wrong"] == {}
    assert said["climbing"]["wrong"] == {}
    assert said["hearing"]["wrong"] == {}
    assert said["raising"]["kills"] + said["climbing"]["kills"] >= 8
    assert said["hearing"]["kills"] >= 2


@pytest.mark.slow
def test_killed_at_every_point_nothing_is_lost_doubled_or_left_waiting(arena: Any) -> None:
    said = arena("kills", 1)
    assert said["raising"]["wrong"] == {}
    assert said["climbing"]["wrong"] == {}
    assert said["hearing"]["wrong"] == {}
    assert said["raising"]["kills"] + said["climbing"]["kills"] >= 200
    assert said["hearing"]["kills"] >= 30


def test_killed_now_and_then_no_acknowledged_concern_is_lost(arena: Any) -> None:
    said = arena("random", 5)
    assert said["acknowledged"] >= 5
    assert (said["lost"], said["wrong"]) == ([], {})


@pytest.mark.slow
def test_killed_at_any_time_no_acknowledged_concern_is_lost(arena: Any) -> None:
    said = arena("random", 25)
    assert said["acknowledged"] >= 25
    assert said["lost"] == []
    assert said["wrong"] == {}


def test_of_two_who_take_it_at_the_same_second_one_does_and_the_other_hears_who(arena: Any) -> None:
    said = arena("takers", 6)
    for first, second in said["answers"]:
        name = first.removeprefix("first ")
        assert second == f"second after {name}"


@pytest.mark.slow
def test_of_five_hundred_concerns_at_once_none_is_lost(arena: Any) -> None:
    said = arena("flood", 500)
    assert (said["stored"], said["told_first"], said["told_second"]) == (500, 500, 500)


def test_of_forty_concerns_at_once_none_is_lost(arena: Any) -> None:
    said = arena("flood", 40)
    assert (said["stored"], said["told_first"], said["told_second"]) == (40, 40, 40)


def test_a_mail_server_that_never_answers_holds_up_no_concern(arena: Any) -> None:
    assert arena("", where="tests.wellbeing.slow_mail")["seconds"] is not None
