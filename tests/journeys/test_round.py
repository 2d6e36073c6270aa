"""A whole round in the browser: from the scheme to a signed agreement, by everybody whom it concerns.

And what comes after a round: a second one for the student left over, a place for the one who came late.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from liangshi.pairing.choices import PhaseKind
from liangshi.pairing.models import Phase
from liangshi.people.models import Account, Student
from liangshi.project.command_line import main as liangshi
from tests.journeys.conftest import fits
from tests.journeys.test_roster import shot
from tests.world import PASSWORD, World

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
        self.clock.move_to(Phase.unscoped.filter(kind=kind).latest("pk").opens_at + timedelta(hours=1))

    def after(self, kind: PhaseKind) -> None:
        self.clock.move_to(Phase.unscoped.filter(kind=kind).latest("pk").closes_at + timedelta(minutes=1))

    def without_scripts(self, name: str) -> Page:
        """The same person on a device of the same size whose browser runs no scripts."""
        page = self.person(name)
        assert page.context.browser
        assert page.viewport_size
        plain = page.context.browser.new_context(
            base_url="{0.scheme}://{0.netloc}".format(urlsplit(page.url)), viewport=page.viewport_size, locale="zh-CN",
            java_script_enabled=False, storage_state=page.context.storage_state(),
        )  # fmt: skip
        return plain.new_page()


@pytest.fixture
def story(page_as: PageAs, clock: time_machine.Traveller) -> Story:
    return Story(page_as, clock)


def let_guardians_sign(office: Page) -> None:
    """The school changes the text of the preset: its agreement is signed by a guardian too."""
    office.get_by_role("link", name="修改全文").click()
    text = office.locator("textarea").first
    before = text.input_value()
    signed = 'signed_by = ["mentor", "student"]'
    assert signed in before
    text.fill(before.replace(signed, 'signed_by = ["mentor", "student", "guardian"]'))
    office.get_by_role("button", name="保存并检查").click()
    expect(office.get_by_text("这份草稿读得通，可以发布。")).to_be_visible()


def publish_the_scheme(office: Page, asks_families: bool = False) -> None:
    office.goto("/scheme/")
    office.get_by_role("link", name="预设方案").click()
    office.get_by_role("link", name=re.compile("蛇窝泊")).click()
    office.get_by_role("button", name="从这份开始写本校方案").click()
    if asks_families:
        let_guardians_sign(office)
    office.get_by_role("link", name="看改动并发布").click()
    assert fits(office)
    office.get_by_role("button", name="发布").click()
    expect(office.get_by_text("第1版已发布。")).to_be_visible()


def prepare_the_round(office: Page, quota: int = 2) -> None:
    office.goto("/rounds/")
    office.get_by_role("link", name="新建一轮").click()
    office.get_by_label("双向选择").check()
    office.get_by_label("导学、导德分开结对").uncheck()
    office.get_by_label("高一").check()
    office.get_by_label("名称").fill("高一师生匹配")
    office.get_by_label("每位导师的名额").fill(str(quota))
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


def hand_in(student: Page, mentors: str) -> None:
    """One form, one button: the names of the mentors are typed."""
    student.goto("/rounds/")
    student.get_by_role("link", name="填报志愿").first.click()
    student.get_by_label("再加几位导师").fill(mentors)
    student.get_by_label("学业辅导").check()
    student.get_by_role("button", name="提交志愿").click()
    expect(student.get_by_text("已提交").first).to_be_visible()
    for name in mentors.split("、"):
        expect(student.get_by_role("listitem").filter(has_text=name)).to_be_visible()


def answer(mentor: Page, *students: str) -> None:
    mentor.goto("/")
    mentor.get_by_role("link", name="去回应").click()
    for name in students:
        expect(mentor.get_by_text(name).first).to_be_visible()
    assert fits(mentor)
    mentor.get_by_role("button", name="愿意").first.click()
    mentor.get_by_role("button", name="我看完了").click()


ROOM_FOR_ALL = "每位学生都能安排到导师"


def draw_and_publish(office: Page, round_page: str, found: str, room: str = ROOM_FOR_ALL) -> None:
    office.goto(f"{round_page}plan/")
    expect(office.get_by_text(room).first).to_be_visible()
    office.get_by_role("button", name="封存数据").click()
    office.goto(f"{round_page}draw/")
    office.get_by_label(re.compile("抽签|种子|结果")).last.fill("3-1-6")
    office.get_by_role("button", name="录入并开始计算").click()
    expect(office.get_by_text("独立核验通过")).to_be_visible()
    assert fits(office)
    office.get_by_role("link", name="复核结果").click()
    expect(office.get_by_text(found)).to_be_visible()
    assert fits(office)
    office.get_by_role("link", name="公布结果").click()
    office.get_by_role("main").get_by_role("button").first.click()
    expect(office.get_by_text("已公布，学生、家长和导师都收到了通知。")).to_be_visible()


def sign(person: Page, name: str) -> None:
    person.goto("/placement/")
    assert fits(person)
    person.get_by_role("link", name=re.compile("协议书")).first.click()
    person.get_by_label("签名").fill(name)
    person.get_by_role("button", name="签订").click()
    expect(person.get_by_role("main").get_by_text(name).first).to_be_visible()


def test_a_whole_round(story: Story, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = story.person("shen")
    publish_the_scheme(office, asks_families=True)
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
    story.person("xiaohong").goto("/placement/")
    plain = story.without_scripts("xiaohong")
    hand_in(plain, "李向东、王海燕")
    plain.context.close()
    story.person("zhaoma").goto("/")
    expect(story.person("zhaoma").get_by_text("志愿已提交").first).to_be_visible()
    story.at(PhaseKind.ANSWER)
    answer(story.person("wang"), "赵小明", "孙小刚", "钱小红")
    answer(story.person("li"), "赵小明", "钱小红")
    story.after(PhaseKind.ANSWER)
    draw_and_publish(office, round_page, "3 名学生中 3 名都安排好了")

    third = story.person("xiaohong")
    third.goto("/placement/")
    expect(third.get_by_text("按第1志愿，由李向东老师担任导师")).to_be_visible()
    student = story.person("xiaoming")
    student.goto("/placement/")
    expect(student.get_by_text("按第1志愿，由王海燕老师担任导师")).to_be_visible()
    story.person("zhaoma").goto("/placement/")
    expect(story.person("zhaoma").get_by_text("由王海燕老师担任导师").first).to_be_visible()
    sign(student, "赵小明")
    sign(story.person("wang"), "王海燕")
    sign(story.person("zhaoma"), "刘桂芳")
    expect(story.person("zhaoma").get_by_text("待签")).to_have_count(0)
    sign(story.person("li"), "李向东")

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


def open_the_second_round(office: Page, round_page: str) -> str:
    """The terms of the first round are proposed; every teacher who may is asked this time."""
    office.goto(round_page)
    office.get_by_role("link", name="为还没有导师的学生安排第二轮").click()
    expect(office.get_by_label("名称")).to_have_value("高一师生匹配第二轮")
    expect(office.get_by_label("高一")).to_be_checked()
    office.get_by_label("抽签种子怎样产生").fill("由家长代表掷骰子")
    assert fits(office)
    office.get_by_role("button", name="开始第二轮").click()
    expect(office.get_by_text("1 人，共需 1 个导师名额")).to_be_visible()
    second_page = office.url.removeprefix(office.url.split("/rounds/")[0])
    office.goto(f"{second_page}applications/")
    office.get_by_role("button", name="可任导师的老师全部列入").click()
    expect(office.get_by_text("可任导师的老师都已列入名单。")).to_be_visible()
    return second_page


def enrol(office: Page, name: str, number: str) -> None:
    office.goto("/students/")
    office.get_by_role("link", name="添加学生").click()
    office.get_by_label("姓名").fill(name)
    office.get_by_label("学号").fill(number)
    office.get_by_label("班级").select_option(label="高一(2)班")
    assert fits(office)
    office.get_by_role("main").get_by_role("button").last.click()
    expect(office.get_by_role("link", name=name)).to_be_visible()


def place_the_late(office: Page, second_page: str, name: str) -> None:
    office.goto(f"{second_page}students/")
    office.get_by_role("button", name="补充花名册中新到的学生").click()
    expect(office.get_by_role("listitem").filter(has_text=name)).to_contain_text("后到")
    assert fits(office)
    office.goto(second_page)
    office.get_by_role("button", name="安排", exact=True).click()
    expect(office.get_by_text("已补充安排，并通知本人。")).to_be_visible()


def give_account(world: World, number: str) -> Student:
    """The slip with the password is another journey."""
    student: Student = Student.unscoped.get(number=number, school=world.schools["mingde"])
    student.account = Account.objects.create_user(
        f"mingde:{number}", PASSWORD, school=student.school, number=number, name=student.name
    )
    student.save()
    return student


def test_one_left_over_and_one_who_comes_late(story: Story, world: World) -> None:
    office = story.person("shen")
    publish_the_scheme(office)
    prepare_the_round(office, quota=1)
    round_page = office.url.removeprefix(office.url.split("/rounds/")[0])
    story.at(PhaseKind.APPLY)
    sign_up(story.person("wang"))
    sign_up(story.person("li"))
    story.at(PhaseKind.APPROVE)
    approve(office, round_page, "王海燕", "李向东")
    story.at(PhaseKind.WISH)
    hand_in(story.person("xiaoming"), "王海燕")
    hand_in(story.person("xiaohong"), "李向东")
    story.after(PhaseKind.ANSWER)
    draw_and_publish(office, round_page, "3 名学生中 2 名都安排好了", room="还差 1 个名额")
    left = story.person("xiaogang")
    left.goto("/placement/")
    expect(left.get_by_role("main")).not_to_contain_text("担任导师")
    shot(left, "round-1-left-over")

    second_page = open_the_second_round(office, round_page)
    story.at(PhaseKind.WISH)
    hand_in(left, "高建平")
    story.after(PhaseKind.ANSWER)
    draw_and_publish(office, second_page, "1 名学生中 1 名都安排好了")
    left.goto("/placement/")
    expect(left.get_by_text("按第1志愿，由高建平老师担任导师")).to_be_visible()
    assert fits(left)
    shot(left, "round-2-second-round")

    enrol(office, "林小溪", "S1010")
    office.goto(round_page)
    expect(office.get_by_role("link", name="第二轮：高一师生匹配第二轮")).to_be_visible()
    expect(office.get_by_role("button", name="安排", exact=True)).to_have_count(0)
    shot(office, "round-3-first-round-after")
    place_the_late(office, second_page, "林小溪")
    shot(office, "round-4-placed")
    world.students["late"] = give_account(world, "S1010")
    late = story.person("late")
    late.goto("/placement/")
    expect(late.get_by_text("结果公布之后加入的学生")).to_be_visible()
    expect(late.get_by_role("link", name=re.compile("协议书"))).to_be_visible()
    assert fits(late)
    shot(late, "round-5-late")
