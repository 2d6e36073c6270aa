"""What leaves no record is expected and never said to be missed; earlier years count for a whole stage."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from liangshi.domain.duties import State
from liangshi.duties.models import ClassSum
from liangshi.duties.queries import ledger
from liangshi.duties.services import reckon_school
from liangshi.records.choices import EntryKind
from tests.domain.scheme.texts import HEADER, SAID
from tests.duties.school import at, calendar, pair, publish, talk
from tests.world import World

SignIn = Callable[[str], Client]
WEDNESDAY = date(2026, 9, 23)
DUTIES = (
    ("talk", "每周谈心", 'kind = "talk"\nrhythm = { exactly = 1, every = "week" }'),
    ("dorm", "寝室走访", 'kind = "other"\nrhythm = { exactly = 1, every = "week" }'),
    ("care", "关怀疏导", 'kind = "care"\nfulfilled_by = ["talk"]\nrhythm = { exactly = 1, every = "week" }'),
    ("visit", "三年家访全覆盖",
     'kind = "home_visit"\nrhythm = { manner = "regularly" }\ncoverage = { share = 100, within = "whole_stage" }'),
)  # fmt: skip


@pytest.fixture
def school(world: World) -> World:
    """王海燕 guides 赵小明 since three years; the scheme asks for what leaves a record and for what leaves none."""
    calendar(world.schools["mingde"])
    said = "".join(f'[[duties]]\nid = "{key}"\ntitle = "{title}"\n{text}\n{SAID}' for key, title, text in DUTIES)
    publish(world, HEADER.replace('"junior"', '"senior"') + said)
    pair(world.staff["wang"], world.students["xiaoming"], since=date(2024, 9, 1))
    return world


def late(world: World) -> set[str]:
    return {one.expected.rule for one in ledger(world.schools["mingde"].pk, WEDNESDAY) if one.state is State.LATE}


def test_what_leaves_no_record_is_never_late(school: World) -> None:
    assert late(school) == {"talk", "care"}


def test_it_has_no_figure_and_the_living_scheme_says_why(school: World, sign_in: SignIn) -> None:
    reckon_school(school=school.schools["mingde"].pk, now=at(WEDNESDAY, 7))
    assert set(ClassSum.unscoped.values_list("rule", flat=True)) == {"talk", "care"}
    with time_machine.travel(at(WEDNESDAY), tick=False):
        page = sign_in("shen").get("/scheme/living/").content.decode()
    dorm = page.split("寝室走访")[1].split("</article>")[0]
    assert "这一条做了不留记录，所以没有数字，也不会说谁没做。" in dorm
    assert "这一条做了不留记录" not in page.split("寝室走访")[0]


def test_the_mentor_is_told_of_it_last_and_need_not_file_it(school: World, sign_in: SignIn) -> None:
    with time_machine.travel(at(WEDNESDAY), tick=False):
        page = sign_in("wang").get("/duties/").content.decode()
    assert page.index("每周谈心") < page.index("寝室走访") < page.index("做了就好，不用登记。")


def test_what_is_due_at_the_end_of_the_stage_is_said_with_its_year(school: World, sign_in: SignIn) -> None:
    with time_machine.travel(at(WEDNESDAY), tick=False):
        page = sign_in("wang").get("/duties/").content.decode()
    assert "2029年7月9日前" in page.split("三年家访全覆盖")[1]


def test_a_visit_two_years_ago_counts_for_the_whole_stage(school: World) -> None:
    group = school.classes["c101"]
    group.grade.level = 12
    group.grade.save()
    summer = date(2027, 7, 20)

    def visited() -> State:
        (one,) = (one for one in ledger(school.schools["mingde"].pk, summer) if one.expected.rule == "visit")
        return one.state

    assert visited() is State.LATE
    talk(school, "wang", "xiaoming", on=date(2025, 4, 2), kind=EntryKind.HOME_VISIT, channel="home_visit")
    assert visited() is State.DONE
