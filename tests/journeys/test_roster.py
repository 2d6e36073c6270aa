"""The coordinator brings in the school's own workbook: columns, question, preview, apply, undo; phone and desktop."""

from collections.abc import Callable
from os import environ
from pathlib import Path

from playwright.sync_api import Page, expect

from liangshi.people.models import Guardian, Student
from tests.journeys.conftest import fits
from tests.roster.making import xlsx
from tests.world import World

SHOTS = environ.get("LIANGSHI_SHOTS")
TITLE = ["清河市明德中学高一年级名单", None, None, None, None, None]
HEADER = ["序号", "学号", "姓名", "班级", "性别", "家里的电话"]
ROWS = [
    [1, "S1001", "赵小明", "高一（2）班", "男", None],
    [2, "S2001", "周 新", "高一(1)班", "女", "199 0000 0031"],
    [3, None, "王芳", "高一(1)班", "女", "19900000032"],
    [4, None, "王芳", "高一(1)班", "女", "19900000033"],
]


def shot(page: Page, name: str) -> None:
    """A picture for people to look at, where somebody asked for it."""
    if SHOTS and page.viewport_size:
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png"), full_page=True)


def test_a_workbook_is_brought_in_and_taken_back(page_as: Callable[[str], Page], world: World) -> None:
    page = page_as("shen")
    page.goto("/roster/")
    shot(page, "roster-1-start")
    content = xlsx({"名单": [TITLE, HEADER, *ROWS]}, merged=[("名单", "A1:F1")])
    page.get_by_label("名册文件").set_input_files([{"name": "高一.xlsx", "mimeType": "", "buffer": content}])
    page.get_by_role("button", name="上传并预览").click()

    expect(page.get_by_role("heading", name="还不能导入")).to_be_visible()
    assert fits(page)
    shot(page, "roster-2-question")
    page.get_by_role("link", name="列的含义").click()
    page.get_by_label("家里的电话").select_option("监护人1电话")
    shot(page, "roster-3-columns")
    assert fits(page)
    page.get_by_role("button", name="保存并重新对照").click()

    page.get_by_label("是不同的人").check()
    page.get_by_role("button", name="按回答重新对照").click()
    expect(page.get_by_role("button", name="确认导入")).to_be_visible()
    page.get_by_role("link", name="修改 1").click()
    expect(page.get_by_text("高一(1)班 → 高一(2)班")).to_be_visible()
    shot(page, "roster-4-preview")
    assert fits(page)
    page.get_by_role("button", name="确认导入").click()

    expect(page.get_by_role("heading", name="已写入名册")).to_be_visible()
    shot(page, "roster-5-result")
    assert Student.unscoped.filter(name="王芳").count() == 2
    assert Guardian.unscoped.filter(phone="19900000031").exists()

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_role("heading", name="已撤销")).to_be_visible()
    assert not Student.unscoped.filter(name="王芳").exists()
