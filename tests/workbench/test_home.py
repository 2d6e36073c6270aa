"""The first screen of each role: few cards, one act each."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangshi.access.queries import viewer_of
from liangshi.jobs.models import Heartbeat
from liangshi.people.models import CalendarSeeding, ClassGroup, Guardianship, School, Staff, Student
from liangshi.people.queries import office_figures
from liangshi.workbench.queries import Card, cards_for
from liangshi.workbench.queries.at_hand import AtHand
from liangshi.workbench.queries.people_cards import office_card
from liangshi.workbench.queries.sources import sources_for
from tests.duties.conftest import SCHEME
from tests.duties.school import calendar, pair, publish
from tests.world import PERSONAS, TODAY, World

NOW = datetime(2026, 9, 10, 1, 0, tzinfo=UTC)
STATEMENTS = 24
"""Five say who is asking; the rest is one for each kind of thing that may wait, and an inbox has many kinds."""
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _worker(world: World) -> None:
    for moment in (NOW, datetime(2026, 9, 10, 6, 0, tzinfo=UTC)):
        Heartbeat.objects.create(worker=f"{moment:%H}", at=moment)


def cards(world: World, name: str) -> tuple[Card, ...]:
    viewer = viewer_of(world.account(name), TODAY)
    return cards_for(viewer, NOW, sources_for(viewer, NOW))


def titles(world: World, name: str) -> list[str]:
    return [card.title for card in cards(world, name)]


def office(world: World) -> Card:
    return next(card for card in cards(world, "shen") if card.title == "学校组织")


def lines(card: Card) -> list[str]:
    return [line.text for line in card.lines]


KNOWN = "每个学生都有人在意吗"


def test_each_role_meets_its_own_cards(world: World) -> None:
    assert titles(world, "shen") == [KNOWN, "学校组织", "我的导师名片"]
    assert titles(world, "lin") == [KNOWN, "心理关怀", "我的导师名片"]
    assert titles(world, "wang") == [KNOWN, "高一(1)班", "写过的和要写的", "我的导师名片"]
    assert titles(world, "gao") == [KNOWN, "我的年级", "我的导师名片"]
    assert titles(world, "zhou") == ["心理关怀", "我的导师名片"]
    assert titles(world, "li") == ["我的导师名片"]
    assert titles(world, "xiaoming") == ["我的导师", "接下来", "我的成长", "需要帮助", "我的信息"]
    assert titles(world, "zhaoma") == ["李小力的导师", "赵小明的导师", "孩子的信息"]
    assert titles(world, "feng") == ["各校方案", "心理关怀"]


def test_a_mentor_meets_today_and_the_own_students_before_everything_else(world: World) -> None:
    pair(world.staff["li"], world.students["xiaoming"])
    publish(world, SCHEME)
    calendar(world.schools["mingde"])
    assert titles(world, "li")[:2] == ["今天", "我的学生"]
    assert len(cards(world, "li")[0].lines) <= 5


def test_whoever_leads_and_mentors_as_well_meets_the_questions_of_the_office_before_a_long_list(world: World) -> None:
    for name in ("lin", "gao", "wang"):
        pair(world.staff[name], world.students["xiaoming"])
    publish(world, SCHEME)
    calendar(world.schools["mingde"])
    for leader in ("lin", "gao"):
        found = titles(world, leader)
        assert found.index("今天") < found.index(KNOWN) < found.index("我的学生")
    found = titles(world, "wang")
    assert found.index("我的学生") < found.index(KNOWN)


def test_the_principal_reads_who_is_known_by_nobody(world: World) -> None:
    pair(world.staff["li"], world.students["xiaoming"])
    pair(world.staff["li"], world.students["xiaohong"])
    known = lines(cards(world, "lin")[0])
    assert known == ["2 名学生还没有导师：", "李小力（高二(1)班）", "孙小刚（高一(2)班）"]
    assert lines(cards(world, "wang")[0]) == ["2 名学生，每人都有导师。"]


def test_while_the_worker_is_silent_those_who_keep_the_ladder_hear_of_it_first(world: World) -> None:
    Heartbeat.objects.all().delete()
    assert titles(world, "shen")[0] == "自动通知停了"
    assert "自动通知停了" not in titles(world, "wang")


def test_the_coordinator_reads_what_is_missing_and_where_to_mend_it(world: World) -> None:
    Student.unscoped.filter(name="孙小刚").update(class_group=None)
    Staff.unscoped.filter(name="陈小禾").update(mentor_status_review_on=TODAY)
    card = office(world)
    assert lines(card) == [
        "4名学生，8名教师",
        "1 名学生还没有编班",
        "2 个班还没有班主任",
        "8 位教师还没有写导师名片",
        "1 位教师的导师状态到了再看的日期",
        "校历还没有载入法定节假日",
    ]
    assert card.act is not None
    assert card.act.url == "/students/?unplaced=on"


@pytest.mark.parametrize("index", [1, 2, 3, 4, 5])
def test_each_line_of_the_coordinator_leads_to_a_page(index: int, world: World, sign_in: SignIn) -> None:
    Student.unscoped.filter(name="孙小刚").update(class_group=None)
    Staff.unscoped.filter(name="陈小禾").update(mentor_status_review_on=TODAY)
    line = office(world).lines[index]
    assert sign_in("shen").get(line.url).status_code == 200


def test_the_lists_behind_the_lines_show_those_meant(world: World, sign_in: SignIn) -> None:
    Student.unscoped.filter(name="孙小刚").update(class_group=None)
    Staff.unscoped.filter(name="陈小禾").update(mentor_status_review_on=TODAY)
    Staff.unscoped.exclude(name="高建平").update(words="欢迎来找我")
    browser = sign_in("shen")
    assert [each.name for each in browser.get("/students/?unplaced=on").context["page"]] == ["孙小刚"]
    assert [each.name for each in browser.get("/staff/?bare=on").context["page"]] == ["高建平"]
    assert [each.name for each in browser.get("/staff/?due=on").context["page"]] == ["陈小禾"]


def test_a_complete_organisation_asks_for_nothing(world: World) -> None:
    Staff.unscoped.update(words="欢迎来找我")
    ClassGroup.unscoped.update(homeroom_teacher=world.staff["wang"])
    for school in School.unscoped.all():
        CalendarSeeding.unscoped.create(school=school, calendar_year=TODAY.year, seeded_at="2026-09-01T00:00:00Z")
    card = office(world)
    assert lines(card) == ["4名学生，8名教师，组织信息齐全。"]
    assert card.act is None


def test_an_empty_school_begins_with_the_roster(world: World) -> None:
    Student.unscoped.update(left_on=TODAY)
    Staff.unscoped.exclude(pk=world.staff["shen"].pk).update(left_on=TODAY)
    viewer = viewer_of(world.account("shen"), TODAY)
    assert next(iter(office_card(viewer, NOW, AtHand(viewer, TODAY)))).title == "从花名册开始"


def test_figures_leave_out_who_has_left_and_other_schools(world: World) -> None:
    Student.unscoped.filter(name="赵小明").update(left_on=date(2026, 9, 5))
    figures = office_figures(world.schools["mingde"].pk, world.years["mingde"], TODAY)
    assert (figures.students, figures.staff) == (3, 8)


def test_the_homeroom_card_counts_the_class(world: World) -> None:
    Student.unscoped.filter(name="赵小明").update(boarding=True)
    assert lines(cards(world, "wang")[1]) == ["2 名学生，其中住校 1 名"]


def test_a_finished_card_of_a_teacher_is_only_offered_for_reading(world: World) -> None:
    given = {"strengths": ["学业辅导"], "interests": ["书法"], "words": "来聊聊书吧。"}
    Staff.unscoped.filter(pk=world.staff["li"].pk).update(**given)
    assert lines(cards(world, "li")[0]) == ["名片已写好，学生选导师时可以读到。"]


def test_a_guardian_meets_no_child_who_has_left_or_is_no_ward(world: World) -> None:
    Student.unscoped.filter(name="李小力").update(left_on=TODAY)
    assert titles(world, "zhaoma") == ["赵小明的导师", "孩子的信息"]
    Guardianship.unscoped.filter(guardian=world.guardians["zhaoma"]).delete()
    assert titles(world, "zhaoma") == []


@pytest.mark.parametrize("name", PERSONAS)
def test_every_first_screen_opens_with_few_statements_and_every_act_works(
    name: str, world: World, sign_in: SignIn
) -> None:
    browser = sign_in(name)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/")
    assert page.status_code == 200
    assert len(asked) <= STATEMENTS
    for card in page.context["cards"]:
        assert card.act is None or browser.get(card.act.url).status_code == 200
