"""Lines become rows; every problem stands at its sheet, row and column."""

from datetime import date

import pytest

from liangshi.domain.roster.classes import ClassKey
from liangshi.domain.roster.fields import Kind
from liangshi.domain.roster.grid import Breakage, Broken, Place
from liangshi.domain.roster.interpret import interpret
from liangshi.domain.roster.mapping import remap, suggest
from liangshi.domain.roster.problems import Code, Severity
from liangshi.domain.roster.rows import GuardianEntry, Named
from liangshi.domain.roster.words import Gender, MentorStatus, Relation

from .making import C101, C102, SENIOR, sheet


def read(*lines, name="学生"):
    table = sheet(*lines, name=name)
    return interpret([table], suggest([table]), SENIOR)


def found(result):
    return [(problem.code, problem.place.row, problem.place.column) for problem in result.problems]


HEADER = ("学号", "姓名", "班级", "性别", "住校", "兴趣爱好", "成长需求", "监护人1姓名", "监护人1关系", "监护人1电话")


def test_a_full_line_is_a_student():
    result = read(
        HEADER, (20260101, "张 三", "高一(1)班", "男", "是", "篮球、足球", "无", "刘某", "妈妈", "199 0000 0001")
    )
    (row,) = result.rows.students
    assert (row.name, row.number, row.class_key) == ("张三", "20260101", C101)
    assert (row.gender, row.boarding, row.interests, row.needs) == (Gender.MALE, True, ("篮球", "足球"), ())
    assert row.guardians == (GuardianEntry("刘某", "19900000001", Relation.MOTHER),)
    assert row.place == Place("学生", 2)
    assert result.problems == ()


def test_a_blank_cell_says_nothing_and_the_word_for_nothing_says_nothing_is_there():
    result = read(HEADER, ("1", "张三", "高一1班", None, "", None, "无"))
    (row,) = result.rows.students
    assert (row.gender, row.boarding, row.interests, row.guardians) == (None, None, None, None)
    assert row.needs == ()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.10101200801011e17, Code.ID_ROUNDED),
        ("1.23E+17", Code.ID_SCIENTIFIC),
        (date(2026, 3, 1), Code.ID_BECAME_DATE),
        (Broken(Breakage.ERROR, "#N/A"), Code.CELL_ERROR),
        (Broken(Breakage.NO_VALUE, ""), Code.FORMULA_WITHOUT_VALUE),
    ],
)
def test_a_ruined_id_is_refused_with_its_cell_and_its_row_is_not_read(cell, code):
    result = read(HEADER, (cell, "张三", "高一1班"), ("2", "李四", "高一1班"))
    assert found(result) == [(code, 2, "A")]
    assert [row.name for row in result.rows.students] == ["李四"]


def test_remarks_inform_and_the_row_is_read():
    line = (
        "110101200801011000",
        "张三😀",
        "高一1班",
        "女?",
        "也许",
        None,
        None,
        "刘某",
        "邻居",
        "19900000001/19900000002",
    )
    result = read(HEADER, line, ("2", "李四", "高一1班", None, None, None, None, "李某", None, "回头补"))
    assert found(result) == [
        (Code.NAME_ODD, 2, "B"), (Code.ID_MAYBE_ROUNDED, 2, "A"), (Code.GENDER_UNKNOWN, 2, "D"),
        (Code.BOARDING_UNKNOWN, 2, "E"), (Code.PHONE_SEVERAL, 2, "J"), (Code.RELATION_UNKNOWN, 2, "I"),
        (Code.PHONE_UNREADABLE, 3, "J"), (Code.GUARDIAN_WITHOUT_PHONE, 3, "H"),
    ]  # fmt: skip
    assert {problem.severity for problem in result.problems} == {Severity.REMARK}
    assert result.rows.students[0].guardians == (GuardianEntry("刘某", "19900000001", None),)
    assert result.rows.students[1].guardians == (GuardianEntry("李某", "", None),)


def test_a_line_without_a_name_is_a_problem_and_a_line_with_nothing_is_none():
    result = read(
        ("序号", *HEADER), (1, "1", "", "高一1班", "男"), (2,), (3, None, None, "高一1班"), (4, "4", "李四", "高一1班")
    )
    assert found(result) == [(Code.NAME_MISSING, 2, "C")]
    assert len(result.rows.students) == 1


def test_totals_and_signatures_below_the_table_are_passed_over_with_a_remark():
    result = read(
        HEADER,
        ("1", "张三", "高一1班"),
        ("合计", "1"),
        ("男生:", "4", "女生:"),
        ("制表人:沈", None),
        HEADER,
        ("2", "李四", "高一1班"),
    )
    assert [code for code, *_ in found(result)] == [Code.FOOTER_SKIPPED] * 3
    assert [row.name for row in result.rows.students] == ["张三", "李四"]


def test_the_class_may_stand_in_the_title_or_in_the_name_of_the_sheet():
    assert read(("明德中学高一(2)班名单",), ("姓名", "性别"), ("张三", "男")).rows.students[0].class_key == C102
    assert read(("姓名", "性别"), ("张三", "男"), name="高一2班").rows.students[0].class_key == C102
    assert read(("姓名", "性别"), ("张三", "男")).rows.students[0].class_key is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (date(2026, 3, 1), Code.CLASS_BECAME_DATE),
        ("3班", Code.CLASS_NEEDS_GRADE),
        ("初一3班", Code.GRADE_OUTSIDE),
        ("高一" + "长" * 40 + "班", Code.TEXT_TOO_LONG),
    ],
)
def test_a_class_that_cannot_be_placed_is_said_at_its_cell(cell, code):
    assert found(read(HEADER, ("1", "张三", cell))) == [(code, 2, "C")]


def test_guardians_by_father_and_mother_have_their_relation_and_each_counts_once():
    header = ("姓名", "班级", "父亲姓名", "父亲电话", "母亲电话", "家长姓名", "家长电话")
    result = read(header, ("张三", "高一1班", "张父", "19900000001", "19900000002", "张父", "19900000001"))
    assert result.rows.students[0].guardians == (
        GuardianEntry("张父", "19900000001", None),
        GuardianEntry("张父", "19900000001", Relation.FATHER),
        GuardianEntry("", "19900000002", Relation.MOTHER),
    )


def test_staff_with_their_mentor_profile():
    header = ("工号", "姓名", "任教学科", "手机", "导师资格", "资格说明", "导师寄语", "职务")
    result = read(
        header,
        ("T1", "王老师", "语文", "19900000001", "暂免", "产假", "一起加油", "无"),
        ("T2", "李老师", "数学", None, "培养中", None),
        ("T3", "陈老师", "数学", None, "看情况"),
        ("T4", None, "数学"),
        name="教师",
    )
    (row,) = result.rows.staff
    assert (row.name, row.subjects, row.mentor_status, row.mentor_reason) == (
        "王老师",
        ("语文",),
        MentorStatus.EXEMPT,
        "产假",
    )
    assert (row.words, row.title) == ("一起加油", "")
    assert found(result) == [
        (Code.MENTOR_REASON_MISSING, 3, "E"), (Code.MENTOR_STATUS_UNKNOWN, 4, "E"), (Code.NAME_MISSING, 5, "B"),
    ]  # fmt: skip


def test_classes_with_homeroom_teachers():
    result = read(
        ("年级", "班级", "班主任"), ("高一", "1班", "王 某"), ("高一", 2, None), ("高一", None, "李某"), name="班级"
    )
    assert [(row.key, row.homeroom) for row in result.rows.classes] == [(C101, Named("王某")), (C102, None)]
    assert found(result) == [(Code.CLASS_MISSING, 4, "B")]


def test_teaching_line_by_line():
    result = read(
        ("班级", "学科", "任课教师", "工号"),
        ("高一1班", "语文", "王某", "T1"), ("高一1班", None, "李某"), ("高一1班", "数学", None), (None, "数学", "李某"),
    )  # fmt: skip
    assert [(row.subject, row.teacher) for row in result.rows.teaching] == [("语文", Named("王某", "T1"))]
    assert [code for code, *_ in found(result)] == [Code.SUBJECT_MISSING, Code.TEACHER_MISSING, Code.CLASS_MISSING]


def test_teaching_as_a_table_of_classes_by_subjects():
    result = read(("班级", "语文", "数学", "早读"), ("高一1班", "王 某", "李某、陈某"), ("高一2班", "王某", None))
    assert [(row.class_key, row.subject, row.teacher.name) for row in result.rows.teaching] == [
        (C101, "语文", "王某"), (C101, "数学", "李某"), (C101, "数学", "陈某"), (C102, "语文", "王某"),
    ]  # fmt: skip
    assert result.rows.teaching[1].place == Place("学生", 2, "C")
    assert result.problems == ()


def test_clubs_with_leaders_and_members():
    header = ("社团名称", "指导教师", "学号", "姓名", "班级")
    result = read(
        header,
        ("篮球社", "高某", "S1", "张三", None),
        ("棋社", None, None, None, None),
        (None, "高某", "S2"),
        name="社团",
    )
    assert [(row.name, row.leader) for row in result.rows.clubs] == [("篮球社", Named("高某")), ("棋社", None)]
    assert [(row.club, row.student) for row in result.rows.members] == [("篮球社", Named("张三", "S1"))]
    assert found(result) == [(Code.CLUB_MISSING, 4, "A")]


def test_a_sheet_nobody_understands_is_remarked_and_a_file_of_them_is_a_problem():
    tables = [sheet(("金额",), (1,), name="账"), sheet(name="空")]
    result = interpret(tables, suggest(tables), SENIOR)
    assert [(problem.code, problem.place.sheet) for problem in result.problems] == [
        (Code.SHEET_SKIPPED, "账"), (Code.NOTHING_RECOGNISED, ""),
    ]  # fmt: skip


def test_a_sheet_without_a_required_column_is_not_read():
    table = sheet(("学号", "性别"), ("1", "男"), name="学生")
    result = interpret([table], [remap(table, Kind.STUDENTS, 1)], SENIOR)
    assert [(problem.code, problem.params["field"]) for problem in result.problems] == [(Code.COLUMN_MISSING, "name")]
    assert result.rows.students == ()


def test_a_column_chosen_twice_is_a_problem():
    table = sheet(("姓名", "别名", "班级"), ("张三", "小三", "高一1班"), name="学生")
    (mapping,) = suggest([table])
    twice = type(mapping.columns[1])(1, "别名", mapping.columns[0].target)
    doubled = type(mapping)("学生", mapping.kind, 1, 1, (mapping.columns[0], twice, mapping.columns[2]))
    result = interpret([table], [doubled], SENIOR)
    assert [problem.code for problem in result.problems] == [Code.COLUMN_TWICE]


def test_text_beyond_what_can_be_stored_is_refused():
    result = read(HEADER, ("1" * 41, "张" * 61, "高一1班"))
    assert found(result) == [(Code.TEXT_TOO_LONG, 2, "B"), (Code.TEXT_TOO_LONG, 2, "A")]
    assert result.rows.students == ()


def test_several_sheets_are_read_together():
    tables = [
        sheet(("姓名", "性别"), ("张三", "男"), name="高一1班"),
        sheet(("姓名", "性别"), ("李四", "女"), name="高二1班"),
        sheet(("班级", "班主任"), ("高一1班", "王某"), name="班主任"),
    ]
    rows = interpret(tables, suggest(tables), SENIOR).rows
    assert [row.class_key for row in rows.students] == [C101, ClassKey(11, "1")]
    assert len(rows.classes) == 1
