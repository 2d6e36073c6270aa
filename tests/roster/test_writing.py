"""What we write is what schools expect, and reads back without a change."""

import io
from dataclasses import replace

import openpyxl
import pytest

from liangshi.domain.roster.classes import ClassKey
from liangshi.domain.roster.grid import NOWHERE
from liangshi.domain.roster.mapping import suggest
from liangshi.domain.roster.planning import Plan, Policy
from liangshi.domain.roster.review import review
from liangshi.domain.roster.rows import ClassRow, ClubRow, Known, Link, MemberRow, Present, TeachingRow
from liangshi.domain.roster.stored import staff_as_told, student_as_told
from liangshi.domain.roster.words import Gender, MentorStatus, Relation
from liangshi.roster.reading import read_sheets
from liangshi.roster.writing import comma_separated, roster_tables, workbook
from tests.domain.roster.making import SENIOR, guardian, stored_staff, stored_student

C101, CREATIVE = ClassKey(10, "1"), ClassKey(11, "创新")
RAW = Present(
    staff=(
        stored_staff(1, "王 Anna Maria", "0001", phone="19900000001", subjects=("语文",), languages=("rock music",)),
        stored_staff(2, "王伟", "T2", mentor_status=MentorStatus.EXEMPT, mentor_reason="产假", words="=1+1 一起\n加油"),
        stored_staff(3, "王伟", "T3", here=False),
    ),
    students=(
        stored_student(
            11, "阿依古丽·买买提", "110101200801011234", boarding=True, gender=Gender.FEMALE,
            interests=("篮球", "a b"), needs=("学业辅导",),
            guardians=(guardian("刘某", "19900000011", Relation.MOTHER), guardian("", "01012345678"),
                       guardian("祖父", "19900000012", Relation.GRANDPARENT)),
        ),
        stored_student(12, "王芳", "00012"),
        stored_student(13, "王芳", "00013", CREATIVE),
        stored_student(14, "已离校", "00014", here=False),
    ),
    classes=(Known(21, ClassRow(NOWHERE, C101, Link(2))), Known(22, ClassRow(NOWHERE, CREATIVE, None))),
    teaching=(Known(31, TeachingRow(NOWHERE, C101, "语文", Link(1))),
              Known(32, TeachingRow(NOWHERE, C101, "数学", Link(2)))),
    clubs=(Known(41, ClubRow(NOWHERE, "篮球社", Link(2))), Known(42, ClubRow(NOWHERE, "棋社", None))),
    members=(Known(51, MemberRow(NOWHERE, "篮球社", Link(12))), Known(52, MemberRow(NOWHERE, "篮球社", Link(13)))),
)  # fmt: skip
PRESENT = replace(
    RAW,
    staff=tuple(Known(each.ref, staff_as_told(each.row)) for each in RAW.staff),
    students=tuple(Known(each.ref, student_as_told(each.row)) for each in RAW.students),
)
NAMES = {C101: "高一（1）班"}


def tables():
    return roster_tables(RAW, NAMES)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def imported(sheets, present=PRESENT):
    outcome = review(sheets, suggest(sheets), SENIOR, present, Policy())
    assert isinstance(outcome, Plan), outcome
    return outcome


def test_export_and_import_change_nothing():
    outcome = imported(read_sheets(workbook(tables())))
    assert outcome.is_empty
    assert outcome.remarks == ()
    assert [len(part.left) for part in outcome.parts] == [2, 2, 3, 2, 2, 2]
    assert not any(part.absent for part in outcome.parts)


@pytest.mark.parametrize("position", range(5))
def test_each_sheet_as_csv_and_back_changes_nothing(position):
    table = tables()[position]
    content = comma_separated(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert imported(read_sheets(content)).is_empty


def test_an_export_into_an_empty_school_restores_everybody():
    outcome = imported(read_sheets(workbook(tables())), Present())
    assert [len(part.added) for part in outcome.parts] == [2, 2, 3, 2, 2, 2]


def test_ids_and_telephone_numbers_are_text_and_nothing_is_a_formula():
    book = opened(workbook(tables()))
    assert (book["学生"]["A2"].value, book["学生"]["A2"].data_type) == ("110101200801011234", "s")
    assert book["学生"]["A3"].value == "00012"
    assert book["教职工"]["A2"].number_format == "@"
    words = next(cell for row in book["教职工"].iter_rows() for cell in row if str(cell.value).startswith("=1+1"))
    assert words.data_type == "s"


def test_choices_drop_down_over_more_rows_than_are_filled():
    book = opened(workbook(tables()))
    rules = {str(rule.sqref): rule.formula1 for rule in book["学生"].data_validations.dataValidation}
    assert rules["C2:C2001"] == "选项!$A$1:$A$2"
    assert [cell.value for cell in book["选项"]["A"]][:2] == ["高一（1）班", "高二创新班"]
    assert book["选项"].sheet_state == "hidden"
    assert {"D2:D2001", "E2:E2001", "I2:I2001"} <= rules.keys()


def test_guardians_beyond_the_second_have_their_columns():
    headers = [cell.value for cell in opened(workbook(tables()))["学生"][1]]
    assert headers[-3:] == ["监护人3姓名", "监护人3关系", "监护人3电话"]


def test_a_template_has_instructions_first_and_is_no_roster_itself():
    classes = tuple(Known(ref, ClassRow(NOWHERE, key)) for ref, key in enumerate((C101, CREATIVE)))
    empty = roster_tables(Present(classes=classes), NAMES)
    content = workbook(empty[:1], ["姓名和班级必填。", "学号请保持文本格式。"])
    book = opened(content)
    assert book.sheetnames == ["填写说明", "学生", "选项"]
    assert book["填写说明"]["A2"].value == "学号请保持文本格式。"
    assert imported(read_sheets(content)).is_empty


def test_a_filled_template_is_imported():
    book = opened(workbook(roster_tables(Present(), {})[:1]))
    for column, value in enumerate(("S1", "张三", "高一(2)班", "男", "走读"), start=1):
        book["学生"].cell(2, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    (row,) = imported(read_sheets(buffer.getvalue()), Present()).students.added
    assert (row.name, row.number, row.class_key) == ("张三", "S1", ClassKey(10, "2"))


def test_csv_guards_against_formulas_and_lost_digits():
    text = comma_separated(tables()[1]).decode("utf-8-sig")
    assert "'=1+1 一起" in text
    assert "0001\t" in text
