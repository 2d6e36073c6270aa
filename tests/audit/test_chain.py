"""The chain of a school finds each tampering."""

from datetime import UTC, datetime

import pytest

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Chain, Entry
from liangshi.audit.queries import first_broken_position
from liangshi.audit.services import record
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def school(world: World) -> int:
    viewer = viewer_of(world.account("shen"), TODAY)
    key = world.schools["mingde"].pk
    for number in range(4):
        record(
            by=viewer,
            verb="student.read",
            kind="student",
            subject=f"s{number}",
            school=key,
            now=NOW,
            detail={"n": number},
        )
    return key


def test_an_untouched_chain_holds(school: int) -> None:
    assert first_broken_position(school) is None


def test_an_altered_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=2).update(subject="another")
    assert first_broken_position(school) == 2


def test_altered_detail_is_found(school: int) -> None:
    Entry.unscoped.filter(position=3).update(detail={"n": 9})
    assert first_broken_position(school) == 3


def test_a_removed_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=2).delete()
    assert first_broken_position(school) == 2


def test_a_removed_last_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=4).delete()
    assert first_broken_position(school) == 4


def test_a_removed_beginning_is_found(school: int) -> None:
    Entry.unscoped.filter(position=1).delete()
    assert first_broken_position(school) == 1


def test_a_chain_set_back_is_found(school: int) -> None:
    Chain.objects.filter(school=school).update(length=3)
    assert first_broken_position(school) == 5


def test_each_school_has_a_chain_of_its_own(world: World, school: int) -> None:
    other = world.schools["yuying"].pk
    record(by=None, verb="x", kind="student", subject="s", school=other, now=NOW)
    assert Entry.unscoped.get(school=other).position == 1
    assert first_broken_position(other) is None


def test_those_who_oversee_the_school_read_its_entries_and_teachers_do_not(world: World, school: int) -> None:
    read = {
        name: Entry.objects.visible_to(viewer_of(world.account(name), TODAY)).count()
        for name in ("shen", "lin", "wang", "xiaoming", "he")
    }
    assert read == {"shen": 4, "lin": 4, "wang": 0, "xiaoming": 0, "he": 0}
