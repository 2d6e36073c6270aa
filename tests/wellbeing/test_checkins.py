"""The check-in, screening levels, growth support files, figures: the things around cases."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from liangshi.domain.scheme import Scheme
from liangshi.notices.models import Notice
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import checked
from liangshi.wellbeing.case_choices import Mood
from liangshi.wellbeing.models import Helpline, StudentCheckIn
from liangshi.wellbeing.services.checkins import NoCheckInError, NothingAskedError, Tap, answer_check_in, check_in
from tests.wellbeing.case_world import NOW, by, related
from tests.world import PERSONAS, World

TEXT = """
[header]
key = "mingde"
title = "明德中学全员导师制方案"
level = "school"
stages = ["senior"]
version = "1"
author = "德育处"
valid_from = 2026-09-01

[[documents]]
key = "MD"
title = "明德中学全员导师制方案"

[[wellbeing.watches]]
id = "check-in"
title = "今天感觉怎么样"
looks_for = ["当天的心情"]
responses = ["心理老师来聊聊"]
by = "student"
source = { document = "MD", place = "第六条", words = "每天可以说一说自己的心情" }
reading = "想说就说。"
"""
LATER = NOW + timedelta(hours=3)


def offer(world: World) -> None:
    """The scheme of 明德中学 has a check-in."""
    found = checked(TEXT)
    assert isinstance(found, Scheme), found
    SchemeVersion.unscoped.create(
        school=world.schools["mingde"], ordinal=1, title="方案", text=TEXT, digest="0" * 64, valid_from="2026-09-01",
        published_at=NOW, published_by=world.account("shen"),
    )  # fmt: skip


def tap(world: World, mood: Mood = Mood.CLOUDY, name: str = "xiaoming", **said) -> StudentCheckIn:
    return check_in(by=by(world, name), tap=Tap(mood, **said), now=NOW)


def test_without_a_rule_of_the_scheme_there_is_none_and_help_is_there_all_the_same(world: World, sign_in) -> None:
    with pytest.raises(NoCheckInError):
        tap(world)
    Helpline.unscoped.create(school=world.schools["mingde"], name="值班室", number="000-0000-0001")
    page = sign_in("xiaoming").get("/check-in/").content.decode()
    assert "000-0000-0001" in page
    assert 'name="mood"' not in page


def test_help_stands_before_the_tap(world: World, sign_in) -> None:
    offer(world)
    with time_machine.travel(NOW, tick=False):
        page = sign_in("xiaoming").get("/check-in/").content.decode()
    assert page.index("现在就需要帮助") < page.index('name="mood"')
    assert "/asking/new/" in page


def test_one_tap_a_day_and_a_later_one_replaces_it_without_taking_back_the_call(world: World) -> None:
    offer(world)
    tap(world, Mood.RAINY, wants_talk=True, words="想找人说说")
    tap(world, Mood.SUNNY)
    row = StudentCheckIn.unscoped.get()
    assert (row.mood, row.wants_talk, row.words) == (Mood.SUNNY, True, "想找人说说")
    assert Notice.unscoped.filter(kind="check_in.talk").count() == 1


def test_the_counsellors_are_told_that_somebody_wants_to_talk_and_not_who(world: World) -> None:
    offer(world)
    tap(world)
    assert not Notice.unscoped.exists()
    tap(world, wants_talk=True)
    notice = Notice.unscoped.get()
    assert notice.account == world.account("zhou")
    assert "赵小明" not in notice.title + notice.text


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_check_in_exists_for_its_student_and_the_counsellor(persona: str, world: World) -> None:
    offer(world)
    tap(world, wants_talk=True)
    expected = persona in {"xiaoming", "zhou"}
    assert StudentCheckIn.objects.visible_to(by(world, persona)).exists() == expected


def test_a_counsellor_who_is_a_relative_neither_reads_it_nor_is_told(world: World) -> None:
    offer(world)
    related(world, "zhou")
    tap(world, wants_talk=True)
    assert not StudentCheckIn.objects.visible_to(by(world, "zhou")).exists()
    assert not Notice.unscoped.exists()


def test_only_those_who_call_are_listed_and_an_answer_is_given_once(world: World, sign_in) -> None:
    offer(world)
    row = tap(world, Mood.RAINY, wants_talk=True)
    tap(world, Mood.STORMY, "xiaohong")
    tap(world, Mood.CLOUDY, "xiaogang")
    with time_machine.travel(LATER, tick=False):
        page = sign_in("zhou").get("/care/check-ins/").content.decode()
    assert "赵小明" in page
    assert "钱小红" in page
    assert "孙小刚" not in page
    answer_check_in(by=by(world, "zhou"), row=row, now=LATER)
    with pytest.raises(NothingAskedError):
        answer_check_in(by=by(world, "zhou"), row=row, now=LATER)


def send(client, content: str, name: str = "秋季测评"):
    file = SimpleUploadedFile("levels.csv", content.encode(), "text/csv")
    given = {"name": name, "held_on": "2026-09-08", "forget_on": "2027-09-01", "file": file}
    return client.post("/care/screenings/", given)


def test_levels_come_in_from_the_schools_own_file(world: World, sign_in) -> None:
    client = sign_in("zhou")
    answer = send(client, "某校测评\n学号,姓名,等级,备注\nS1001,赵小明,二级,睡眠\nS1002,,一级,\n")
    assert answer.status_code == 303
    page = client.get(answer.url).content.decode()
    assert "二级" in page
    assert "钱小红" in page
    assert send(client, "学号,等级\nS1001,二级\n").status_code == 422


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("姓名,分数\n赵小明,3\n", "没有找到表头"),
        ("学号,等级\nS9999,二级\n", "学校里没有学号 S9999"),
        ("学号,等级\nS1001,\n", "没有等级"),
        ("学号,姓名,等级\nS1001,钱小红,二级\n", "与学号不符"),
        ("学号,等级\nS1001,二级\nS1001,一级\n", "出现了两次"),
    ],
)
def test_a_file_with_a_wrong_row_changes_nothing_and_says_which(world: World, sign_in, content, words) -> None:
    answer = send(sign_in("zhou"), content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "还没有导入过" in answer.content.decode()
