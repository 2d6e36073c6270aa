"""Every problem at once, by sheet, row and column, with the cure; and nothing is written."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from liangshi.offline import matching

from .workbooks import MENTORS, RULES, STUDENTS, changed, sheet_rows, workbook


@pytest.fixture
def complaints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """What is said about a workbook that cannot be matched."""

    def say(*more: str, **sheets: Any) -> str:
        path = workbook(tmp_path / "学校.xlsx", **sheets)
        assert matching.main([str(path), "-o", str(tmp_path / "结果.xlsx"), *more]) == 1
        assert [one.name for one in tmp_path.iterdir()] == ["学校.xlsx"]
        return capsys.readouterr().err

    return say


def test_all_problems_come_at_once_with_their_places(complaints: Any) -> None:
    students = changed(STUDENTS, 1, 5, "梁竺")
    students = changed(students, 2, 4, "汉子")
    students = changed(students, 3, 0, None)
    told = complaints(students=students, mentors=changed(MENTORS, 2, 2, "若干"))
    assert "有 4 处需要改正，没有生成结果" in told
    assert "【学生】第 2 行 F 列“导师”表里没有“梁竺”。" in told
    assert "【学生】第 3 行 E 列“性别”填的是“汉子”，这里只能填：男、女。" in told
    assert "【学生】第 4 行 A 列没有填“学号”。请补上。" in told
    assert "【导师】第 3 行 C 列“名额”应当是 0 到 9999 之间的整数，现在是“若干”。" in told


def test_english_complaints_name_places_too(complaints: Any) -> None:
    told = complaints("--lang", "en", students=changed(STUDENTS, 1, 5, "梁竺"))
    assert "[学生] row 2, column F There is no mentor “梁竺”." in told


def test_english_complaints_list_words_the_english_way(complaints: Any) -> None:
    told = complaints(
        "--lang", "en", mentors=[*MENTORS, ["梁竹", "A4", 1, None]], students=changed(STUDENTS, 2, 4, "汉子")
    )
    assert "A1, A4" in told
    assert "男, 女" in told
    assert "、" not in told


def test_two_mentors_of_one_name_ask_for_the_number(complaints: Any) -> None:
    mentors = [*MENTORS, ["梁竹", "A4", 1, None]]
    told = complaints(mentors=mentors)
    assert "【学生】第 2 行 F 列“梁竹”有 2 位：A1、A4。请改写工号。" in told
    assert "【学生】第 3 行 F 列“梁竹”有 2 位" in told


def test_namesakes_named_by_number_are_fine(tmp_path: Path) -> None:
    mentors = [*MENTORS, ["梁竹", "A4", 1, None]]
    students = changed(changed(STUDENTS, 1, 5, "A1"), 2, 5, "a4")
    path = workbook(tmp_path / "学校.xlsx", students, mentors)
    assert matching.main([str(path), "-o", str(tmp_path / "结果.xlsx")]) == 0


def test_namesakes_without_numbers_are_asked_for_them(complaints: Any) -> None:
    mentors = [*MENTORS, ["梁竹", None, 1, None]]
    assert "【导师】第 5 行 A 列“梁竹”与第 2 行同名，必须填工号才能分清" in complaints(mentors=mentors)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (1.0e20, "Excel 已经改动了后几位"),
        ("3.7E+17", "科学计数"),
        (datetime.datetime(2026, 3, 1), "变成了日期"),
        (10.5, "看不懂编号“10.5”"),
        ("01|2", "竖线"),
        ("0102", "与第 3 行重复"),
    ],
)
def test_a_number_that_a_spreadsheet_has_ruined_is_refused_with_the_cure(
    complaints: Any, written: object, told: str
) -> None:
    students = changed(STUDENTS, 4, 0, written)
    said = complaints(students=students)
    assert "【学生】第 5 行 A 列" in said
    assert told in said


def test_numbers_written_as_numbers_are_fine(tmp_path: Path) -> None:
    path = workbook(tmp_path / "学校.xlsx", changed(STUDENTS, 4, 0, 20260104))
    assert matching.main([str(path), "-o", str(tmp_path / "结果.xlsx")]) == 0


@pytest.mark.parametrize(
    ("row", "column", "value", "told"),
    [
        (1, 6, "梁竹", "梁竹已经在“志愿1”里填过"),
        (1, 8, "困境", "“规则”表里没有“困境”这个优先类别"),
        (1, 9, 12, "“需要几位导师”应当是 1 到 9 之间的整数"),
        (1, 3, "初二1班", "班级和年级对不上"),
        (1, 5, "=NA()", "错误"),
        (1, 5, datetime.date(2026, 3, 1), "变成了日期"),
    ],
)
def test_what_a_student_row_can_get_wrong(complaints: Any, row: int, column: int, value: object, told: str) -> None:
    if value == "=NA()":
        value = "#N/A"
    assert told in complaints(students=changed(STUDENTS, row, column, value))


def with_columns(rows: list[list[Any]], **columns: Any) -> list[list[Any]]:
    """The mentors with more columns, the values for the first of them."""
    header, first, *rest = rows
    return [[*header, *columns], [*first, *columns.values()], *rest]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"可带年级": "初九"}, "“学生”表里没有“初九”这个年级。现有：初一"),
        ({"可带班级": "初一7班"}, "“学生”表里没有“初一7班”这个班。请写全，如“初一(1)班”"),
        ({"子名额": "女生"}, "看不懂子名额“女生”"),
        ({"子名额": "左撇子3"}, "子名额里的“左撇子”不是性别、年级、班级，也不是优先类别"),
        ({"子名额": "女生3、女生2"}, "“女生”写了两次"),
        ({"子名额": "女生1、初一(1)班1"}, "互相交叉"),
        ({"最少": 5}, "最少 5 名，却只有 1 个名额"),
        ({"本轮参加": "也许"}, "这里只能填：是、否"),
    ],
)
def test_what_a_mentor_row_can_get_wrong(complaints: Any, columns: dict[str, Any], told: str) -> None:
    assert told in complaints(mentors=with_columns(MENTORS, **columns))


@pytest.mark.parametrize(
    "columns",
    [
        {"可带年级": "七年级"},
        {"可带班级": "1班、初一(2)班"},
        {"子名额": "女生1、男生1"},
        {"子名额": "初一1、初一(1)班1"},
    ],
)
def test_mentors_may_be_limited_in_any_usual_words(tmp_path: Path, columns: dict[str, Any]) -> None:
    path = workbook(tmp_path / "学校.xlsx", mentors=with_columns(MENTORS, **columns))
    assert matching.main([str(path), "-o", str(tmp_path / "结果.xlsx")]) == 0


def test_girls_beside_a_category_are_the_other_girls_so_nothing_crosses(tmp_path: Path) -> None:
    mentors = with_columns(MENTORS, 子名额="女生1、困境儿童1")
    path = workbook(
        tmp_path / "学校.xlsx",
        changed(STUDENTS, 1, 8, "困境儿童"),
        mentors,
        rules=[*RULES, ["优先类别1", "困境儿童"]],
    )
    assert matching.main([str(path), "-o", str(tmp_path / "结果.xlsx")]) == 0


@pytest.mark.parametrize(
    ("opinion", "told"),
    [
        (["梁竹", "林一", "排序", None, None], "“排序”要填次序"),
        (["梁竹", "林一", "婉拒", None, None], "婉拒要写明理由"),
        (["梁竹", "林一", "随便", None, None], "这里只能填：排序、婉拒"),
        (["梁竹", "林十", "排序", 1, None], "“学生”表里没有“林十”"),
        (["梁", "林一", "排序", 1, None], "“导师”表里没有“梁”"),
    ],
)
def test_what_an_opinion_can_get_wrong(complaints: Any, opinion: list[Any], told: str) -> None:
    header = ["导师", "学生", "意见", "次序", "理由"]
    assert told in complaints(导师排序与婉拒=[header, opinion])


def test_kept_pairs_are_checked_against_today(complaints: Any) -> None:
    kept = [["学生", "导师"], ["林一", "梁竹"], ["程二", "梁竹"], ["许三", "岑松"], ["许三", "岑松"]]
    told = complaints(保留结对=kept)
    assert "这一对已在第 4 行写过" in told
    assert "梁竹的名额只有 1 个，保留的学生超过了" in complaints(保留结对=kept[:4])


def test_too_many_wishes_and_declines_follow_the_rules_of_the_school(complaints: Any) -> None:
    assert "填了 2 个志愿，规则是最多 1 个" in complaints(rules=[*RULES, ["每人最多几个志愿", 1]])
    header = ["导师", "学生", "意见", "次序", "理由"]
    opinions = [header, ["梁竹", "林一", "婉拒", None, "亲属"], ["梁竹", "程二", "婉拒", None, "亲属"]]
    told = complaints(rules=[*RULES, ["每位导师最多婉拒几名", 1]], 导师排序与婉拒=opinions)
    assert "梁竹婉拒了 2 名学生，规则是最多 1 名" in told


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (["心情", 1], "不认识“心情”这一项"),
        (["抽签结果", "2"], "“抽签结果”写了两次"),
        (["契合：学科对口", 500], "应当是 0 到 200 之间的整数"),
        (["已公布的数据摘要", "abc"], "数据摘要应当是 64 位"),
        (["先保证每位导师最少人数", "看情况"], "这里只能填：是、否"),
    ],
)
def test_what_a_rule_can_get_wrong(complaints: Any, rule: list[Any], told: str) -> None:
    assert told in complaints(rules=[*RULES, rule])


def test_weights_that_are_too_heavy_together_are_refused(complaints: Any) -> None:
    heavy = [[f"契合：{name}", 200] for name in ("学科对口", "兴趣相投", "男女搭配")]
    assert "契合权重合计" in complaints(rules=[*RULES, *heavy])


def test_missing_sheets_and_columns_are_named(complaints: Any) -> None:
    assert "“导师”表里没有认出表头" in complaints(mentors=[["甲", "乙"]])
    told = complaints(students=[row[:3] + row[4:] for row in STUDENTS])
    assert "【学生】第 1 行缺少“班级”这一列" in told


def test_examples_left_among_real_rows_are_noticed(complaints: Any) -> None:
    assert "还留着模板里的示例行" in complaints(students=changed(STUDENTS, 1, 0, "例001"))


def test_an_unreadable_file_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "学校.xlsx"
    broken.write_bytes(b"MZ not a workbook")
    assert matching.main([str(broken)]) == 2
    assert "这是一个程序，不是表格" in capsys.readouterr().err
    assert matching.main([str(tmp_path / "nowhere.xlsx")]) == 2


def test_a_result_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "学校.xlsx")
    assert matching.main([str(path), "-o", str(tmp_path / "没有这个文件夹" / "结果.xlsx")]) == 2
    assert "写不了" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["学校.xlsx"]


def test_problems_stand_in_the_order_of_sheets_and_rows(complaints: Any) -> None:
    students = changed(changed(STUDENTS, 1, 5, "梁竺"), 3, 0, None)
    told = complaints(students=students, mentors=changed(MENTORS, 2, 2, "若干"))
    assert told.index("第 2 行 F 列") < told.index("第 4 行 A 列") < told.index("【导师】")


def test_without_the_sheet_of_mentors_nothing_else_is_said_of_them(complaints: Any) -> None:
    told = complaints(导师=[], 名单=MENTORS)
    assert "梁竹" not in told


def test_a_grade_that_nothing_tells_is_asked_for_once(complaints: Any) -> None:
    told = complaints(students=[[*row[:2], *row[3:]] for row in STUDENTS])
    assert "有 1 处需要改正" in told
    assert "【学生】缺少“年级”这一列。" in told


def test_a_list_that_leaves_the_grade_to_the_class_and_all_wishes_to_one_column_is_read(tmp_path: Path) -> None:
    students = [
        ["虚构中学志愿表"],
        ["班级", "姓名", "学号", "志愿"],
        ["初一(1)班", "林一", 101, "梁竹(A1)、岑松"],
        ["七年级二班", "程二", 102, "岑松 祁梅"],
        ["高一3班", "许三", 103, "A3；梁竹A4"],
        ["合计", "3人"],
    ]
    mentors = [
        ["姓名", "工号", "名额"],
        ["梁竹", "A1", "1人"],
        ["岑松", "A2", "二"],
        ["祁梅", "A3", "2名"],
        ["梁竹", "A4", 1],
    ]
    path = workbook(tmp_path / "学校.xlsx", students=students, mentors=mentors)
    out = tmp_path / "结果.xlsx"
    assert matching.main([str(path), "-o", str(out)]) == 0
    assert [(row[1], row[2], row[3], row[5]) for row in sheet_rows(out, "结果")[1:]] == [
        ("林一", "初一", "初一(1)班", "梁竹"),
        ("程二", "初一", "初一(2)班", "岑松"), ("许三", "高一", "高一(3)班", "祁梅"),
    ]  # fmt: skip
