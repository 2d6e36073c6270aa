"""Levels are forgotten on their day; 一生一策 is kept by those who know the list and by its keeper."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from liangshi.pairing.models import Nomination
from liangshi.wellbeing.models import Screening, ScreeningLevel, SupportFile
from liangshi.wellbeing.queries.support import listed_without_file, support_files
from liangshi.wellbeing.services.screening import forget_screenings
from liangshi.wellbeing.services.support import (
    CheckedAlreadyError,
    HasFileError,
    NotKeeperError,
    NotListedError,
    SupportDraft,
    UnfitKeeperError,
    check_file,
    end_support_file,
    open_support_file,
)
from tests.wellbeing.case_world import NOW, by, related
from tests.world import PERSONAS, World

HOLIDAY = datetime(2026, 8, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_levels_are_deleted_on_their_day_and_not_before(world: World) -> None:
    row = Screening.unscoped.create(
        school=world.schools["mingde"], name="秋季测评", held_on=NOW.date(), forget_on=date(2026, 9, 20),
        imported_at=NOW, imported_by=world.account("zhou"),
    )  # fmt: skip
    ScreeningLevel.unscoped.create(screening=row, student=world.students["xiaoming"], level="二级")
    assert forget_screenings(NOW + timedelta(days=9)) == 0
    assert forget_screenings(NOW + timedelta(days=10)) == 1
    assert not ScreeningLevel.unscoped.exists()


def listed(world: World) -> None:
    """xiaoming stands in a list."""
    Nomination.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], kind="category", category="留守",
        route="coordinator", nominated_by=world.account("shen"), nominated_at=NOW, reason="父母在外地",
        state="confirmed", decided_by=world.account("shen"), decided_at=NOW, review_on=date(2027, 1, 1),
        expires_on=date(2027, 7, 1),
    )  # fmt: skip


def begin(world: World, who: str = "wang", keeper: str = "li") -> SupportFile:
    draft = SupportDraft("会修东西", "按时到校", "每周谈一次", world.staff[keeper])
    return open_support_file(by=by(world, who), student=world.students["xiaoming"], draft=draft, now=NOW)


def test_a_file_begins_for_a_listed_student_by_somebody_who_knows_the_list(world: World) -> None:
    with pytest.raises(NotListedError):
        begin(world)
    listed(world)
    with pytest.raises(NotListedError):
        begin(world, "li")
    assert [one.name for one in listed_without_file(by(world, "wang"))] == ["赵小明"]
    begin(world)
    assert not listed_without_file(by(world, "wang")).exists()
    with pytest.raises(HasFileError):
        begin(world)


def test_its_keeper_is_no_relative(world: World) -> None:
    listed(world)
    related(world, "li")
    with pytest.raises(UnfitKeeperError):
        begin(world)


@pytest.mark.parametrize("persona", PERSONAS)
def test_it_exists_for_its_keeper_and_those_who_know_the_list(persona: str, world: World) -> None:
    listed(world)
    begin(world)
    expected = persona in {"shen", "gao", "wang", "li"}
    assert SupportFile.objects.visible_to(by(world, persona)).exists() == expected


def test_it_is_checked_once_each_term(world: World) -> None:
    listed(world)
    file = begin(world)
    assert not support_files(by(world, "li"), NOW).get().checked
    check_file(by=by(world, "li"), file=file, progress="连续两周准时", next_steps="继续", now=NOW)
    assert support_files(by(world, "li"), NOW).get().checked
    for now in (NOW, HOLIDAY):
        with pytest.raises(CheckedAlreadyError):
            check_file(by=by(world, "wang"), file=file, progress="好", next_steps="好", now=now)
    with pytest.raises(NotKeeperError):
        check_file(by=by(world, "zhou"), file=file, progress="好", next_steps="好", now=NOW)


def test_its_end_is_for_those_who_know_the_list(world: World) -> None:
    listed(world)
    file = begin(world)
    with pytest.raises(NotKeeperError):
        end_support_file(by=by(world, "li"), file=file, now=NOW)
    end_support_file(by=by(world, "wang"), file=file, now=NOW)
    assert not support_files(by(world, "li"), NOW).exists()
