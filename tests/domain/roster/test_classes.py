"""The many ways of writing a class mean one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.roster.classes import (
    ClassKey,
    SchoolYear,
    class_name,
    find_class,
    read_class,
    read_grade,
    whole_number,
)
from liangshi.domain.roster.problems import Code
from liangshi.domain.roster.words import Fault

from .making import COMBINED, PRIMARY, SENIOR

JUNIOR = SchoolYear(2026, frozenset({7, 8, 9}))


@pytest.mark.parametrize(
    "written",
    [
        "高一(3)班", "高一（3）班", "高一（３）班", "高一3班", "高一3", "高一三班", "高一（三）班",
        "高一 3 班", "高一-3班",
        "高一第3班", "高一年级3班", "高一年级(3)班", "高一·3班", "高13班", "高1(3)班", "高中一年级3班",
        "2026级3班", "26级3班",
        "高2026级3班", "高2026级(3)班", "2026级高一3班", "2029届3班", "1003班", "1003", "2603班", "10-3",
        "10.3班", "十年级3班",
        "10年级3班", "高一03班", "高一[3]班", "高一【3】班", "一(3)班", "一（3）", "一年级3班",
    ],
)  # fmt: skip
def test_class_3_of_grade_10_however_it_is_written(written):
    assert read_class(written, "", SENIOR) == ClassKey(10, "3")


@pytest.mark.parametrize(
    ("written", "level", "label"),
    [
        ("一年级二班", 1, "2"), ("一年级(2)班", 1, "2"), ("1年级2班", 1, "2"), ("小一2班", 1, "2"),
        ("小学一年级2班", 1, "2"),
        ("一(2)班", 1, "2"), ("一2班", 1, "2"), ("六年级十二班", 6, "12"), ("六年级(12)班", 6, "12"),
        ("102班", 1, "2"),
        ("1-2班", 1, "2"), ("三年2班", 3, "2"), ("2026级2班", 1, "2"), ("2021级2班", 6, "2"), ("三年段2班", 3, "2"),
    ],
)  # fmt: skip
def test_classes_of_a_primary_school(written, level, label):
    assert read_class(written, "", PRIMARY) == ClassKey(level, label)


@pytest.mark.parametrize(
    ("written", "level", "label"),
    [
        ("七年级3班", 7, "3"), ("七(3)班", 7, "3"), ("初一3班", 7, "3"), ("初三(12)班", 9, "12"), ("703班", 7, "3"),
        ("2025级10班", 8, "10"), ("2027届1班", 9, "1"), ("初2024级3班", 9, "3"), ("八年级A班", 8, "A"),
        ("九年级创新班", 9, "创新"),
    ],
)  # fmt: skip
def test_classes_of_a_junior_school(written, level, label):
    assert read_class(written, "", JUNIOR) == ClassKey(level, label)


@pytest.mark.parametrize(
    ("written", "grade", "level", "label"),
    [
        ("3班", "高一", 10, "3"), ("3", "高一年级", 10, "3"), ("三班", "2026级", 10, "3"), ("(3)班", "高一", 10, "3"),
        ("高一3班", "高一", 10, "3"), ("创新班", "高二", 11, "创新"), ("3班", "10", 10, "3"),
        ("10班", "高三年级", 12, "10"),
        ("3班", "高一年级部", 10, "3"),
    ],
)  # fmt: skip
def test_a_bare_class_takes_its_grade_from_the_column_beside_it(written, grade, level, label):
    assert read_class(written, grade, SENIOR) == ClassKey(level, label)


@pytest.mark.parametrize(
    ("written", "grade", "year", "code"),
    [
        ("3班", "", SENIOR, Code.CLASS_NEEDS_GRADE),
        ("创新班", "", SENIOR, Code.CLASS_NEEDS_GRADE),
        ("高一", "", SENIOR, Code.CLASS_WITHOUT_NUMBER),
        ("高一班", "", SENIOR, Code.CLASS_WITHOUT_NUMBER),
        ("高一3班", "高二", SENIOR, Code.GRADE_DIFFERS),
        ("初一3班", "", SENIOR, Code.GRADE_OUTSIDE),
        ("3班", "初一", SENIOR, Code.GRADE_OUTSIDE),
        ("3班", "火箭", SENIOR, Code.GRADE_UNKNOWN),
        ("3班", "13", SENIOR, Code.GRADE_UNKNOWN),
        ("3班", "高一3班", SENIOR, Code.GRADE_UNKNOWN),
        ("高9班", "", SENIOR, Code.GRADE_UNKNOWN),
        ("2020级3班", "", SENIOR, Code.COHORT_OUTSIDE),
        ("2026级3班", "", COMBINED, Code.COHORT_AMBIGUOUS),
    ],
)
def test_a_class_that_cannot_be_placed_says_why(written, grade, year, code):
    fault = read_class(written, grade, year)
    assert isinstance(fault, Fault)
    assert fault.code is code


def test_in_a_school_of_all_stages_the_stage_beside_the_cohort_decides():
    assert read_class("高2026级3班", "", COMBINED) == ClassKey(10, "3")
    assert read_class("初2026级3班", "", COMBINED) == ClassKey(7, "3")


@pytest.mark.parametrize(
    ("written", "level"), [("高一", 10), ("高一年级", 10), ("11", 11), ("2025级", 11), ("2027届", 12), ("高三级", 12)]
)
def test_grades_have_levels(written, level):
    assert read_grade(written, SENIOR) == level


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("明德中学2026—2027学年高一（3）班学生名单", "高一(3)班"),
        ("2026级3班", "2026级3班"),
        ("高一年级花名册", ""),
        ("学生", ""),
        ("明德中学 高二 (12) 班", "高二(12)班"),
    ],
)
def test_a_class_is_found_in_a_title(title, found):
    assert find_class(title, SENIOR) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("07", 7), ("", None),
     ("创新", None), ("三三", None),
     ("十十", None)],
)  # fmt: skip
def test_chinese_numbers(text, number):
    assert whole_number(text) == number


LABELS = st.integers(1, 60).map(str) | st.sampled_from(["创新", "A", "实验1", "火箭", "国际"])


@given(level=st.integers(1, 12), label=LABELS)
def test_the_usual_name_of_a_class_reads_as_the_class(level, label):
    assert read_class(class_name(ClassKey(level, label)), "", COMBINED) == ClassKey(level, label)


@given(text=st.text(max_size=20), grade=st.text(max_size=8))
def test_any_text_is_a_class_or_a_fault(text, grade):
    assert isinstance(read_class(text, grade, COMBINED), ClassKey | Fault)


def test_a_class_that_the_school_calls_by_a_name_of_its_own_is_known_by_it():
    year = SchoolYear(2026, frozenset({10}), frozenset({("启航班", ClassKey(10, "启航班"))}))
    assert read_class("(启航)班", "", year) == ClassKey(10, "启航班")
    assert isinstance(read_class("远航班", "", year), Fault)
