"""A concern becomes a case: opened, shared with one invited teacher, closed with everything done."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from liangshi.access.queries import viewer_of
from liangshi.wellbeing.models import Case
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.raising import ConcernDraft, NamedStudent, raise_concern
from tests.journeys.conftest import fits
from tests.world import TODAY, World

MORNING = datetime(2026, 9, 10, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FACTS = "手臂上有新的伤痕"
WHY = "连续三天没有吃午饭，需要几位老师一起看"
TASK = "每天早读前打个招呼"
PageAs = Callable[[str], Page]


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


def a_concern(world: World) -> None:
    """Raised by the coach about xiaoming; the counsellor was told."""
    named = (NamedStudent(world.students["xiaoming"].number, None, "concerned", ""),)
    text = dict.fromkeys(("place", "own_words", "done", "told_in_person"), "")
    draft = ConcernDraft(sent_key="journey-case", danger="no", happened_on=None, facts=FACTS, named=named, **text)
    raise_concern(by=viewer_of(world.account("li"), TODAY), draft=draft, now=timezone.now())
    climb_concerns(timezone.now())


def she_takes_it_and_opens_a_case(counsellor: Page) -> None:
    counsellor.goto("/notices/")
    counsellor.get_by_role("button", name="去看看").first.click()
    counsellor.get_by_role("button", name="我来接手").click()
    counsellor.get_by_role("link", name="立为个案").click()
    counsellor.get_by_label("为什么需要一个个案").fill(WHY)
    counsellor.get_by_label("下次一起看的日期").fill("2026-09-17")
    assert fits(counsellor)
    counsellor.locator("main form").get_by_role("button").first.click()
    expect(counsellor.get_by_text("已立案，由您负责")).to_be_visible()
    counsellor.locator("main").get_by_role("link").filter(has_text="赵小明").click()
    expect(counsellor.get_by_role("heading", name="赵小明")).to_be_visible()
    expect(counsellor.get_by_text(WHY)).to_be_visible()
    assert fits(counsellor)


def she_invites(counsellor: Page, who: str) -> None:
    counsellor.get_by_role("link", name="邀请老师").click()
    counsellor.get_by_label("请谁加入").select_option(who)
    counsellor.get_by_label("请他（她）做什么").fill("每天课间看一眼")
    assert fits(counsellor)
    counsellor.locator("main form").get_by_role("button").first.click()
    expect(counsellor.get_by_role("listitem").filter(has_text="每天课间看一眼")).to_be_visible()


def she_tells_the_mentor_what_helps(counsellor: Page, who: str) -> None:
    counsellor.locator("summary", has_text="更多").click()
    counsellor.get_by_role("link", name="告诉身边的老师怎么做").click()
    counsellor.get_by_label("告诉谁").select_option(who)
    counsellor.get_by_label("请他（她）做什么").fill(TASK)
    counsellor.get_by_label("到哪天为止").fill("2026-09-17")
    counsellor.locator("main form").get_by_role("button").first.click()
    expect(counsellor.get_by_role("heading", name="赵小明")).to_be_visible()


def the_mentor_sees_only_that_care_is_needed(mentor: Page, case: str) -> None:
    mentor.goto("/care-lines/")
    expect(mentor.get_by_text(TASK)).to_be_visible()
    for secret in (FACTS, WHY, "个案", "周心怡"):
        expect(mentor.locator("main").get_by_text(secret)).to_have_count(0)
    assert fits(mentor)
    answer = mentor.goto(case)
    assert answer is not None
    assert answer.status == 404


def the_colleague_joins(colleague: Page, case: str) -> None:
    answer = colleague.goto(case)
    assert answer is not None
    assert answer.status == 404
    colleague.goto("/notices/")
    colleague.get_by_role("button", name="去看看").first.click()
    expect(colleague.get_by_role("heading", name="请您加入一个学生支持小组")).to_be_visible()
    expect(colleague.get_by_text(WHY)).to_have_count(0)
    assert fits(colleague)
    colleague.get_by_role("button", name="加入", exact=True).click()
    expect(colleague.get_by_role("heading", name="赵小明")).to_be_visible()
    expect(colleague.get_by_text(WHY)).to_be_visible()


def she_arranges_something(counsellor: Page, case: str, who: str) -> None:
    counsellor.goto(case)
    counsellor.get_by_role("link", name="安排一件事").click()
    counsellor.get_by_label("要做什么").fill("与母亲约一次面谈")
    counsellor.get_by_label("由谁做").select_option(who)
    counsellor.get_by_label("哪天之前").fill("2026-09-15")
    counsellor.locator("main form").get_by_role("button").first.click()
    expect(counsellor.get_by_text("与母亲约一次面谈").first).to_be_visible()


def close(counsellor: Page) -> None:
    counsellor.locator("summary", has_text="更多").click()
    counsellor.get_by_role("link", name="结案", exact=True).click()
    counsellor.locator("main form textarea").first.fill("午饭正常，睡眠好转，由导师继续陪伴")
    counsellor.get_by_role("button", name="结案", exact=True).click()


def the_action_is_done(colleague: Page, case: str) -> None:
    colleague.goto(case)
    colleague.get_by_role("link", name="办结").click()
    colleague.get_by_label("结果，或为什么不做了").fill("已谈，母亲同意每天接送")
    colleague.locator("main form").get_by_role("button").first.click()
    expect(colleague.get_by_text("没有待完成的事。")).to_be_visible()


def test_a_concern_becomes_a_case_with_an_invited_teacher_and_is_closed_when_all_is_done(
    page_as: PageAs, world: World
) -> None:
    a_concern(world)
    counsellor = page_as("zhou")
    she_takes_it_and_opens_a_case(counsellor)
    case = counsellor.url
    she_invites(counsellor, world.staff["gao"].public_id)
    she_tells_the_mentor_what_helps(counsellor, world.staff["wang"].public_id)
    the_mentor_sees_only_that_care_is_needed(page_as("wang"), case)
    colleague = page_as("gao")
    the_colleague_joins(colleague, case)
    she_arranges_something(counsellor, case, world.staff["gao"].public_id)
    close(counsellor)
    assert Case.unscoped.get().is_open, "something is still to be done and no reason was given"
    the_action_is_done(colleague, case)
    counsellor.goto(case)
    close(counsellor)
    expect(counsellor.get_by_role("link", name="重新开启")).to_be_visible()
    assert fits(counsellor)
    answer = colleague.goto(case)
    assert answer is not None
    assert answer.status == 404
    assert not Case.unscoped.get().is_open
