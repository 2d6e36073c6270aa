"""Workbooks as a school would make them: by another program than ours, with its own order of columns."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

Rows = Sequence[Sequence[Any]]

STUDENTS: list[list[Any]] = [
    ["学号", "姓名", "年级", "班级", "性别", "第一志愿", "第二志愿", "兴趣", "优先类别", "需要几位导师"],
    ["0101", "林一", "初一", "1班", "女", "梁竹", "岑松", "书法", None, None],
    ["0102", "程二", "初一", "1班", "男", "梁竹", "岑松", None, None, None],
    ["0103", "许三", "初一", "2班", "女", "岑松", None, None, None, None],
    ["0104", "沈四", "初一", "2班", "男", None, None, "书法", None, None],
]
MENTORS: list[list[Any]] = [
    ["姓名", "工号", "名额", "特长"],
    ["梁竹", "A1", 1, "天文"],
    ["岑松", "A2", 2, "书法、棋类"],
    ["祁梅", "A3", 2, "书法"],
]
RULES: list[list[Any]] = [["项目", "填写"], ["学校和轮次名称", "虚构中学"], ["抽签结果", "03 08 15"]]


def workbook(
    path: Path,
    students: Rows = STUDENTS,
    mentors: Rows = MENTORS,
    rules: Rows = RULES,
    **others: Rows,
) -> Path:
    """Sheets by name; `None` leaves a sheet out."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in {"学生": students, "导师": mentors, "规则": rules, **others}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def changed(rows: Rows, row: int, column: int, value: Any) -> list[list[Any]]:
    """The same rows with one other cell, counted from the header as 0."""
    copy = [list(line) for line in rows]
    copy[row][column] = value
    return copy


def sheet_rows(path: Path, name: str) -> list[tuple[Any, ...]]:
    """What a sheet of a workbook shows."""
    book = load_workbook(path)
    return [tuple(row) for row in book[name].iter_rows(values_only=True)]


def set_cell(path: Path, sheet: str, cell: str, value: Any) -> None:
    """Change a cell by hand, as somebody might."""
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
