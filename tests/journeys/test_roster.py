"""The coordinator brings in the school's own workbook: columns, question, preview, apply, undo; phone and desktop."""

import io
from collections.abc import Callable
from os import environ
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from liangshi.people.models import ClassGroup, Guardian, Student
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


def registry_of_a_whole_school(students: int) -> bytes:
    """A workbook as an office keeps it: a title, a date line, two rows of headers over merged cells, ids as text."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "2026级在籍学生"
    page.append(["清河市明德中学高中部在籍学生花名册"])
    page.append(["制表：教务处", None, None, None, "2026年9月1日"])
    page.append(["编号", "学籍号", "学生姓名", "所在班级", "性别", "是否寄宿", "家长", None])
    page.append([None, None, None, None, None, None, "姓名", "手机"])
    for area in ("A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:H3"):
        page.merge_cells(area)
    for n in range(students):
        name = (
            "赵钱孙李周吴郑王冯陈"[n % 10] + "安博晨丹恩帆歌涵佳可"[n // 10 % 10] + "一二三四五六七八九十百千"[n // 100]
        )
        group = f"高{'二三'[n % 2]}（{n // 2 % 12 + 1}）班"
        line = [n + 1, f"0037{n:05}", name, group, "男女"[n % 2], "是否"[n // 2 % 2], f"{name[0]}家长", f"199{n:08}"]
        page.append(line)
        page.cell(row=page.max_row, column=2).number_format = "@"
    page.append(["合计", None, f"{students}人"])
    book.create_sheet("去年名单").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("size", [(1280, 800)])
def test_the_registry_of_a_whole_school_is_brought_in_by_one_file(page_as: Callable[[str], Page], world: World) -> None:
    before = Student.unscoped.count()
    page = page_as("shen")
    page.goto("/roster/")
    content = registry_of_a_whole_school(1200)
    page.get_by_label("名册文件").set_input_files([{"name": "在籍学生.xlsx", "mimeType": "", "buffer": content}])
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("link", name="新增 1223")).to_be_visible()
    expect(page.get_by_text("这张工作表是隐藏的，没有读。").first).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="已写入名册")).to_be_visible()
    assert Student.unscoped.count() == before + 1200
    first = Student.unscoped.get(number="003700000")
    assert (first.name, str(first.class_group), first.gender) == ("赵安一", "高二(1)班", "male")
    assert ClassGroup.unscoped.filter(school=world.schools["mingde"], grade__level__in=(11, 12)).count() >= 24
    assert Guardian.unscoped.get(phone="19900001199").name == "陈家长"
