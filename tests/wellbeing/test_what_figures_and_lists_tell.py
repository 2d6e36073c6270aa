"""What stands beside a concern tells neither more nor less than is true: time left, sums, readers, numbers, names."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from liangshi.notices.models import Notice
from liangshi.people.models import RoleAppointment
from liangshi.wellbeing.case_choices import Mood
from liangshi.wellbeing.models import Case, Concern, ConcernRun, KeptAway, StudentCheckIn
from liangshi.wellbeing.queries.board import concern_lines
from liangshi.wellbeing.queries.concern_readers import concern_facts, concern_readers
from liangshi.wellbeing.queries.figures import school_figures
from liangshi.wellbeing.queries.names import without_names
from liangshi.wellbeing.services.cases import Opening, open_case
from liangshi.wellbeing.services.checkins import Tap, check_in
from liangshi.wellbeing.services.glass import Break, NotBreakableError, break_glass
from liangshi.wellbeing.services.hands import take_in_hand
from liangshi.wellbeing.services.raising import raise_concern
from tests.wellbeing import case_world
from tests.wellbeing.concerns import CHAINS, EVENING, MINUTE, draft, publish, raised, run_until, viewer
from tests.wellbeing.test_checkins import offer
from tests.world import PERSONAS, World

REASON = Break("区里要求今天说明处置情况", 1)


def test_the_board_says_when_it_really_goes_on_to_the_next_person(world: World) -> None:
    raised(world, sent_key="slow")
    publish(world, CHAINS)
    raised(world, sent_key="fast", danger="now", now=EVENING + 5 * MINUTE)
    lines = concern_lines(viewer(world, "zhou"))
    assert [line.moves_at for line in lines] == [EVENING + 15 * MINUTE, EVENING + 30 * MINUTE]
    run_until(EVENING + 9 * MINUTE, EVENING + 6 * MINUTE)
    assert [line.moves_at for line in concern_lines(viewer(world, "zhou"))] == [line.moves_at for line in lines]


def test_what_is_in_hand_goes_on_to_nobody(world: World) -> None:
    concern = raised(world)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + MINUTE)
    run_until(EVENING + 2 * MINUTE)
    assert ConcernRun.unscoped.get(concern=concern).moves_at is None


def test_sums_do_not_tell_the_principal_of_a_concern_about_themself(world: World) -> None:
    raised(world)
    raised(world, by="chen", sent_key="about", adults=(world.staff["lin"].pk,))
    figures = school_figures(viewer(world, "lin"), EVENING)
    assert (figures.waiting, figures.lines[0].raised) == (1, 1)
    case = case_world.a_case(world, now=EVENING, adults=("lin",))
    assert school_figures(viewer(world, "lin"), EVENING).open_cases == 0
    assert case.is_open


def test_a_concern_about_the_principal_is_closed_to_them_before_the_ladder_knows_of_it(world: World) -> None:
    concern = raise_concern(
        by=viewer(world, "chen"), draft=draft(adults=(world.staff["lin"].pk,)), now=EVENING
    )  # fmt: skip
    assert not KeptAway.unscoped.filter(account=world.account("shen")).exists()
    with pytest.raises(NotBreakableError):
        break_glass(by=viewer(world, "lin"), target=concern, draft=REASON, now=EVENING)
    assert school_figures(viewer(world, "lin"), EVENING).waiting == 0


def changes(world: World, concern: Concern) -> dict[str, Callable[[], object]]:
    """What may come to pass around a concern."""
    zhou, lin = viewer(world, "zhou"), viewer(world, "lin")
    now = EVENING + MINUTE

    def leaves(name: str) -> None:
        staff = world.staff[name]
        staff.left_on = EVENING.date()
        staff.save()

    return {
        "nothing": lambda: None,
        "taken": lambda: take_in_hand(by=zhou, concern=concern, now=now),
        "glass": lambda: break_glass(by=lin, target=concern, draft=REASON, now=now),
        "a relative": lambda: case_world.related(world, "zhou"),
        "left": lambda: leaves("zhou"),
        "taken and left": lambda: (take_in_hand(by=zhou, concern=concern, now=now), leaves("zhou")),
        "glass and a relative": lambda: (
            break_glass(by=lin, target=concern, draft=REASON, now=now), case_world.related(world, "lin"),
        ),
        "climbed": lambda: run_until(EVENING + 60 * MINUTE, EVENING + 59 * MINUTE),
    }  # fmt: skip


HAPPENED = (
    "nothing", "taken", "glass", "a relative", "left", "taken and left", "glass and a relative", "climbed",
)  # fmt: skip


@pytest.mark.parametrize("happened", HAPPENED)
def test_who_gets_the_page_and_who_is_listed_are_the_same_people(
    world: World, sign_in: Callable[[str], Client], happened: str
) -> None:
    concern = raised(world)
    changes(world, concern)[happened]()
    at = EVENING + 61 * MINUTE if happened == "climbed" else EVENING + 2 * MINUTE
    with time_machine.travel(at, tick=False):
        listed = {reader.name for reader in concern_readers(concern_facts(Concern.unscoped.get(pk=concern.pk)), at)}
        gets = {
            world.account(name).name for name in PERSONAS
            if sign_in(name).get(f"/concerns/{concern.public_id}/").status_code == 200
        }  # fmt: skip
    assert gets == listed


def test_a_coordinator_whose_term_has_an_end_is_told_of_broken_glass_too(world: World) -> None:
    RoleAppointment.unscoped.filter(role="coordinator").update(ends_on=EVENING.date() + timedelta(days=300))
    break_glass(by=viewer(world, "lin"), target=raised(world), draft=REASON, now=EVENING)
    assert "沈若兰" in Notice.unscoped.filter(kind="glass.broken").values_list("account__name", flat=True)
    RoleAppointment.unscoped.filter(role="coordinator").update(ends_on=EVENING.date())
    Notice.unscoped.all().delete()
    break_glass(by=viewer(world, "lin"), target=raised(world, sent_key="later"), draft=REASON, now=EVENING)
    assert "沈若兰" not in Notice.unscoped.filter(kind="glass.broken").values_list("account__name", flat=True)


def test_a_number_is_never_given_twice(world: World) -> None:
    first, second = case_world.a_case(world), case_world.a_case(world, "xiaohong")
    Case.unscoped.filter(pk=first.pk).delete()
    third = case_world.a_case(world, "xiaogang")
    assert [second.number, third.number] == ["2026-002", "2026-003"]


class Meanwhile:
    """Does something just before the first statement that begins with some words, as if another process had."""

    def __init__(self, words: str, act: Callable[[], object]) -> None:
        self.words, self.act, self.done = words, act, False

    def __call__(self, execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(self.words) and not self.done:
            self.done = True
            self.act()
        return execute(sql, *arguments)


def test_two_cases_opened_at_the_same_moment_have_two_numbers(world: World) -> None:
    row = case_world.held(world, case_world.concern(world), "zhou")
    meanwhile = Meanwhile('INSERT INTO "wellbeing_case"', lambda: Case.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaohong"], number="2026-001",
        owner=world.staff["zhou"], review_on=case_world.SOON, opened_at=case_world.NOW,
        opened_by=world.account("zhou"),
    ))  # fmt: skip
    with connection.execute_wrapper(meanwhile):
        case = open_case(
            by=case_world.by(world, "zhou"), part=case_world.part_of(row),
            draft=Opening(case_world.WHY, case_world.SOON), now=case_world.NOW,
        )  # fmt: skip
    assert case.student == world.students["xiaoming"]


def test_a_tap_that_comes_twice_at_the_same_moment_is_one(world: World) -> None:
    offer(world)
    xiaoming = viewer(world, "xiaoming")
    meanwhile = Meanwhile('INSERT INTO "wellbeing_studentcheckin"', lambda: StudentCheckIn.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], on=EVENING.date(), at=EVENING, mood="sunny"
    ))  # fmt: skip
    with connection.execute_wrapper(meanwhile):
        check_in(by=xiaoming, tap=Tap(Mood.STORMY), now=EVENING)
    assert StudentCheckIn.unscoped.get().mood == Mood.STORMY


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("阿红先动手，红红也哭了", "学生甲先动手，学生甲也哭了"),
        ("钱同学说小明没有动手", "学生甲说小明没有动手"),
        ("与钱　小红、孙 小刚在一起", "与学生甲、学生乙在一起"),
        ("钱小红们都在，赵小明远远看着", "学生甲们都在，赵小明远远看着"),
        ("阿依古丽和阿依古丽•买买提说", "学生甲和学生甲说"),
        ("努力方向很明白", "努力方向很明白"),
    ],
)
def test_pet_names_and_names_written_apart_are_hidden_in_print(text: str, hidden: str) -> None:
    near = ["钱小红", "阿依古丽·买买提"]
    assert without_names([text], "赵小明", ["孙小刚", "王方向远", *near], near) == (hidden,)


def test_what_the_own_child_is_called_stays_unless_it_is_anothers_real_name() -> None:
    assert without_names(["小红和阿红"], "钱红", [], ["孙大红"]) == ("小红和阿红",)
    assert without_names(["小红和阿红"], "钱红", [], ["孙小红"]) == ("学生甲和阿红",)


@pytest.mark.parametrize(
    ("adults", "asked"),
    [
        ((), "心理教师"),
        (("zhou",), "导师制负责人"),
        (("shen",), "校长"),
        (("lin",), "教育局"),
        (("lin", "shen"), "教育局"),
    ],
)
def test_the_receipt_of_a_child_never_says_that_the_adult_is_asked_whom_it_is_about(
    world: World, sign_in: Callable[[str], Client], adults: tuple[str, ...], asked: str
) -> None:
    concern = raised(world, by="xiaohong", adults=tuple(world.staff[name].pk for name in adults))
    with time_machine.travel(EVENING + MINUTE, tick=False):
        page = sign_in("xiaohong").get(f"/concerns/raised/{concern.public_id}/").content.decode()
    said = page.partition("现在请的是：")[2].partition("。")[0]
    assert asked in said
    others = {"心理教师", "导师制负责人", "校长", "教育局"} - {asked}
    assert not any(role in said for role in others)
