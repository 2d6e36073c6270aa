"""A mentor's day: three taps, words afterwards, a visit for two, a refused visit, a dead network on the phone."""

import json
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from liangshi.pairing.models import Pairing
from liangshi.records.models import Entry, EntryStaff
from tests.journeys.conftest import fits, until
from tests.world import World


@pytest.fixture
def guided(world: World) -> World:
    """wang guides xiaoming and xiaohong from today on."""
    for student in ("xiaoming", "xiaohong"):
        Pairing.unscoped.create(
            school=world.schools["mingde"], student=world.students[student], mentor=world.staff["wang"],
            starts_on=timezone.localdate(), came_about="placed", created_at=timezone.now(),
        )  # fmt: skip
    return world


def counting(page: Page) -> None:
    """Count in the pages of a tab what a finger does."""
    tapped = "sessionStorage.taps = 1 + Number(sessionStorage.taps || 0)"
    page.add_init_script(f"addEventListener('pointerdown', () => {{ {tapped}; }}, true)")


def taps(page: Page) -> int:
    """How many there were since the last question."""
    return int(page.evaluate("[sessionStorage.taps, sessionStorage.removeItem('taps')][0] || 0"))


def three_taps(page: Page, name: str, kind: str) -> None:
    page.get_by_role("link", name=f"为{name}记一次").click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_role("button", name="完成").click()


def test_a_mentor_logs_a_talk_in_three_taps_and_writes_afterwards(
    guided: World, page_as: Callable[[str], Page]
) -> None:
    page = page_as("wang")
    counting(page)
    page.goto("/")
    expect(page.get_by_text("还没有谈过").first).to_be_visible()
    assert fits(page)
    three_taps(page, "赵小明", "谈心谈话")
    expect(page.get_by_role("link", name="写几句")).to_be_visible()
    assert taps(page) == 2, "a talk is ticked already"
    assert Entry.unscoped.count() == 1
    page.get_by_role("link", name="写几句").click()
    page.get_by_label("要点").fill("聊了开学两周的感受")
    page.get_by_label("下一步", exact=False).first.fill("月底再谈")
    assert fits(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("聊了开学两周的感受")).to_be_visible()
    page.get_by_role("button", name="完成了").click()
    expect(page.get_by_text("已完成", exact=True)).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("今天谈过")).to_be_visible()
    assert taps(page)
    three_taps(page, "钱小红", "电访")
    expect(page.get_by_role("link", name="写几句")).to_be_visible()
    assert taps(page) == 3


def test_a_refused_visit_and_a_visit_of_two_are_one_record_each(guided: World, page_as: Callable[[str], Page]) -> None:
    page = page_as("wang")
    page.goto("/")
    page.get_by_role("link", name="为赵小明记一次").click()
    page.get_by_label("家访", exact=True).check()
    page.get_by_text("更多：时间、结果、要点、下一步").click()
    page.get_by_label("对方婉拒").check()
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_text("对方婉拒")).to_be_visible()
    page.get_by_role("link", name="同去的同事").click()
    page.get_by_label("李向东").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("王海燕、李向东")).to_be_visible()
    assert EntryStaff.unscoped.count() == 2
    colleague = page_as("li")
    colleague.goto("/notices/")
    expect(colleague.get_by_text("同事把您记入了一条共同的记录")).to_be_visible()
    assert Entry.unscoped.count() == 1


def test_text_that_was_not_sent_comes_back(guided: World, page_as: Callable[[str], Page]) -> None:
    page = page_as("wang")
    page.goto("/records/notes/new/")
    with page.expect_response("**/records/draft/**"):
        page.get_by_label("手记").fill("开学第一个月，先认得每一个人")
    page.wait_for_timeout(1500)
    page.goto("/")
    page.goto("/records/notes/new/")
    expect(page.get_by_text("已恢复上次没有提交的内容。")).to_be_visible()
    expect(page.get_by_label("手记")).to_have_value("开学第一个月，先认得每一个人")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("开学第一个月")).to_be_visible()
    page.goto("/records/notes/new/")
    page.wait_for_timeout(800)
    expect(page.get_by_label("手记")).to_have_value("")


def test_a_late_visit_that_was_not_sent_comes_back_as_it_was_and_is_seen(
    guided: World, page_as: Callable[[str], Page]
) -> None:
    page = page_as("wang")
    page.goto("/")
    page.get_by_role("link", name="为赵小明记一次").click()
    page.get_by_label("家访", exact=True).check()
    page.get_by_text("更多：时间、结果、要点、下一步").click()
    page.get_by_label("什么时候").fill("2026-11-03T19:30")
    page.get_by_label("改为电话").check()
    with page.expect_response("**/records/draft/**"):
        page.get_by_label("要点").fill("妈妈说最近睡得晚")
    expect(page.get_by_text("能看到这条记录的人：")).to_contain_text("王海燕（导师）")
    context, address = page.context, page.url
    page.close()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("已恢复上次没有提交的内容。")).to_be_visible()
    expect(page.get_by_label("要点")).to_be_visible()
    expect(page.get_by_label("要点")).to_have_value("妈妈说最近睡得晚")
    expect(page.get_by_label("什么时候")).to_have_value("2026-11-03T19:30")
    expect(page.get_by_label("家访", exact=True)).to_be_checked()
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_role("link", name="同去的同事")).to_be_visible()
    expect(page.get_by_text("日补记")).to_be_visible()
    entry = Entry.unscoped.get()
    assert (entry.kind, entry.outcome, entry.late) == ("home_visit", "by_phone", True)
    page.goto(address)
    page.get_by_label("电访", exact=True).check()
    page.wait_for_timeout(1500)
    page.goto(address)
    page.wait_for_timeout(800)
    expect(page.get_by_label("谈心谈话", exact=True)).to_be_checked()


def test_a_talk_logged_without_a_network_is_sent_once_when_it_is_back(
    guided: World, page_as: Callable[[str], Page]
) -> None:
    page = page_as("wang")
    page.goto("/")
    until(page, "localStorage.getItem('liangshi.pages') !== null")
    until(page, "navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.get_by_role("link", name="为赵小明记一次").click()
    page.get_by_role("button", name="完成").dblclick()
    expect(page.get_by_text("现在没有网络。")).to_be_visible()
    kept = "Object.entries(localStorage).filter(([name]) => name.includes('queue')).map(([, rows]) => rows)[0]"
    assert len(json.loads(page.evaluate(kept))) == 1, "an impatient finger leaves one record"
    assert not Entry.unscoped.exists()
    page.goto("/records/new/")
    expect(page.get_by_text("条记录存在这台设备上，等待发送。")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("之前存在这台设备上的记录已经发送。")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("今天谈过")).to_be_visible()
    assert Entry.unscoped.count() == 1
