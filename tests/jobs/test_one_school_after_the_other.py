"""A school whose scheme no longer loads holds up no other: each has its turn, and what failed is said."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from liangshi.duties.models import DutyBook, StaleClass
from liangshi.duties.services import reckon_stale, reckon_tonight, remind
from liangshi.jobs.services import SomeFailedError
from liangshi.schemes.models import SchemeVersion
from tests.world import World

MORNING = datetime(2026, 9, 10, 8, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
YESTERDAY = datetime(2026, 9, 9, 8, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def broken(world: World) -> World:
    """明德中学, the first of two, has a scheme that does not load; the figures of both were reckoned yesterday."""
    mingde, yuying = world.schools["mingde"], world.schools["yuying"]
    assert mingde.pk < yuying.pk
    SchemeVersion.unscoped.create(
        school=mingde, ordinal=1, title="方案", text="no scheme at all [", digest="0" * 64, valid_from="2026-09-01",
        published_at=YESTERDAY, published_by=world.account("shen"),
    )  # fmt: skip
    for school in (mingde, yuying):
        DutyBook.objects.create(school=school, reckoned_at=YESTERDAY, reckoned_on=YESTERDAY.date())
    return world


@pytest.mark.parametrize("job", [reckon_tonight, remind])
def test_the_next_school_has_its_turn(broken: World, job: Callable[[datetime], int]) -> None:
    with pytest.raises(SomeFailedError, match="1 failed"):
        job(MORNING)
    book = DutyBook.objects.get(school=broken.schools["yuying"])
    done = {reckon_tonight: book.reckoned_on, remind: book.reminded_on}
    assert done[job] == MORNING.date()


def test_what_changed_in_the_next_school_is_reckoned(broken: World) -> None:
    for school in broken.schools.values():
        StaleClass.objects.create(school=school, class_group=None, since=MORNING)
    with pytest.raises(SomeFailedError, match="1 failed"):
        reckon_stale(MORNING)
    assert DutyBook.objects.get(school=broken.schools["yuying"]).reckoned_at == MORNING
    assert DutyBook.objects.get(school=broken.schools["mingde"]).reckoned_at == YESTERDAY
