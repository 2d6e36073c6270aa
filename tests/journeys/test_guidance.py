"""A student writes the week on a phone and the mentor answers; a student asks another adult."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from liangshi.people.models import Term
from tests.guidance.conftest import guides
from tests.journeys.conftest import fits
from tests.world import World

PageAs = Callable[[str], Page]

pytestmark = pytest.mark.parametrize("size", ["phone"], indirect=True)


@pytest.fixture
def term(world: World) -> World:
    """Term has begun; li guides xiaoming."""
    Term.unscoped.update(starts_on="2020-01-01", ends_on="2099-01-01")
    guides(world, "li", "xiaoming")
    return world


def test_a_student_writes_the_week_and_the_mentor_answers(term: World, page_as: PageAs) -> None:
    phone = page_as("xiaoming")
    phone.goto("/")
    assert fits(phone)
    phone.get_by_role("link", name="写反思").click()
    expect(phone.get_by_text("李向东老师能看到")).to_be_visible()
    assert fits(phone)
    with phone.expect_response(lambda answer: "draft" in answer.url and answer.request.method == "POST"):
        phone.get_by_label("这周顺利的事").fill("跑步比上周快了")
    phone.reload()
    expect(phone.get_by_label("这周顺利的事")).to_have_value("跑步比上周快了")
    phone.get_by_role("button", name="交给导师").click()
    expect(phone.get_by_text("已交给导师。导师读之前还可以改。")).to_be_visible()

    mentor = page_as("li")
    mentor.goto("/")
    mentor.get_by_role("link", name="去读").click()
    expect(mentor.get_by_text("跑步比上周快了")).to_be_visible()
    assert fits(mentor)
    mentor.get_by_label("想对学生说的话").fill("周六一起跑")
    mentor.get_by_role("button", name="读过了，回复").click()
    expect(mentor.get_by_text("已回复，赵小明会收到通知。")).to_be_visible()
    expect(mentor.get_by_text("没有等着读的周反思")).to_be_visible()

    phone.goto("/")
    expect(phone.get_by_text("老师回复：周六一起跑")).to_be_visible()


def test_a_student_asks_another_adult_and_the_mentor_does_not_learn_of_it(term: World, page_as: PageAs) -> None:
    phone = page_as("xiaoming")
    phone.goto("/")
    phone.get_by_role("link", name="想找人谈谈").click()
    phone.get_by_role("link", name="找一位老师").click()
    assert fits(phone)
    phone.get_by_label("想和谁谈").select_option(label="周心怡（心理健康）")
    phone.get_by_label("午休").check()
    phone.get_by_label("想先说一句").fill("最近睡不好")
    phone.get_by_role("button", name="告诉这位老师").click()
    expect(phone.get_by_text("已送到。老师会约一个时间。")).to_be_visible()

    counsellor = page_as("zhou")
    counsellor.goto("/asked/")
    counsellor.get_by_role("link", name="赵小明").click()
    expect(counsellor.get_by_text("最近睡不好")).to_be_visible()
    assert fits(counsellor)
    soon = timezone.localtime() + timedelta(days=1)
    counsellor.get_by_label("时间", exact=True).fill(f"{soon:%Y-%m-%dT%H:%M}")
    counsellor.get_by_label("地点").fill("心理室")
    counsellor.get_by_role("button", name="告诉学生").click()
    expect(counsellor.get_by_text("已告诉学生。")).to_be_visible()

    phone.goto("/asking/")
    expect(phone.get_by_text("心理室")).to_be_visible()

    mentor = page_as("li")
    for address in ("/", "/asked/", "/notices/"):
        mentor.goto(address)
        expect(mentor.get_by_role("heading").first).to_be_visible()
        assert "周心怡" not in mentor.content()
        assert "心理室" not in mentor.content()
