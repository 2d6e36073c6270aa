"""A scheme goes to the bureau and comes back: the school's coordinator and the officer, each in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import fits
from tests.schemes.filed import OWN, published
from tests.world import World


def test_the_officer_asks_back_and_the_school_answers_with_a_new_version(
    world: World, page_as: Callable[[str], Page]
) -> None:
    published(world)
    school = page_as("shen")
    school.goto("/scheme/")
    school.get_by_role("link", name="历次版本").click()
    school.get_by_role("link", name="报教育局备案").click()
    expect(school.get_by_text("没有不一致的地方")).to_be_visible()
    assert fits(school)
    school.get_by_label("随报说明").fill("第一次报送，请审阅。")
    school.get_by_role("button", name="报送").click()
    expect(school.get_by_text("待审核")).to_be_visible()

    officer = page_as("feng")
    officer.goto("/")
    officer.get_by_role("link", name="看各校方案").click()
    assert fits(officer)
    officer.get_by_role("link", name="清河市明德中学").click()
    expect(officer.get_by_text("第一次报送，请审阅。")).to_be_visible()
    officer.get_by_role("link", name="对“原则上不超过1:15”说几句").click()
    officer.get_by_label("意见或答复").fill("能否降到十二人？")
    officer.get_by_role("button", name="发出").click()
    expect(officer.get_by_text("能否降到十二人？")).to_be_visible()
    officer.get_by_label("请学校修改后再报").check()
    officer.get_by_role("button", name="答复", exact=True).click()
    expect(officer.get_by_text("已答复学校。")).to_be_visible()
    assert fits(officer)

    school.goto("/")
    school.get_by_role("link", name="看意见").click()
    expect(school.get_by_text("能否降到十二人？")).to_be_visible()
    assert fits(school)
    second = published(world, OWN.replace("choices = 5", "choices = 3"), note="志愿改为三个")
    school.goto(f"/scheme/versions/{second.public_id}/file/")
    school.get_by_role("button", name="报送").click()

    officer.goto("/filings/")
    officer.get_by_role("link", name="清河市明德中学").click()
    expect(officer.get_by_text("志愿数由“5”改为“3”")).to_be_visible()
    officer.get_by_label("同意备案").check()
    officer.get_by_role("button", name="答复", exact=True).click()
    expect(officer.get_by_text("已备案")).to_be_visible()


def test_the_office_downloads_the_papers(world: World, page_as: Callable[[str], Page]) -> None:
    published(world)
    office = page_as("shen")
    office.goto("/scheme/papers/")
    assert fits(office)
    with office.expect_download() as caught:
        office.get_by_role("link", name="下载 Word").first.click()
    assert caught.value.suggested_filename == "scheme-1.docx"
    office.get_by_role("link", name="用学校自己的模板").first.click()
    assert fits(office)
