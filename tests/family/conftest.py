"""明德中学 in its second week: wang guides xiaoming, li guides xiaogang; zhaoma and sunba are their families."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.family.choices import Way
from liangshi.family.models import Appointment, AppointmentTime
from liangshi.family.services.appointments import AppointmentDraft, propose
from liangshi.pairing.choices import CameAbout
from liangshi.pairing.models import Pairing
from tests.world import TODAY, World

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 10, 16, 30, tzinfo=ZONE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SATURDAY = datetime(2026, 9, 12, 10, 0, tzinfo=ZONE)
SUNDAY = datetime(2026, 9, 13, 15, 0, tzinfo=ZONE)
NIGHT = datetime(2026, 9, 10, 22, 30, tzinfo=ZONE)

GUIDED = (("wang", "xiaoming"), ("wang", "xiaohong"), ("li", "xiaogang"))


def by(world: World, name: str, day: date = TODAY) -> Viewer:
    """The viewer of a named person."""
    return viewer_of(world.account(name), day)


@pytest.fixture
def guided(world: World) -> World:
    """The world with its pairings."""
    for mentor, student in GUIDED:
        Pairing.unscoped.create(
            school=world.schools["mingde"], student=world.students[student], mentor=world.staff[mentor],
            starts_on=date(2026, 9, 1), came_about=CameAbout.CHANGE, reason="学校安排", created_at=NOW,
        )  # fmt: skip
    return world


@pytest.fixture
def afternoon() -> object:
    """Pages see the afternoon of the tests' day."""
    with time_machine.travel(NOW, tick=False):
        yield


def draft(world: World, *guardians: str, **changes: object) -> AppointmentDraft:
    """A home visit on Saturday or Sunday."""
    keys = tuple(world.guardians[name].pk for name in guardians)
    usual = AppointmentDraft(Way.HOME_VISIT, (SATURDAY, SUNDAY), guardians=keys, team=True)
    return replace(usual, **changes)  # type: ignore[arg-type]


Invite = Callable[..., Appointment]


@pytest.fixture
def invite(guided: World) -> Invite:
    """`invite("wang", "xiaoming", "zhaoma")`: a home visit is proposed."""

    def invited(staff: str, student: str, *guardians: str, now: datetime = NOW, **changes: object) -> Appointment:
        return propose(
            by=by(guided, staff), student=guided.students[student], draft=draft(guided, *guardians, **changes), now=now
        )

    return invited


def fresh(row: Appointment) -> Appointment:
    """The row as it stands."""
    return Appointment.unscoped.get(pk=row.pk)


def time_of(row: Appointment, at: datetime = SATURDAY) -> AppointmentTime:
    """The offered time of that moment."""
    found: AppointmentTime = AppointmentTime.unscoped.get(appointment=row, starts_at=at, revision=fresh(row).revision)
    return found
