"""Nobody waits for who is away: entered by themselves, by a colleague, or because they are on leave."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from liangshi.duties.services import LeaveDraft, end_leave, note_leave
from liangshi.notices.models import Notice
from liangshi.wellbeing.models import Absence
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.manning import be_away, be_back
from tests.wellbeing.concerns import EVENING, MINUTE, raised, told, viewer
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = EVENING.date()


def titles(world: World, name: str) -> list[str]:
    return list(Notice.unscoped.filter(account=world.account(name)).order_by("pk").values_list("title", flat=True))


def away(world: World, by: str, who: str, stand_in: str | None = None) -> Absence:
    return be_away(
        by=viewer(world, by), staff=world.staff[who], starts_at=EVENING, ends_at=EVENING + timedelta(days=2),
        stand_in=world.staff[stand_in] if stand_in else None, now=EVENING,
    )  # fmt: skip


def leave(world: World, who: str, stand_in: str | None = None, until: date = TODAY + timedelta(days=5)) -> Any:
    draft = LeaveDraft(world.staff[who], world.staff[stand_in] if stand_in else None, TODAY, until)
    return note_leave(by=viewer(world, "shen"), school=world.schools["mingde"].pk, draft=draft, now=EVENING)


def test_who_is_named_as_away_by_somebody_else_is_told_and_so_is_the_stand_in(world: World) -> None:
    away(world, "shen", "zhou", stand_in="lin")
    assert titles(world, "zhou") == ["已替您登记“不在的时候”"]
    assert titles(world, "lin") == ["周心怡不在时由您代替"]
    assert titles(world, "shen") == []


def test_who_enters_it_themself_is_not_told(world: World) -> None:
    absence = away(world, "zhou", "zhou")
    be_back(by=viewer(world, "zhou"), absence=absence, now=EVENING)
    assert titles(world, "zhou") == []


def test_who_is_named_as_back_by_somebody_else_is_told(world: World) -> None:
    absence = away(world, "zhou", "zhou")
    be_back(by=viewer(world, "shen"), absence=absence, now=EVENING + MINUTE)
    assert titles(world, "zhou") == ["已替您划掉“不在的时候”，担心又会告诉您"]


def test_a_counsellor_on_leave_is_not_waited_for(world: World) -> None:
    leave(world, "zhou")
    assert told(raised(world)) == ["沈若兰"]
    assert titles(world, "zhou") == ["已替您登记“不在的时候”"]


def test_before_and_after_the_leave_the_counsellor_is_asked(world: World) -> None:
    leave(world, "zhou", until=TODAY + timedelta(days=1))
    assert told(raised(world, now=EVENING + timedelta(days=1))) == ["周心怡"]


def test_the_stand_in_for_the_students_gets_no_seat_on_the_ladder(world: World) -> None:
    leave(world, "zhou", stand_in="gao")
    concern = raised(world)
    climb_concerns(EVENING + 61 * MINUTE)
    assert "高建平" not in told(concern)


def test_a_leave_that_ends_early_brings_the_counsellor_back(world: World) -> None:
    row = leave(world, "zhou")
    end_leave(by=viewer(world, "shen"), leave=row, now=EVENING)
    assert not Absence.unscoped.exists()
    assert told(raised(world)) == ["周心怡"]


def test_who_is_on_leave_and_can_be_reached_crosses_it_out(world: World, sign_in: Any) -> None:
    leave(world, "zhou")
    absence = Absence.unscoped.get()
    with time_machine.travel(EVENING, tick=False):
        sign_in("zhou").post(f"/absences/{absence.public_id}/remove/")
    assert told(raised(world)) == ["周心怡"]
