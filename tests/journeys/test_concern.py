"""A mentor at 21:40 on a phone; the counsellor is away; the principal takes it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from liangshi.wellbeing.models import Concern
from liangshi.wellbeing.services.climbing import climb_concerns
from tests.journeys.conftest import fits, until
from tests.world import World

EVENING = datetime(2026, 9, 10, 21, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
PageAs = Callable[[str], Page]


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with time_machine.travel(EVENING - timedelta(hours=4), tick=True) as traveller:
        yield traveller


def the_worker_runs() -> None:
    climb_concerns(timezone.now())


def the_counsellor_goes_away(counsellor: Page) -> None:
    counsellor.goto("/absences/")
    counsellor.get_by_label("从").fill("2026-09-10T18:00")
    counsellor.get_by_label("到", exact=True).fill("2026-09-12T08:00")
    assert fits(counsellor)
    counsellor.get_by_role("button", name="记下").click()
    expect(counsellor.get_by_text("这段时间不会等这位老师")).to_be_visible()


def the_mentor_raises_it(mentor: Page) -> None:
    mentor.goto("/")
    mentor.get_by_role("link", name="报告担心").click()
    expect(mentor.get_by_text("现在就有危险？先打电话")).to_be_visible()
    assert fits(mentor)
    mentor.get_by_label("说不准").check()
    mentor.get_by_label("哪名学生").fill("赵小明")
    mentor.get_by_label("看到、听到了什么").fill("九点半在操场，手臂上有新的伤痕")
    mentor.get_by_label("学生自己的原话").fill("他说不想回家")
    mentor.get_by_role("button", name="告诉学校").click()
    expect(mentor.get_by_role("heading", name="学校已经收到")).to_be_visible()
    expect(mentor.get_by_text("伤痕")).to_have_count(0)
    assert fits(mentor)


def test_a_mentor_in_the_evening_the_counsellor_away_the_principal_takes_it(
    page_as: PageAs, world: World, clock: time_machine.Traveller
) -> None:
    the_counsellor_goes_away(page_as("zhou"))
    clock.move_to(EVENING)
    mentor = page_as("wang")
    the_mentor_raises_it(mentor)

    clock.move_to(EVENING + timedelta(minutes=31))
    the_worker_runs()
    principal = page_as("lin")
    principal.goto("/notices/")
    principal.get_by_role("button", name="去看看").first.click()
    expect(principal.get_by_text("手臂上有新的伤痕")).to_be_visible()
    expect(principal.get_by_text("等林知远接手")).to_be_visible()
    assert fits(principal)
    principal.get_by_role("button", name="我来接手").click()
    expect(principal.get_by_text("林知远在办")).to_be_visible()
    assert fits(principal)

    late = page_as("shen")
    late.goto(principal.url)
    expect(late.get_by_text("林知远在办")).to_be_visible()
    expect(late.get_by_role("button", name="我来接手")).to_have_count(0)

    mentor.reload()
    expect(mentor.get_by_role("listitem").filter(has_text="有人接手")).to_contain_text("2026年9月10日 22:11")
    expect(mentor.get_by_text("林知远")).to_have_count(0)
    assert Concern.unscoped.get().state == "in_hands"

    principal.get_by_role("link", name="办结").click()
    principal.get_by_label("结果").fill("已与家长在校见面，今晚由母亲陪同")
    principal.get_by_role("button", name="办结").click()
    expect(principal.get_by_role("heading", name="结果")).to_be_visible()
    mentor.reload()
    expect(mentor.get_by_role("listitem").filter(has_text="办结").last).to_contain_text("2026年9月10日")


def test_a_student_on_a_phone_that_loses_the_network_loses_nothing(page_as: PageAs, world: World) -> None:
    student = page_as("xiaohong")
    student.goto("/concerns/new/")
    student.get_by_label("说的是我自己").check()
    student.get_by_label("发生了什么").fill("我睡不着，已经好几天了")
    student.context.set_offline(True)
    student.get_by_role("button", name="告诉学校").click()
    expect(student.get_by_role("status").first).to_be_visible()
    assert not Concern.unscoped.exists()
    student.context.set_offline(False)
    until(student, "!Object.entries(localStorage).some(([name, rows]) => name.includes('queue') && rows !== '[]')")
    student.goto("/concerns/raised/")
    expect(student.get_by_text("已经发送")).to_be_visible()
    student.reload()
    expect(student.get_by_role("listitem").filter(has_text="等人接手")).to_be_visible()
    assert Concern.unscoped.get().facts == "我睡不着，已经好几天了"
