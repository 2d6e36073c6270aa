"""Times and limits of a duty in the words of an official paper."""

from pathlib import Path

import pytest

from liangshi.domain.scheme import Scheme, load
from liangshi.schemes.papers.clauses import clauses_of
from liangshi.schemes.papers.phrases import names_of
from tests.domain.scheme.texts import HEADER

SAID = 'source = { document = "校", place = "一", words = "照原文" }\nreading = "照做。"\n'
BOTH = "".join(
    f'[[people.categories]]\nid = "{key}"\ntitle = "{title}"\nkey = "{key}"\n{SAID}'
    for key, title in (("left", "留守儿童"), ("single", "单亲家庭学生"))
)

ROLE = (
    '[[people.roles]]\nid = "study-mentor"\ntitle = "学业导师"\nrole = "study_mentor"\nacts_as = "mentor"\n'
    f'track = "study"\n{SAID}'
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('rhythm = { exactly = 1, every = "month" }\n'
         'windows = [{ anchor = "weekday", weekday = "friday", nth = -1, use = "inside" }]',
         "导师每月与每名学生谈心谈话1次。在最后一个星期五进行。"),
        ('rhythm = { exactly = 3, every = "term" }\n'
         'windows = [{ anchor = "week_of_term", weeks = [3, 9, -1], use = "inside" }]',
         "在第3、9周、最后一周进行。"),
        ('rhythm = { exactly = 2, every = "school_year" }\nwindows = [{ anchor = "holiday", use = "inside" }]',
         "在寒暑假期间进行。"),
        ('rhythm = { at_least = 1, every = "school_year" }\n'
         'windows = [{ anchor = "months", months = [3, 9], use = "inside" }]', "在3月、9月进行。"),
        ('rhythm = { at_least = 1, every = "term" }\n'
         'windows = [{ anchor = "exam", exams = ["期中"], use = "inside", days_before = 0 }]',
         "在期中考试后7天内进行。"),
        ('rhythm = { at_least = 1, every = "week" }\n'
         'windows = [{ anchor = "weekday", weekday = "friday", use = "due" }]',
         "当周星期五前完成。"),
        ('rhythm = { manner = "regularly" }\ncoverage = { share = 30, within = "term" }',
         "导师定期与学生谈心谈话，每学期覆盖30%以上。"),
        ('rhythm = { at_least = 1, every = "month" }\ncategories = ["left"]', "适用于留守儿童。"),
        ('rhythm = { at_least = 1, every = "month", periods = 2 }', "导师每两个月与每名学生谈心谈话至少1次。"),
        ('rhythm = { exactly = 1, every = "week", periods = 3 }', "导师每三周与每名学生谈心谈话1次。"),
        ('rhythm = { at_least = 1, every = "month" }\ntrack = "conduct"', "导德导师每月与每名学生谈心谈话至少1次。"),
        ('rhythm = { at_least = 1, every = "month" }\nby = "study_mentor"', "学业导师每月与每名学生谈心谈话至少1次。"),
        ('rhythm = { at_least = 1, every = "month" }\noverrides = [{ categories = ["left", "single"], together = true,'
         ' rhythm = { at_least = 1, every = "week" } }]',
         "其中，对同时属于留守儿童、单亲家庭学生的学生，每周至少1次。"),
    ],
)  # fmt: skip
def test_times_read_as_an_office_would_write_them(text: str, words: str) -> None:
    typed = load(f'{HEADER}{BOTH}{ROLE}[[duties]]\nid = "talk"\ntitle = "谈心"\nkind = "talk"\n{text}\n{SAID}')
    assert isinstance(typed, Scheme), typed
    assert words in clauses_of(list(typed.duties), names_of(typed))[0].text


@pytest.mark.parametrize(
    ("trigger", "follow", "words"),
    [
        ("entry", 'rhythm = { at_least = 1, every = "week" }, during = { amount = 1, unit = "months" }',
         "入学后，导师应在1个月内每周谈心谈话。"),
        ("danger_over", 'by = "homeroom_teacher", rhythm = { exactly = 1, every = "month" },'
         ' during = { unit = "term" }', "危机解除后，班主任应每月1次（到学期结束）谈心谈话。"),
        ("entry", 'within = { unit = "same_day" } }]\ngrades = [7]\nexamples = ["转入"]\ntells = [{ role = "guardian"',
         "入学后（如转入），对七年级学生，导师应当天谈心谈话，告知家长。"),
        ("truancy", 'track = "conduct", rhythm = { exactly = 2, every = "week" }, during = {'
         ' amount = 2, unit = "weeks" }', "学生有旷课情形的，导德导师应在2周内每周2次谈心谈话。"),
    ],
)  # fmt: skip
def test_what_follows_again_and_again_reads_well(trigger: str, follow: str, words: str) -> None:
    moment = f'[[moments]]\nid = "after"\ntitle = "跟进"\ntrigger = "{trigger}"\n'
    typed = load(f'{HEADER}{moment}follow_ups = [{{ kind = "talk", {follow} }}]\n{SAID}')
    assert isinstance(typed, Scheme), typed
    assert clauses_of(list(typed.moments), names_of(typed))[0].text == words


def clauses(name: str) -> dict[str, str]:
    """The duties and moments of a scheme typed in from the manual, by title."""
    typed = load((Path(__file__).parents[1] / f"domain/scheme/unseen/{name}.toml").read_text(encoding="utf-8"))
    assert isinstance(typed, Scheme), typed
    return {clause.title: clause.text for clause in clauses_of([*typed.duties, *typed.moments], names_of(typed))}


def test_each_act_is_said_of_whom_it_is_asked_by_the_schools_own_names() -> None:
    said = clauses("two_mentors")
    assert said["旷课"].endswith("成长导师应当天与家长沟通，在1个月内每周完成“成长谈心”，当天告知班主任。")
    assert said["技能抽测后"] == "重要考试后7天内，学业导师应完成“学业辅导”。"
    assert said["开学第一个月"] == "开学后，对高一学生，成长导师应在1个月内每周谈心谈话。"


def test_a_day_of_the_week_is_that_of_the_last_week_where_the_time_has_several() -> None:
    said = clauses("boarding_primary")
    assert said["家校联系"].endswith("最后一周星期五前完成。")
    assert "次周星期一前完成。" in said["心情日记"]
