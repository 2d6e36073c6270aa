"""What a person gets wrong who types a scheme for the first time: every problem at once, with its cure."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme import LoadProblems, Scheme, gaps, load
from liangshi.domain.scheme.words import sentence
from tests.domain.scheme.texts import HEADER, SAID

TALK = f"""
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = {{ at_least = 1, every = "week" }}
channels = ["face_to_face"]
{SAID}"""
QUOTA = f'[[matching.quotas]]\nid = "quota"\ntitle = "名额"\ntarget_low = 3\ntarget_high = 5\nceiling = 8\n{SAID}'
SOUND = HEADER + TALK + QUOTA


def told(text: str) -> list[str]:
    found = load(text)
    assert isinstance(found, LoadProblems)
    return [sentence(one) for one in found.problems]


def test_the_text_is_sound_before_anything_is_wrong() -> None:
    assert isinstance(load(SOUND), Scheme)


@pytest.mark.parametrize(
    ("right", "wrong", "cure"),
    [
        ("2025-09-01", "2025年9月1日", "日期要写成 2026-09-01 这样"),
        ("2025-09-01", "2025/9/1", "日期要写成 2026-09-01 这样"),
        ("2025-09-01", "2025-9-1", "日期要写成 2026-09-01 这样"),
        ("2025-09-01", "2025-02-30", "没有这一天"),
        ("2025-09-01", '"2025年9月1日"', "这里要写日期，如 2025-09-01"),
        ('kind = "talk"', 'kind ＝ "talk"', "有全角符号 ＝ ，"),
        ('"谈心"', "“谈心”", "有全角符号 “ ，"),
        ('kind = "talk"', 'kind = "家访"', "是不是“home_visit”？"),
        ('"week"', '"每两周"', "是不是“two_weeks”？"),
        ('["junior"]', '["初中"]', "是不是“junior”？"),
        ("at_least = 1,", "at_least = 1,\n ", "花括号里的一组要写在同一行"),
        ("ceiling = 8", "ceiling = 4", "目标下限 3、目标上限 5、上限 4，应由小到大"),
        ("ceiling = 8", "ceiling = 0", "不能小于 1"),
        ("[[duties]]", "[duties]", "“duties”可以有好几条，要写成双方括号 [[duties]]"),
        ("[header]", "[[header]]", "“header”只有一个，要写成单方括号 [header]"),
        ('id = "talk"', 'id = "talk"\nstages = ["senior"]\ngrades = [1]', "高一到高三是 10—12"),
        ("channels = ", "chanels = ", "是不是“channels”？"),
    ],
)  # fmt: skip
def test_one_fault_is_one_problem_with_its_cure(right: str, wrong: str, cure: str) -> None:
    (only,) = told(SOUND.replace(right, wrong, 1))
    assert cure in only


def test_a_line_that_cannot_be_read_hides_no_other_problem() -> None:
    text = (
        SOUND.replace("2025-09-01", "2025年9月1日").replace('kind = "talk"', 'kind = "谈话"').replace("= 8", '= "八"')
    )
    date, kind, number = told(text)
    assert ("日期要写成" in date, "是不是“talk”？" in kind, "这里要写整数" in number) == (True, True, True)


def test_a_table_in_single_brackets_that_comes_twice_is_said_for_each_and_nothing_else() -> None:
    second = TALK.replace('"talk"', '"visit"', 1).replace("谈心", "家访")
    first, other = told((SOUND + second).replace("[[duties]]", "[duties]"))
    assert "[[duties]]" in first
    assert "[[duties]]" in other


@pytest.mark.parametrize(
    ("added", "cure"),
    [
        ('[[people.roles]]\nid = "r"\ntitle = "甲"\nrole = "jia"\nacts_as = "mentor"\nanswers_to = "jia"\n',
         "“jia”绕了一圈又回到自己：jia → jia"),
        ('[[forms]]\nid = "f"\ntitle = "档案"\nkind = "growth_archive"\nauthors = ["mentor"]\ncomposed_of = ["f"]\n',
         "“f”绕了一圈又回到自己"),
        ('[[people.category_sets]]\nid = "s"\ntitle = "组"\nkey = "some"\ncategories = ["some"]\n',
         "“some”是一个类别组；组里只列学生类别"),
    ],
)  # fmt: skip
def test_what_goes_round_in_a_circle_is_refused(added: str, cure: str) -> None:
    (only,) = told(SOUND + added + SAID)
    assert cure in only


def test_weights_of_evaluators_that_do_not_make_a_hundred_are_a_gap_and_load() -> None:
    def weighing(student: int) -> str:
        return "".join(
            f'[[appraisal.evaluators]]\nid = "e{n}"\ntitle = "评"\nevaluator = "{who}"\nweight = {weight}\n{SAID}'
            for n, (who, weight) in enumerate((("student", student), ("guardian", 40)))
        )

    notes = []
    for student in (60, 80):
        scheme = load(SOUND + weighing(student))
        assert isinstance(scheme, Scheme)
        notes.append([(note.stated, note.found) for note in gaps(scheme)])
    assert notes == [[], [("100", "120")]]


PERIODS = """
[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { at_least = 1, every = EVERY }
SAID
"""


@pytest.mark.parametrize("word", ["two_months", "每两个月", "three_weeks", "每三周", "quarter"])
def test_a_period_of_several_is_answered_with_how_it_is_written(word):
    (said,) = told(HEADER + PERIODS.replace("EVERY", f'"{word}"').replace("SAID\n", SAID))
    assert 'every = "month", periods = 2' in said
    assert "是不是" not in said


def test_only_days_weeks_and_months_are_added_up():
    (said,) = told(HEADER + PERIODS.replace("EVERY", '"term", periods = 2').replace("SAID\n", SAID))
    assert "periods 只和 day、week、month 一起写" in said
    assert "这里的 every 是“term”" in said
    sound = HEADER + PERIODS.replace("EVERY", '"month", periods = 2').replace("SAID\n", SAID)
    assert isinstance(load(sound), Scheme)
