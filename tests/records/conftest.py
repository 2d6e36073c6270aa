"""明德中学 in its second week: wang guides xiaoming and xiaohong, li guides xiaogang."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.pairing.choices import CameAbout
from liangshi.pairing.models import Pairing
from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry
from liangshi.records.services.entries import EntryDraft, keep_entry
from tests.world import TODAY, World

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 10, 16, 30, tzinfo=ZONE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

GUIDED = (("wang", "xiaoming"), ("wang", "xiaohong"), ("li", "xiaogang"))


def by(world: World, name: str, day: date = TODAY) -> Viewer:
    """The viewer of a named person."""
    return viewer_of(world.account(name), day)


def pair(world: World, mentor: str, student: str, since: date = date(2026, 9, 1)) -> Pairing:
    """A pairing in force."""
    row: Pairing = Pairing.unscoped.create(
        school=world.schools["mingde"], student=world.students[student], mentor=world.staff[mentor], starts_on=since,
        came_about=CameAbout.CHANGE, reason="学校安排", created_at=NOW,
    )  # fmt: skip
    return row


@pytest.fixture
def guided(world: World) -> World:
    """The world with its pairings."""
    for mentor, student in GUIDED:
        pair(world, mentor, student)
    return world


@pytest.fixture
def afternoon() -> object:
    """Pages see the afternoon of the tests' day."""
    with time_machine.travel(NOW, tick=False):
        yield


def draft(world: World, *students: str, **changes: object) -> EntryDraft:
    """A talk of an hour ago."""
    keys = tuple(world.students[name].pk for name in students)
    return replace(EntryDraft(EntryKind.TALK, keys, NOW - HOUR), **changes)  # type: ignore[arg-type]


@pytest.fixture
def keep(guided: World) -> Callable[..., Entry]:
    """File a record: `keep("wang", "xiaoming", words="…")`."""

    def filed(author: str, *students: str, now: datetime = NOW, **changes: object) -> Entry:
        return keep_entry(by=by(guided, author), draft=draft(guided, *students, **changes), now=now)

    return filed
