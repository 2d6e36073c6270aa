"""`liangshi match` on 1,200 students and 110 mentors, start of the interpreter and all files included.

    python -m benchmarks.offline.match_command

The yardstick, alternating with it in the same run, is the same interpreter reading the same workbook with openpyxl.
Prints seconds and the ratio; ends with status 1 where the median takes a second or more.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from openpyxl import Workbook

STUDENTS, MENTORS = 1_200, 110
LIMIT = 1.0
RUNS = 7
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "安博晨丹恩帆歌涵佳可"
SUBJECTS = ("语文", "数学", "英语", "物理", "化学", "生物")
INTERESTS = ("篮球", "书法", "阅读", "编程", "绘画", "合唱", "天文", "棋类")
YARDSTICK = (
    "import sys; from openpyxl import load_workbook; "
    "[list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(sys.argv[1], read_only=True)]"
)


def school(path: Path) -> None:
    """An invented school: three grades, a tenth of the mentors for all of them, popular and quiet mentors."""
    draw = random.Random(20260901)
    book = Workbook()
    book.remove(book.active)
    grades = [None if at % 9 == 0 else at % 3 for at in range(MENTORS)]
    popular = [draw.lognormvariate(0, 0.8) for _ in range(MENTORS)]
    write(book, "导师", ["工号", "姓名", "可带年级", "名额", "最少", "子名额", "学科", "特长"], [
        [
            f"T{at:03}", invented(draw), grade_name(grades[at]), 13, 3, "女生8、男生8" if at % 3 == 0 else None,
            draw.choice(SUBJECTS), "、".join(draw.sample(INTERESTS, 2)),
        ]
        for at in range(MENTORS)
    ])  # fmt: skip
    header = [
        "学号",
        "姓名",
        "年级",
        "班级",
        "性别",
        "优先类别",
        *(f"志愿{n}" for n in range(1, 11)),
        "兴趣",
        "需要的学科",
    ]
    write(book, "学生", header, [student(at, draw, grades, popular) for at in range(STUDENTS)])
    write(book, "规则", ["项目", "填写"], [
        ["学校和轮次名称", "虚构中学"], ["抽签结果", "03 08 15 21 27 33"], ["优先类别1", "特殊群体"],
    ])  # fmt: skip
    book.save(path)


def write(book: Workbook, name: str, header: list[str], rows: list[list[object]]) -> None:
    sheet = book.create_sheet(name)
    for row in (header, *rows):
        sheet.append(row)


def invented(draw: random.Random) -> str:
    return draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN)


def grade_name(grade: int | None) -> str | None:
    return None if grade is None else f"初{'一二三'[grade]}"


def student(at: int, draw: random.Random, grades: list[int | None], popular: list[float]) -> list[object]:
    able = [mentor for mentor, grade in enumerate(grades) if grade in (None, at % 3)]
    wishes: list[str | None] = []
    for _ in range(draw.randint(3, 10) if draw.random() > 0.03 else 0):
        mentor = draw.choices(able, [popular[one] for one in able])[0]
        able.remove(mentor)
        wishes.append(f"T{mentor:03}")
    return [
        f"2026{at:05}", invented(draw), grade_name(at % 3), f"{at // 3 % 9 + 1}班", draw.choice("男女"),
        "特殊群体" if draw.random() < 0.05 else None, *wishes, *[None] * (10 - len(wishes)),
        "、".join(draw.sample(INTERESTS, 2)), draw.choice(SUBJECTS),
    ]  # fmt: skip


def seconds(command: list[str]) -> float:
    """One run of a fresh interpreter; compiled files are allowed, as after any installation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return perf_counter() - start


def main() -> int:
    """Measure, print, judge."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school.xlsx"
        school(path)
        match = [sys.executable, "-m", "liangshi", "match", str(path), "-o", str(Path(folder) / "result.xlsx")]
        yardstick = [sys.executable, "-c", YARDSTICK, str(path)]
        seconds(match), seconds(yardstick)
        pairs = [(seconds(match), seconds(yardstick)) for _ in range(RUNS)]
    taken, read = (median(column) for column in zip(*pairs, strict=True))
    print(f"openpyxl reading alone  {read:6.3f} s")
    print(f"liangshi match          {taken:6.3f} s   {taken / read:5.2f} x")
    return int(taken >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
