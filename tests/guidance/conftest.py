"""A school in which xiaoming is guided by li, xiaogang by gao; wang is xiaoming's homeroom teacher."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.guidance.services.reflections import WeekSheet
from liangshi.pairing.models import Pairing
from liangshi.people.models import Student
from liangshi.schemes.models import SchemeVersion
from tests.world import SINCE, TODAY, World

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 10, 9, 0, tzinfo=ZONE)
"""A Thursday."""
THIS_WEEK, LAST_WEEK = date(2026, 9, 7), date(2026, 8, 31)

HEADER = """
[header]
key = "mingde-tests"
title = "清河市明德中学全员导师制实施方案"
stages = ["senior"]
version = "2026-1"
author = "德育处"
valid_from = "2026-08-01"

[[documents]]
key = "校"
title = "学校讨论稿"
"""


def by(world: World, name: str, day: date = TODAY) -> Viewer:
    """The viewer of a named person."""
    return viewer_of(world.account(name), day)


def guides(world: World, mentor: str, student: str, since: date = SINCE, until: date | None = None) -> Pairing:
    """A pairing."""
    return Pairing.unscoped.create(
        school=world.students[student].school, student=world.students[student], mentor=world.staff[mentor],
        starts_on=since, ends_on=until, came_about="manual", reason="测试", created_at=NOW,
    )  # fmt: skip


def publish(world: World, text: str) -> SchemeVersion:
    """A published scheme of 明德中学 with these rules."""
    return SchemeVersion.unscoped.create(
        school=world.schools["mingde"], ordinal=1, title="实施方案", text=HEADER + text, digest="0" * 64,
        valid_from=date(2026, 8, 1), published_at=NOW, published_by=world.account("shen"),
    )  # fmt: skip


@dataclass
class Guided:
    """The world with its pairings."""

    world: World
    li: Pairing
    gao: Pairing

    def by(self, name: str, day: date = TODAY) -> Viewer:
        """The viewer of a named person."""
        return by(self.world, name, day)

    def student(self, name: str = "xiaoming") -> Student:
        """A student as the database has it."""
        rows = Student.unscoped.select_related("class_group__homeroom_teacher", "school", "account")
        return rows.get(pk=self.world.students[name].pk)


@pytest.fixture
def guided(world: World) -> Guided:
    """The pairings of the term."""
    return Guided(world, guides(world, "li", "xiaoming"), guides(world, "gao", "xiaogang"))


Week = Callable[..., WeekSheet]


def sheet(week_on: date = THIS_WEEK, revision: int = 0, **texts: str) -> WeekSheet:
    """A week as the student types it."""
    return WeekSheet(
        week_on, revision, texts or {"well": "帮同桌讲懂了一道题", "hard": "起不来床", "try": "早睡半小时"}
    )
