"""A whole round in the browser: from the scheme to a signed agreement, by everybody whom it concerns."""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from liangshi.pairing.choices import PhaseKind
from liangshi.pairing.models import Phase
from liangshi.project.command_line import main as liangshi
from tests.journeys.conftest import fits
from tests.world import World

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_MORNING = datetime(2026, 9, 1, 8, 30, tzinfo=ZONE)
PageAs = Callable[[str], Page]


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    """The first day of school; sessions last over the weeks of the round."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with time_machine.travel(FIRST_MORNING, tick=True) as traveller:
        yield traveller


class Story:
    """The people with their devices, and the clock."""

    def __init__(self, page_as: PageAs, clock: time_machine.Traveller) -> None:
        self.page_as = page_as
        self.clock = clock
        self.pages: dict[str, Page] = {}

    def person(self, name: str) -> Page:
        if name not in self.pages:
            self.pages[name] = self.page_as(name)
            self.pages[name].on("dialog", lambda dialog: dialog.accept())
        return self.pages[name]

    def at(self, kind: PhaseKind) -> None:
        self.clock.move_to(Phase.unscoped.get(kind=kind).opens_at + timedelta(hours=1))

    def after(self, kind: PhaseKind) -> None:
        self.clock.move_to(Phase.unscoped.get(kind=kind).closes_at + timedelta(minutes=1))


@pytest.fixture
def story(page_as: PageAs, clock: time_machine.Traveller) -> Story:
    return Story(page_as, clock)


def publish_the_scheme(office: Page) -> None:
    office.goto("/scheme/")
    office.get_by_role("link", name="预设方案").click()
    office.get_by_role("link", name=re.compile("蛇窝泊")).click()
    office.get_by_role("button", name="从这份开始写本校方案").click()
    office.get_by_role("link", name="看改动并发布").click()
    assert fits(office)
    office.get_by_role("button", name="发布").click()
    expect(office.get_by_text("第1版已发布。")).to_be_visible()


def prepare_the_round(office: Page) -> None:
    office.goto("/rounds/")
    office.get_by_role("link", name="新建一轮").click()
    office.get_by_label("双向选择").check()
    office.get_by_label("导学、导德分开结对").uncheck()
    office.get_by_label("高一").check()
    office.get_by_label("名称").fill("高一师生匹配")
    office.get_by_label("每位导师的名额").fill("2")
    office.get_by_label("每位导师至少带几名学生").fill("0")
    office.get_by_label("抽签种子怎样产生").fill("由三名学生代表各掷一次骰子")
    assert fits(office)
    office.get_by_role("main").get_by_role("button").last.click()
    office.get_by_role("button", name="开始这一轮").click()
    expect(office.get_by_text("进行中").first).to_be_visible()
    assert fits(office)


def sign_up(mentor: Page) -> None:
    mentor.goto("/")
    mentor.get_by_role("link", name="去报名").click()
    mentor.get_by_label("学业辅导").check()
    assert fits(mentor)
    mentor.get_by_role("main").get_by_role("button").last.click()
    expect(mentor.get_by_text("待审核").first).to_be_visible()


def approve(office: Page, round_page: str, *mentors: str) -> None:
    office.goto(f"{round_page}applications/")
    for name in mentors:
        office.get_by_role("listitem").filter(has_text=name).get_by_role("link").first.click()
        office.get_by_role("main").get_by_role("button").first.click()
    office.goto(f"{round_page}applications/")
    office.get_by_role("button", name="公布").click()
    assert fits(office)


def wish(student: Page, *mentors: str) -> None:
    student.goto("/")
    student.get_by_role("link", name="去填志愿").click()
    for name in mentors:
        student.get_by_role("link", name=re.compile("添加导师")).first.click()
        card = student.get_by_role("main").locator("li, .card").filter(has_text=name).last
        card.get_by_role("button", name="加入志愿").click()
        if "/mentors/" in student.url:
            student.get_by_role("link", name=re.compile("看我的志愿")).click()
    student.get_by_label("学业辅导").check()
    assert fits(student)
    student.get_by_role("button", name="提交志愿").click()
    expect(student.get_by_text("已提交").first).to_be_visible()


def answer(mentor: Page, *students: str) -> None:
    mentor.goto("/")
    mentor.get_by_role("link", name="去回应").click()
    for name in students:
        expect(mentor.get_by_text(name).first).to_be_visible()
    assert fits(mentor)
    mentor.get_by_role("button", name="愿意").first.click()
    mentor.get_by_role("button", name="我看完了").click()


def draw_and_publish(office: Page, round_page: str) -> None:
    office.goto(f"{round_page}plan/")
    expect(office.get_by_text("每位学生都能安排到导师").first).to_be_visible()
    office.get_by_role("button", name="封存数据").click()
    office.goto(f"{round_page}draw/")
    office.get_by_label(re.compile("抽签|种子|结果")).last.fill("3-1-6")
    office.get_by_role("button", name="录入并开始计算").click()
    expect(office.get_by_text("独立核验通过")).to_be_visible()
    assert fits(office)
    office.get_by_role("link", name="复核结果").click()
    expect(office.get_by_text("3 名学生中 3 名都安排好了")).to_be_visible()
    assert fits(office)
    office.get_by_role("link", name="公布结果").click()
    office.get_by_role("main").get_by_role("button").first.click()


def sign(person: Page, name: str) -> None:
    person.goto("/placement/")
    assert fits(person)
    person.get_by_role("link", name=re.compile("协议书")).first.click()
    person.get_by_label("签名").fill(name)
    person.get_by_role("button", name="签订").click()
    expect(person.get_by_role("main").get_by_text(name).first).to_be_visible()


def test_a_whole_round(story: Story, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = story.person("shen")
    publish_the_scheme(office)
    prepare_the_round(office)
    round_page = office.url.removeprefix(office.url.split("/rounds/")[0])
    story.at(PhaseKind.APPLY)
    sign_up(story.person("wang"))
    sign_up(story.person("li"))
    story.at(PhaseKind.APPROVE)
    approve(office, round_page, "王海燕", "李向东")
    story.at(PhaseKind.WISH)
    wish(story.person("xiaoming"), "王海燕", "李向东")
    wish(story.person("xiaogang"), "王海燕")
    story.person("zhaoma").goto("/")
    expect(story.person("zhaoma").get_by_text("志愿已提交").first).to_be_visible()
    story.at(PhaseKind.ANSWER)
    answer(story.person("wang"), "赵小明", "孙小刚")
    story.after(PhaseKind.ANSWER)
    draw_and_publish(office, round_page)

    student = story.person("xiaoming")
    student.goto("/placement/")
    expect(student.get_by_text("按第1志愿，由王海燕老师担任导师")).to_be_visible()
    story.person("zhaoma").goto("/placement/")
    expect(story.person("zhaoma").get_by_text("由王海燕老师担任导师").first).to_be_visible()
    sign(student, "赵小明")
    sign(story.person("wang"), "王海燕")

    with office.expect_download() as word:
        office.goto(f"{round_page}agreements/")
        office.get_by_role("link", name="全部导出 Word").click()
    assert zipfile.is_zipfile(word.value.path())
    published = tmp_path / "record.zip"
    with student.expect_download() as record:
        student.goto(f"{round_page}draw/")
        student.get_by_role("link", name="下载核验文件").click()
    record.value.save_as(published)
    assert liangshi(["verify", str(published)]) == 0
    assert "结果成立" in capsys.readouterr().out
