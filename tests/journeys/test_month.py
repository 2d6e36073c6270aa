"""September in a school: each role plays its part, on the device that it has, with the scheme's duties running beneath.

Nothing is prepared but the people, the scheme and the pairings; everything else is done in the browser.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page, expect
from time_machine import Traveller

from liangshi.duties.services import reckon_school
from liangshi.records.models import Entry
from tests.duties.conftest import SCHEME
from tests.duties.school import at, calendar, pair, publish
from tests.journeys.conftest import SIZES, fits, until
from tests.journeys.test_records import three_taps
from tests.world import World

OFFICE = {"shen", "lin", "feng"}
"""They sit at a desk; everybody else has a phone."""

SECRET = "想找一位能聊物理竞赛的老师"


@pytest.fixture
def clock(world: World) -> Iterator[Traveller]:
    """The first Monday of September; scenes move it on."""
    calendar(world.schools["mingde"])
    publish(world, SCHEME)
    for mentor, student in (("wang", "xiaoming"), ("wang", "xiaohong"), ("li", "xiaohong"), ("li", "xiaogang")):
        pair(world.staff[mentor], world.students[student])
    with time_machine.travel(at(date(2026, 9, 7)), tick=True) as travelling:
        yield travelling


@pytest.fixture
def size() -> tuple[int, int]:
    """Most people have a phone."""
    return SIZES["phone"]


@pytest.fixture
def of(page_as: Callable[[str], Page]) -> Callable[[str], Page]:
    """The first screen of the named person, on that person's own device."""

    def first_screen(name: str) -> Page:
        page = page_as(name)
        if name in OFFICE:
            width, height = SIZES["desktop"]
            page.set_viewport_size({"width": width, "height": height})
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("[你您]好"))
        assert fits(page)
        return page

    return first_screen


Of = Callable[[str], Page]


def test_a_month_of_a_school(clock: Traveller, of: Of, world: World) -> None:
    a_talk_where_there_is_no_network(of)
    clock.move_to(at(date(2026, 9, 13), 19))
    a_student_writes_the_week(of)
    clock.move_to(at(date(2026, 9, 14), 12))
    the_mentor_answers_and_proposes_a_visit(of)
    clock.move_to(at(date(2026, 9, 14), 19))
    the_family_would_rather_not(of)
    clock.move_to(at(date(2026, 9, 16), 18))
    two_mentors_on_one_visit(of)
    clock.move_to(at(date(2026, 9, 21), 12))
    a_call_of_last_week_is_written_late(of)
    clock.move_to(at(date(2026, 9, 22), 17))
    a_student_asks_quietly_for_another_mentor(of)
    clock.move_to(at(date(2026, 9, 23), 9))
    the_school_changes_the_mentor(of)
    clock.move_to(at(date(2026, 9, 23), 17))
    the_new_mentor_begins_where_the_old_one_stopped(of, world)
    clock.move_to(at(date(2026, 9, 25), 17))
    the_mentor_tells_the_family(of)
    clock.move_to(at(date(2026, 9, 28), 15))
    the_leadership_group_meets(of)
    clock.move_to(at(date(2026, 9, 30), 16))
    the_month_is_read(of, world)


def a_talk_where_there_is_no_network(of: Of) -> None:
    mentor = of("wang")
    until(mentor, "localStorage.getItem('liangshi.pages') !== null")
    until(mentor, "navigator.serviceWorker.controller !== null")
    mentor.context.set_offline(True)
    three_taps(mentor, "赵小明", "谈心谈话")
    expect(mentor.get_by_text("现在没有网络。")).to_be_visible()
    assert not Entry.unscoped.exists()
    mentor.context.set_offline(False)
    expect(mentor.get_by_text("之前存在这台设备上的记录已经发送。")).to_be_visible()
    mentor.goto("/")
    expect(mentor.get_by_text("今天谈过")).to_be_visible()
    assert Entry.unscoped.count() == 1


def a_student_writes_the_week(of: Of) -> None:
    student = of("xiaoming")
    student.get_by_role("link", name="写反思").click()
    student.get_by_label("这周顺利的事").fill("第一次在班上发言")
    student.get_by_role("button", name="交给导师").click()
    expect(student.get_by_text("已交给导师。导师读之前还可以改。")).to_be_visible()


def the_mentor_answers_and_proposes_a_visit(of: Of) -> None:
    mentor = of("wang")
    mentor.get_by_role("link", name="去读").click()
    expect(mentor.get_by_text("第一次在班上发言")).to_be_visible()
    mentor.get_by_label("想对学生说的话").fill("那一刻我记着呢")
    mentor.get_by_role("button", name="读过了，回复").click()
    mentor.goto("/students/?q=赵小明")
    mentor.get_by_role("link", name="赵小明").click()
    mentor.get_by_role("link", name="约学生或家长").click()
    mentor.get_by_label("时间一").fill("2026-09-19T19:30")
    mentor.get_by_role("button", name="发出邀请").click()
    expect(mentor.get_by_text("已发出，等对方回复。")).to_be_visible()


def the_family_would_rather_not(of: Of) -> None:
    family = of("zhaoma")
    family.get_by_text("王海燕想约家访，请选时间").click()
    family.get_by_role("link", name="这次先不约").click()
    family.get_by_role("button", name="这次先不约").click()
    expect(family.get_by_text("已告诉对方。")).to_be_visible()
    mentor = of("wang")
    mentor.goto("/appointments/")
    mentor.get_by_role("link", name="赵小明 · 家访").click()
    mentor.get_by_role("link", name="记下这次约见").click()
    expect(mentor.get_by_label("对方婉拒")).to_be_checked()
    mentor.get_by_role("button", name="完成").click()
    expect(mentor.get_by_role("link", name="看记录")).to_be_visible()


def two_mentors_on_one_visit(of: Of) -> None:
    mentor = of("wang")
    three_taps(mentor, "钱小红", "家访")
    mentor.get_by_role("link", name="同去的同事").click()
    mentor.get_by_label("李向东").check()
    mentor.get_by_role("button", name="保存").click()
    expect(mentor.get_by_text("王海燕、李向东")).to_be_visible()
    colleague = of("li")
    colleague.goto("/notices/")
    colleague.get_by_role("button", name="去看看").click()
    expect(colleague.get_by_text("王海燕、李向东")).to_be_visible()
    assert Entry.unscoped.filter(kind="home_visit", outcome="held").count() == 1


def a_call_of_last_week_is_written_late(of: Of) -> None:
    mentor = of("wang")
    mentor.get_by_role("link", name="为钱小红记一次").click()
    mentor.get_by_label("电访", exact=True).check()
    mentor.get_by_text("更多：时间、结果、要点、下一步").click()
    mentor.get_by_label("什么时候").fill("2026-09-10T20:10")
    mentor.get_by_label("要点").fill("妈妈说她最近睡得晚")
    mentor.get_by_role("button", name="完成").click()
    expect(mentor.get_by_text("9月21日补记")).to_be_visible()
    expect(mentor.get_by_text("9月10日").first).to_be_visible()


def a_student_asks_quietly_for_another_mentor(of: Of) -> None:
    student = of("xiaohong")
    student.get_by_role("link", name="想换一位导师").click()
    student.get_by_role("link", name="想换一位导师，现在是王海燕老师").click()
    student.get_by_label("需要别的帮助").check()
    student.get_by_label("想说的话").fill(SECRET)
    student.get_by_role("button", name="悄悄提交").click()
    expect(student.get_by_text("已收到。")).to_be_visible()
    mentor = of("wang")
    for address in ("/", "/notices/", "/students/?q=钱小红"):
        mentor.goto(address)
        expect(mentor.get_by_role("main")).not_to_contain_text("换")
        expect(mentor.get_by_role("main")).not_to_contain_text(SECRET)


def the_school_changes_the_mentor(of: Of) -> None:
    office = of("shen")
    office.goto("/notices/")
    office.get_by_role("button", name="去看看").click()
    office.get_by_role("link", name="钱小红").click()
    expect(office.get_by_text(SECRET)).to_be_visible()
    office.get_by_role("button", name="我来处理").click()
    office.get_by_label("新的导师").select_option(label="周心怡（心理健康）")
    office.get_by_label("给对方的答复").first.fill("从今天起，周老师做你的导师")
    office.get_by_role("button", name="更换", exact=True).click()
    expect(office.get_by_text("已更换，并答复了本人。")).to_be_visible()
    student = of("xiaohong")
    expect(student.get_by_text("周心怡").first).to_be_visible()
    mentor = of("wang")
    mentor.goto("/notices/")
    expect(mentor.get_by_text("学校调整了您一名学生的导师")).to_be_visible()
    expect(mentor.get_by_role("main")).not_to_contain_text(SECRET)


def the_new_mentor_begins_where_the_old_one_stopped(of: Of, world: World) -> None:
    before = of("wang")
    student = world.students["xiaohong"].public_id
    before.get_by_role("link", name="给钱小红的新导师写几句").click()
    before.get_by_label("这个孩子的长处").fill("肯替别人着想")
    before.get_by_label("怎样相处最有效").fill("先听她说完")
    before.get_by_role("button", name="交给下一位导师").click()
    expect(before.get_by_text("已交给下一位导师。")).to_be_visible()
    mentor = of("zhou")
    three_taps(mentor, "钱小红", "谈心谈话")
    expect(mentor.get_by_role("link", name="写几句")).to_be_visible()
    mentor.goto(f"/growth/archive/{student}/")
    expect(mentor.get_by_text("肯替别人着想")).to_be_visible()


def the_mentor_tells_the_family(of: Of) -> None:
    mentor = of("wang")
    three_taps(mentor, "赵小明", "电访")
    mentor.get_by_role("link", name="给学生或家长留一段话").click()
    mentor.get_by_label("学生和家长", exact=False).last.check()
    mentor.get_by_label("想说的话").fill("小明这个月敢举手了")
    mentor.get_by_role("button", name="分享").click()
    family = of("zhaoma")
    family.get_by_role("link", name="老师的话").click()
    expect(family.get_by_text("小明这个月敢举手了")).to_be_visible()
    family.get_by_role("link", name="回复几句").click()
    family.get_by_label("回复").fill("谢谢王老师，他回家也说了")
    family.get_by_role("button", name="回复").click()
    expect(family.get_by_text("他回家也说了")).to_be_visible()


def the_leadership_group_meets(of: Of) -> None:
    office = of("shen")
    office.goto("/meetings/new/")
    office.get_by_label("会议名称").fill("九月碰头会")
    office.get_by_label("日期").fill("2026-09-29")
    office.get_by_label("几点开始").fill("15:10")
    office.get_by_label("再请别的老师").fill("高建平")
    office.get_by_label("再请别的老师").press("Enter")
    office.get_by_role("checkbox", name="高建平").check()
    office.get_by_role("button", name="安排并告知").click()
    expect(office.get_by_text("2026年9月29日 15:10")).to_be_visible()
    office.get_by_role("link", name="写纪要").click()
    office.get_by_label("议定的事项").fill("每班看一次谈心的情况")
    office.get_by_role("button", name="保存").click()
    office.get_by_label("办什么").fill("看看高一(2)班这两周谁还没有谈过")
    office.get_by_label("谁来办").select_option(label="高建平")
    office.get_by_label("哪天以前办完").fill("2026-09-30")
    office.get_by_role("button", name="分派").click()
    lead = of("gao")
    lead.goto("/meetings/tasks/")
    lead.get_by_role("link", name="看看高一(2)班这两周谁还没有谈过").click()
    lead.get_by_label("办好了").check()
    lead.get_by_role("button", name="办结").click()
    expect(lead.get_by_text("已办")).to_be_visible()


def the_month_is_read(of: Of, world: World) -> None:
    reckon_school(school=world.schools["mingde"].pk, now=at(date(2026, 9, 30), 15))
    principal = of("lin")
    principal.goto("/scheme/living/")
    visits = principal.locator("#home-visit")
    expect(visits).to_contain_text("1 / 2")
    expect(visits).to_contain_text("另有 1 次对方婉拒")
    expect(principal.locator("#talk")).to_contain_text("高一(1)班 3")
    office = of("shen")
    office.goto("/duties/board/")
    expect(office.get_by_role("row", name="高一(1)班")).to_contain_text("2 / 2")
    assert fits(office)
    expect(of("gao").get_by_text("每周谈心：近两周缺 5 次，涉及 2 个班")).to_be_visible()
    mentor = of("wang")
    expect(mentor.get_by_text("23 天前谈过")).to_be_visible()
    expect(mentor.get_by_role("main")).not_to_contain_text("家访")
    expect(of("xiaoming").get_by_text("老师回复：那一刻我记着呢")).to_be_visible()
    expect(of("feng").get_by_role("main")).not_to_contain_text("赵小明")
