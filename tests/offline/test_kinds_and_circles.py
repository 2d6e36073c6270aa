"""Two kinds of mentors, clubs, groups within a class, and pairs the school assigns: one workbook says them all."""

import json
from pathlib import Path
from typing import Any

import pytest

from liangshi.offline import matching, verifying

from .workbooks import MENTORS, STUDENTS, changed, set_cell, sheet_rows, workbook

KINDS = ["导学", "导学", "导德", "导德"]
FOUR = [*MENTORS, ["许兰", "A4", 4, None]]


def with_column(rows: list[list[Any]], header: str, values: list[Any]) -> list[list[Any]]:
    """The rows with one more column."""
    return [[*row, value] for row, value in zip(rows, [header, *values], strict=True)]


def kinds(values: list[Any] = KINDS) -> list[list[Any]]:
    """Mentors of two kinds: 梁竹 1 and 岑松 2 places for 导学, 祁梅 2 and 许兰 4 for 导德."""
    return with_column(FOUR, "导师类型", values)


def match(path: Path) -> int:
    return matching.main([str(path), "-o", str(path.with_name("结果.xlsx"))])


def complaints(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert match(path) == 1
    assert not path.with_name("结果.xlsx").exists()
    return capsys.readouterr().err


def mentors_of(folder: Path) -> dict[str, list[str]]:
    """Student -> mentors in the sheet of results."""
    header, *rows = sheet_rows(folder / "结果.xlsx", "结果")
    mentor = header.index("导师")
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(row[mentor])
    return found


def test_with_two_kinds_every_student_gets_one_mentor_of_each_from_one_list_of_wishes(tmp_path: Path) -> None:
    students = changed(changed(STUDENTS, 1, 5, "许兰"), 1, 6, "岑松")
    assert match(workbook(tmp_path / "学校.xlsx", students, kinds())) == 0
    header, *rows = sheet_rows(tmp_path / "结果.xlsx", "结果")
    assert header[4:] == ("导师类型", "导师工号", "导师", "录取方式")
    assert [row[4:] for row in rows if row[1] == "林一"] == [
        ("导学", "A2", "岑松", "第1志愿"),
        ("导德", "A4", "许兰", "第1志愿"),
    ]
    assert {row[4] for row in rows if row[1] == "沈四"} == {"导学", "导德"}
    assert verifying.main([str(tmp_path / "结果.xlsx")]) == 0


def test_reasons_mentors_and_figures_tell_the_kind(tmp_path: Path) -> None:
    match(workbook(tmp_path / "学校.xlsx", mentors=kinds()))
    reasons = sheet_rows(tmp_path / "结果.xlsx", "理由")
    assert reasons[0] == ("学号", "姓名", "班级", "导师类型", "说明")
    assert [row[3] for row in reasons[1:]] == ["导学", "导德"] * 4
    assert {row[2] for row in sheet_rows(tmp_path / "结果.xlsx", "导师名单")[1:]} == {"导学", "导德"}
    assert any("人次" in row for row in sheet_rows(tmp_path / "结果.xlsx", "统计"))


def test_a_pair_of_one_kind_changed_by_hand_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    match(workbook(tmp_path / "学校.xlsx", mentors=kinds()))
    set_cell(tmp_path / "结果.xlsx", "结果", "F2", "A3")
    assert verifying.main([str(tmp_path / "结果.xlsx")]) == 1
    assert "0101|导学 → A3 不在证书里" in capsys.readouterr().out


def test_a_student_may_need_one_kind_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    students = with_column(STUDENTS, "需要的导师类型", [None, "导德", None, None])
    assert match(workbook(tmp_path / "学校.xlsx", students, kinds())) == 0
    assert "梁竹是导学导师，这名学生不需要这一类，这一项没有使用" in capsys.readouterr().err
    counts = {name: len(mentors) for name, mentors in mentors_of(tmp_path).items()}
    assert counts == {"林一": 2, "程二": 1, "许三": 2, "沈四": 2}


def test_opinions_and_kept_pairs_count_for_the_kind_of_their_mentor(tmp_path: Path) -> None:
    opinions: list[list[Any]] = [["导师", "学生", "意见", "次序", "理由"], ["梁竹", "程二", "排序", 1, None]]
    kept = [["学生", "导师"], ["沈四", "许兰"]]
    path = workbook(tmp_path / "学校.xlsx", mentors=kinds(), 导师排序与婉拒=opinions, 保留结对=kept)
    assert match(path) == 0
    record = json.loads((tmp_path / "结果.certificate.json").read_text())
    assert record["certificate"]["kept"] == [["0104|导德", "A4"]]
    assert "梁竹" in mentors_of(tmp_path)["程二"]


def test_the_longest_list_is_counted_for_each_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules: list[list[Any]] = [
        ["项目", "填写"],
        ["学校和轮次名称", "虚构中学"],
        ["抽签结果", "03"],
        ["每人最多几个志愿", 1],
    ]
    students = changed(STUDENTS[:2], 1, 6, "许兰")
    assert match(workbook(tmp_path / "学校.xlsx", students, kinds(), rules)) == 0
    (tmp_path / "结果.xlsx").unlink()
    both = changed(students, 1, 6, "岑松")
    assert "填了 2 个志愿，规则是最多 1 个" in complaints(
        workbook(tmp_path / "学校.xlsx", both, kinds(), rules), capsys
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["导学", None, "导德", "导德"], "【导师】第 3 行 E 列有的导师填了导师类型，这一位没有"),
        (["导学、导德", "导学", "导德", "导德"], "【导师】第 2 行 E 列一位导师在一轮里只能是一种类型"),
    ],
)
def test_what_a_kind_can_get_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], values: list[Any], told: str
) -> None:
    assert told in complaints(workbook(tmp_path / "学校.xlsx", mentors=kinds(values)), capsys)


def test_a_kind_that_no_mentor_has_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    students = with_column(STUDENTS, "需要的导师类型", ["导艺", None, None, None])
    told = complaints(workbook(tmp_path / "学校.xlsx", students, kinds()), capsys)
    assert "【学生】第 2 行 K 列没有一位参加的导师是“导艺”。现有类型：导学、导德" in told


def test_a_kept_pair_of_a_kind_that_is_not_needed_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    students = with_column(STUDENTS, "需要的导师类型", [None, None, None, "导学"])
    path = workbook(tmp_path / "学校.xlsx", students, kinds(), 保留结对=[["学生", "导师"], ["沈四", "许兰"]])
    assert "【保留结对】第 2 行 B 列许兰是导德导师，这名学生没有要这一类" in complaints(path, capsys)


def test_the_mentor_of_a_club_takes_its_members_only(tmp_path: Path) -> None:
    students = with_column(STUDENTS, "社团", ["足球社、合唱团", None, "足球社", None])
    mentors = with_column(MENTORS, "可带社团小组", [None, "足球社", None])
    assert match(workbook(tmp_path / "学校.xlsx", students, mentors)) == 0
    found = {name for name, own in mentors_of(tmp_path).items() if "岑松" in own}
    assert found <= {"林一", "许三"}
    assert "许三" in found
    reasons = {row[1]: row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]}
    assert "岑松" not in reasons["沈四"]


def test_a_wish_for_the_mentor_of_another_club_is_explained_without_speaking_of_classes(tmp_path: Path) -> None:
    mentors = with_column(MENTORS, "可带社团小组", ["棋社", None, None])
    students = with_column(STUDENTS, "社团小组", [None, "棋社", None, None])
    assert match(workbook(tmp_path / "学校.xlsx", students, mentors)) == 0
    reasons = {row[1]: row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]}
    assert "第1志愿梁竹老师这一次不在你可以选择的导师里" in reasons["林一"]


def test_groups_of_a_class_have_their_mentor(tmp_path: Path) -> None:
    students = with_column(STUDENTS, "小组", ["第1组", "第2组", "第1组", "第2组"])
    groups = ["初一(1)班第1组", "1班2组、初一（2）班第2组", "七年级2班第1组"]
    mentors = with_column(MENTORS, "可带小组", groups)
    assert match(workbook(tmp_path / "学校.xlsx", students, mentors)) == 0
    assert mentors_of(tmp_path) == {"林一": ["梁竹"], "程二": ["岑松"], "许三": ["祁梅"], "沈四": ["岑松"]}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("第1组", "好几个班都有“第1组”：初一(1)班1组、初一(2)班1组。请连班级一起写"),
        ("棋社", "“学生”表里没有人在“棋社”"),
        ("初一(1)班第9组", "“学生”表里没有人在“初一(1)班第9组”"),
    ],
)
def test_what_a_club_or_group_can_get_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, told: str
) -> None:
    students = with_column(STUDENTS, "小组", ["第1组", "第2组", "第1组", "第2组"])
    mentors = with_column(MENTORS, "可带小组", [written, None, None])
    assert f"【导师】第 2 行 E 列{told}" in complaints(workbook(tmp_path / "学校.xlsx", students, mentors), capsys)


def test_the_school_may_assign_a_mentor_who_does_not_take_the_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mentors = with_column(MENTORS, "可带班级", ["1班", None, None])
    pair = [["学生", "导师", "方式"], ["沈四", "梁竹", "指派"]]
    path = workbook(tmp_path / "学校.xlsx", mentors=mentors, 保留结对=pair)
    assert match(path) == 0
    rows = {row[1]: row for row in sheet_rows(tmp_path / "结果.xlsx", "结果")[1:]}
    assert rows["沈四"][5:7] == ("梁竹", "学校指派")
    reasons = {row[1]: row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]}
    assert "由学校统筹安排，梁竹老师担任导师" in reasons["沈四"]
    assert verifying.main([str(tmp_path / "结果.xlsx")]) == 0
    (tmp_path / "结果.xlsx").unlink()
    capsys.readouterr()
    stays = workbook(tmp_path / "学校.xlsx", mentors=mentors, 保留结对=changed(pair, 1, 2, "保留"))
    assert "梁竹现在不能带沈四" in complaints(stays, capsys)
    wrong = workbook(tmp_path / "学校.xlsx", mentors=mentors, 保留结对=changed(pair, 1, 2, "随便"))
    assert "这里只能填：保留、指派" in complaints(wrong, capsys)


def test_a_round_of_assignment_needs_no_wishes(tmp_path: Path) -> None:
    students = [row[:5] for row in STUDENTS]
    assert match(workbook(tmp_path / "学校.xlsx", students)) == 0
    rows = sheet_rows(tmp_path / "结果.xlsx", "结果")[1:]
    assert {row[6] for row in rows} == {"学校统筹"}
