"""The organisation in a real browser: finding somebody, moving a student, a teacher's card, a guardian's children."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fits
from tests.world import World


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_the_list_follows_what_the_coordinator_types(page_as: Callable[[str], Page]) -> None:
    office = page_as("shen")
    office.goto("/search/")
    field = office.get_by_role("main").get_by_role("searchbox")
    field.press_sequentially("zx")
    expect(office.get_by_role("link", name="赵小明")).to_be_visible()
    field.press_sequentially("q")
    expect(office.get_by_text("没有找到您能看到的人")).to_be_visible()
    assert fits(office)


def test_a_student_changes_class(page_as: Callable[[str], Page]) -> None:
    office = page_as("shen")
    office.goto("/students/?q=zxm")
    office.get_by_role("link", name="赵小明").click()
    assert fits(office)
    office.get_by_role("link", name="调班").click()
    office.get_by_label("班级").select_option(label="高一(2)班")
    office.get_by_role("button", name="保存").click()
    expect(office.get_by_text("已调班。")).to_be_visible()
    expect(office.get_by_role("heading", name="赵小明 高一(2)班")).to_be_visible()


def test_a_teacher_writes_a_card_with_a_photo(page_as: Callable[[str], Page], tmp_path: Path) -> None:
    picture = tmp_path / "me.png"
    Image.new("RGB", (1200, 900), "teal").save(picture)
    teacher = page_as("wang")
    teacher.goto("/")
    teacher.get_by_role("link", name="写几句").click()
    teacher.get_by_role("link", name="修改名片").click()
    teacher.get_by_label("学业辅导").check()
    teacher.get_by_label("给学生的话").fill("来办公室聊聊书吧。")
    assert fits(teacher)
    teacher.get_by_role("button", name="保存").click()
    teacher.get_by_role("link", name="上传照片").click()
    teacher.get_by_label("选择照片").set_input_files(picture)
    teacher.get_by_role("button", name="保存").click()
    expect(teacher.get_by_text("照片已更新。")).to_be_visible()
    shown = teacher.get_by_alt_text("我的照片")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640
    assert fits(teacher)


def test_a_guardian_switches_between_children(world: World, page_as: Callable[[str], Page]) -> None:
    family = page_as("zhaoma")
    family.goto("/")
    family.get_by_role("link", name="高二(1)班").first.click()
    expect(family.get_by_role("heading", name="李小力 高二(1)班")).to_be_visible()
    family.get_by_role("link", name="赵小明").click()
    expect(family.get_by_role("heading", name="赵小明 高一(1)班")).to_be_visible()
    assert fits(family)
