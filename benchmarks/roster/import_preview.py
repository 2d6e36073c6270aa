"""Reading and planning 5,000 students, against plain calamine reading the same file in the same run.

    python -m benchmarks.roster.import_preview

Prints seconds and the ratio; ends with status 1 where the preview takes 3 seconds or more.
"""

import io
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import xlsxwriter
from python_calamine import CalamineWorkbook

from liangshi.domain.roster.classes import SchoolYear
from liangshi.domain.roster.grid import NOWHERE
from liangshi.domain.roster.mapping import suggest
from liangshi.domain.roster.planning import Plan, Policy
from liangshi.domain.roster.review import review
from liangshi.domain.roster.rows import ClassRow, Known, Present
from liangshi.roster.reading import read_sheets

STUDENTS = 5_000
LIMIT = 3.0
HEADER = (
    "学号", "姓名", "班级", "性别", "住校", "兴趣爱好", "成长需求",
    "监护人1姓名", "监护人1关系", "监护人1电话", "监护人2姓名", "监护人2关系", "监护人2电话",
)  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "安博晨丹恩帆歌涵佳可"
YEAR = SchoolYear(2026, frozenset({10, 11, 12}))


def roster(students: int) -> bytes:
    """A workbook of invented students."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("学生")
        sheet.write_row(0, 0, HEADER)
        for n in range(students):
            name = SURNAMES[n % 10] + GIVEN[n // 10 % 10] + GIVEN[n // 100 % 10]
            grade = "一二三"[n % 3]
            line = (
                f"2026{n:05}", name, f"高{grade}({n // 3 % 35 + 1})班", "男女"[n % 2], "是否"[n % 2],
                "篮球、阅读", "学业辅导",
                f"{name[0]}某", "父亲", f"1990{n:07}", f"{name[1]}某", "母亲", f"1991{n:07}",
            )  # fmt: skip
            sheet.write_row(n + 1, 0, line)
    return buffer.getvalue()


def plain_reading(content: bytes) -> None:
    """The yardstick."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    book.get_sheet_by_index(0).to_python()


def preview(content: bytes, present: Present) -> Plan:
    """What happens between the upload and the preview, without the database."""
    sheets = read_sheets(content)
    outcome = review(sheets, suggest(sheets), YEAR, present, Policy())
    assert isinstance(outcome, Plan)
    return outcome


def seconds(work: Callable[[], object]) -> float:
    """The median of five runs."""
    taken = []
    for _ in range(5):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def main() -> int:
    """Measure, print, judge."""
    content = roster(STUDENTS)
    first = preview(content, Present())
    stored = Present(
        students=tuple(Known(n, row) for n, row in enumerate(first.students.added)),
        classes=tuple(Known(n, ClassRow(NOWHERE, row.key)) for n, row in enumerate(first.classes.added)),
    )
    yardstick = seconds(lambda: plain_reading(content))
    new = seconds(lambda: preview(content, Present()))
    again = seconds(lambda: preview(content, stored))
    print(f"plain reading  {yardstick:6.3f} s")
    print(f"all new        {new:6.3f} s   {new / yardstick:5.1f} x")
    print(f"all known      {again:6.3f} s   {again / yardstick:5.1f} x")
    return int(max(new, again) >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
