"""School and family on a phone: a visit is proposed, another time is asked for and confirmed; a refusal is honoured."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from liangshi.family.models import Appointment
from liangshi.pairing.models import Pairing
from liangshi.records.models import Entry
from tests.journeys.conftest import fits
from tests.world import World


@pytest.fixture
def size() -> tuple[int, int]:
    """Families have phones."""
    return 390, 844


@pytest.fixture(autouse=True)
def _guided(world: World) -> None:
    for mentor, student in (("wang", "xiaoming"), ("zhou", "xiaoli")):
        Pairing.unscoped.create(
            school=world.schools["mingde"], student=world.students[student], mentor=world.staff[mentor],
            starts_on=date(2026, 9, 1), came_about="change", reason="学校安排", created_at=timezone.now(),
        )  # fmt: skip


def moment(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT19:30")


def propose(mentor: Page, student: str, day: int) -> None:
    mentor.goto("/students/?q=" + student)
    mentor.get_by_role("link", name=student).click()
    mentor.get_by_role("link", name="约学生或家长").click()
    expect(mentor.get_by_label("刘桂芳")).to_be_checked()
    mentor.get_by_label("时间一").fill(moment(day))
    assert fits(mentor)
    mentor.get_by_role("button", name="发出邀请").click()
    expect(mentor.get_by_text("已发出，等对方回复。")).to_be_visible()


def test_a_visit_is_proposed_moved_and_confirmed_with_two_children_in_the_family(
    page_as: Callable[[str], Page],
) -> None:
    mentor, family = page_as("wang"), page_as("zhaoma")
    propose(mentor, "赵小明", 3)
    family.goto("/")
    expect(family.get_by_text("王海燕想约家访，请选时间")).to_be_visible()
    assert fits(family)
    family.goto("/family/")
    family.get_by_role("navigation", name="切换孩子").get_by_role("link", name="赵小明").click()
    expect(family.get_by_role("heading", name="赵小明 高一(1)班")).to_be_visible()
    family.get_by_role("link", name="赵小明 · 家访").click()
    family.get_by_role("link", name="换个时间").click()
    family.get_by_label("时间一").fill(moment(5))
    family.get_by_role("button", name="发给对方").click()
    expect(family.get_by_text("等对方回复", exact=True)).to_be_visible()
    mentor.goto("/appointments/")
    mentor.get_by_role("link", name="赵小明 · 家访").click()
    mentor.get_by_role("link", name="换个时间").click()
    mentor.get_by_label("时间一").fill(moment(6))
    mentor.get_by_role("button", name="发给对方").click()
    family.goto("/appointments/")
    family.get_by_role("link", name="赵小明 · 家访").click()
    family.get_by_role("button", name="19:30").click()
    expect(family.get_by_text("时间定下来了，已告诉对方。")).to_be_visible()
    assert fits(family)
    row = Appointment.unscoped.get()
    assert timezone.localtime(row.starts_at).strftime("%Y-%m-%dT%H:%M") == moment(6)
    family.goto("/my-calendar/feed/")
    assert fits(family)


def test_a_refused_visit_is_honoured(page_as: Callable[[str], Page]) -> None:
    mentor, family = page_as("wang"), page_as("zhaoma")
    propose(mentor, "赵小明", 3)
    family.goto("/appointments/")
    family.get_by_role("link", name="赵小明 · 家访").click()
    family.get_by_role("link", name="这次先不约").click()
    expect(family.get_by_text("不用说明原因")).to_be_visible()
    family.get_by_role("button", name="这次先不约").click()
    expect(family.get_by_text("已告诉对方。")).to_be_visible()
    mentor.goto("/appointments/")
    mentor.get_by_role("link", name="赵小明 · 家访").click()
    expect(mentor.get_by_role("link", name="改时间")).to_have_count(0)
    mentor.get_by_role("link", name="记下这次约见").click()
    expect(mentor.get_by_label("对方婉拒")).to_be_checked()
    assert fits(mentor)
    mentor.get_by_role("button", name="完成").click()
    expect(mentor.get_by_role("link", name="看记录")).to_be_visible()
    assert Entry.unscoped.get().outcome == "refused"
