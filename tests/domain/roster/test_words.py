"""Names, ids, telephones and lists are written in one way."""

from datetime import date

import pytest

from liangshi.domain.roster.problems import Code
from liangshi.domain.roster.words import (
    Fault,
    as_list,
    as_text,
    identifier,
    listed,
    listed_names,
    maybe_rounded,
    odd_characters,
    person_name,
    phones,
    plain,
    stated,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("张 三", "张三"),
        ("　王　小　明 ", "王小明"),
        ("李\u200b四", "李四"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("古丽‧艾力", "古丽·艾力"),
        ("Anna  Maria Schmidt", "Anna Maria Schmidt"),
        ("ＡＮＮＡ", "ANNA"),
        ("\uf9ca三", "流三"),
    ],
)
def test_a_name_is_written_without_stray_spaces(written, meant):
    assert person_name(written) == meant


def test_a_name_with_a_picture_or_a_digit_is_odd_and_a_name_with_a_dot_is_not():
    assert odd_characters("张三😀2") == "😀2"
    assert odd_characters("阿依古丽·买买提") == ""
    assert odd_characters("Anne-Marie O'Neil") == ""


def test_a_private_character_that_an_old_input_method_left_is_odd():
    assert odd_characters("王\ue82f") == "\ue82f"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("20240001", "20240001"),
        (20240001, "20240001"),
        (20240001.0, "20240001"),
        ("００１２", "0012"),
        ("'0012", "0012"),
        ('="0012"', "0012"),
        ("\t110101200801011234", "110101200801011234"),
        ("G1101 0120 0801 0112 34", "G110101200801011234"),
        (None, ""),
        ("无", ""),
        (999_999_999_999_999, "999999999999999"),
    ],
)
def test_an_id_is_text_whatever_the_cell_holds(cell, number):
    assert identifier(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.10101200801011e17, Code.ID_ROUNDED),
        (110101200801011234, Code.ID_ROUNDED),
        (1_000_000_000_000_000, Code.ID_ROUNDED),
        (float("nan"), Code.ID_ROUNDED),
        ("1.23E+17", Code.ID_SCIENTIFIC),
        ("1e17", Code.ID_SCIENTIFIC),
        (date(2026, 3, 1), Code.ID_BECAME_DATE),
        (12.5, Code.ID_UNREADABLE),
        (-3, Code.ID_UNREADABLE),
        (True, Code.ID_UNREADABLE),
    ],
)
def test_an_id_that_a_spreadsheet_has_ruined_is_refused(cell, code):
    fault = identifier(cell)
    assert isinstance(fault, Fault)
    assert fault.code is code
    assert fault.found


def test_a_long_id_that_ends_in_three_zeros_may_have_been_rounded():
    assert maybe_rounded("110101200801011000")
    assert not maybe_rounded("110101200801011234")
    assert not maybe_rounded("202400000")
    assert not maybe_rounded("G11010120080101100")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("199 0000 0001", ("19900000001",)),
        ("199-0000-0001", ("19900000001",)),
        (19900000001.0, ("19900000001",)),
        ("+86 19900000001", ("19900000001",)),
        ("8619900000001", ("19900000001",)),
        ("１９９００００000１", ("19900000001",)),
        ("(010)12345678", ("01012345678",)),
        ("19900000001/19900000002", ("19900000001", "19900000002")),
        ("19900000001、19900000001", ("19900000001",)),
        ("19900000001 19900000002", ("19900000001", "19900000002")),
        ("无", ()),
        ("", ()),
    ],
)
def test_a_telephone_number_is_its_digits(cell, numbers):
    assert phones(cell) == numbers


@pytest.mark.parametrize(
    "cell", ["爸爸的手机", "123", "1.99E+10", "1990000000112345678", "19900000x01", "1990000001", "199000000011"]
)
def test_what_is_no_telephone_number_is_said(cell):
    assert isinstance(phones(cell), Fault)


@pytest.mark.parametrize(
    ("written", "entries"),
    [
        ("篮球、足球", ("篮球", "足球")),
        ("篮球,足球，羽毛球;棋类；编程", ("篮球", "足球", "羽毛球", "棋类", "编程")),
        ("篮球 足球　篮球", ("篮球", "足球")),
        ("rock music、篮球", ("rock music", "篮球")),
        ("篮球\n足球", ("篮球", "足球")),
        ("无", ()),
        ("、", ()),
    ],
)
def test_a_list_in_a_cell_is_its_entries_each_once(written, entries):
    assert listed(written) == entries


@pytest.mark.parametrize("entries", [(), ("篮球",), ("rock music",), ("a b", "c"), ("篮球", "足球")])
def test_a_written_list_reads_as_it_was(entries):
    assert listed(as_list(entries)) == entries


def test_people_named_in_one_cell_keep_the_space_within_a_name():
    assert listed_names("张 三、李四/王五\n无") == ("张三", "李四", "王五")


def test_text_of_other_cells():
    assert as_text(3.0) == "3"
    assert as_text(3.5) == "3.5"
    assert as_text(True) == "是"
    assert as_text(date(2026, 9, 1)) == "2026-09-01"
    assert as_text(None) == ""
    assert plain(" 高一（３）班 ") == "高一(3)班"
    assert stated("暂无") == ""
    assert stated("N/A") == ""
