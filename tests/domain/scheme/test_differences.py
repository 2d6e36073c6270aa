"""Differences between two versions, clause by clause, in words."""

from __future__ import annotations

from liangshi.domain.scheme import ChangeKind, difference
from liangshi.domain.scheme.spoken import change_sentence, spoken
from tests.domain.scheme.shelf import preset
from tests.domain.scheme.texts import CATEGORIES, HEADER, scheme_of

TALK = """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
SAID
"""


def said(before: str, after: str, header: str = HEADER) -> list[str]:
    old, new = scheme_of(before), scheme_of(after, header=header)
    return [change_sentence(change) for change in difference(old, new)]


def test_the_same_scheme_differs_in_nothing():
    assert difference(preset("wuhu-2022"), preset("wuhu-2022")) == ()


def test_a_changed_rhythm_is_told_in_words():
    assert said(TALK, TALK.replace('"week"', '"month"').replace("1,", "2,")) == [
        "任务“谈心”：节奏由“每周至少1次”改为“每月至少2次”。"
    ]


def test_added_and_removed_clauses_are_named():
    old, new = scheme_of(TALK), scheme_of(CATEGORIES)
    changes = difference(old, new)
    assert [change.kind for change in changes] == [
        ChangeKind.ADDED, ChangeKind.ADDED, ChangeKind.REMOVED,
    ]  # fmt: skip
    assert [change_sentence(change) for change in changes] == [
        "新增学生类别“留守儿童”。", "新增学生类别“心理有困难的学生”。", "删去任务“谈心”。",
    ]  # fmt: skip


def test_a_change_from_a_day_on_closes_the_old_version_and_adds_a_new_one():
    later = TALK + "valid_until = 2026-02-01\n" + TALK.replace("week", "day") + ("valid_from = 2026-02-01\n")
    assert said(TALK, later) == [
        "任务“谈心”：失效日由“（无）”改为“2026年2月1日”。", "新增任务“谈心”。",
    ]  # fmt: skip


def test_header_documents_outline_and_examples_are_compared_too():
    header = HEADER.replace('"2025-1"', '"2025-2"')
    after = (
        '[[documents]]\nkey = "局"\ntitle = "框架"\n'
        '[[outline]]\nnumber = "一"\nheading = "任务"\n'
        '[[examples]]\nid = "e"\nsays = "例"\n'
        "quota = { students = 1, on = 2025-10-01, allowed = true }\n"
    )
    assert said("", after, header) == [
        "文件头：版本由“2025-1”改为“2025-2”。",
        "新增来源文件“局”。",
        "新增方案次序“一 任务”。",
        "新增例子“e”。",
    ]


def test_roles_vocabularies_numbers_and_truths_are_told_in_words():
    after = TALK + (
        'by = "chief_mentor"\nobligation = "optional"\nboarders_only = true\n'
        'addressed_to = ["guardian"]\nkeeper = "school"\n'
    )
    (sentence,) = said(TALK, after)
    assert "谁做由“导师”改为“首席导师”" in sentence
    assert "要求程度由“必做”改为“可选”" in sentence
    assert "只对住校生由“否”改为“是”" in sentence
    assert "写给谁由“（无）”改为“家长”" in sentence
    assert "保管人由“（无）”改为“学校”" in sentence


def test_of_a_changed_list_only_what_came_and_went_is_told():
    before = TALK + 'channels = ["phone", "video"]\naddressed_to = ["student"]\n'
    assert said(before, before.replace('"video"', '"message"')) == ["任务“谈心”：计入的方式增加“消息”，删去“视频”。"]
    assert said(before, before.replace('"phone", "video"', '"video", "phone"')) == ["任务“谈心”：计入的方式次序有变。"]
    assert said(before, before.replace('["student"]', '["student", "guardian"]')) == ["任务“谈心”：写给谁增加“家长”。"]


def test_parts_are_told_in_words():
    duties = scheme_of(
        CATEGORIES
        + TALK
        + """session = { minutes = 20 }
coverage = { share = 100, within = "term" }
shared = { roles = ["homeroom_teacher"] }
answer_within = { unit = "at_once" }
overrides = [{ categories = ["mind"], session = { timetable_periods = 1 } }]

[[duties]]
id = "report"
title = "上报"
kind = "report_concern"
rhythm = { exactly = 1, every = "event" }
answer_within = { amount = 30, unit = "minutes" }
SAID

[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { at_least = 1, at_most = 2, every = "term", manner = "irregularly" }
SAID

[[appraisal.deductions]]
id = "x"
title = "扣分"
event = "dropout"
points = -1.5
SAID
"""
    )
    talk, report, visit = duties.duties
    assert spoken(talk.session) == "20分钟"
    assert spoken(talk.coverage) == "每学期覆盖100%"
    assert spoken(talk.shared) == "角色：班主任"
    assert spoken(talk.answer_within) == "立即"
    assert spoken(talk.overrides) == "学生类别：mind，每次时长：1课时"
    assert spoken(report.answer_within) == "30分钟内"
    assert spoken(report.rhythm) == "每次1次"
    assert spoken(visit.rhythm) == "每学期至少1次、至多2次，不定期"
    assert spoken(talk.source) == "校 一“照原文”"
    assert spoken(duties.appraisal.deductions[0].points) == "-1.5"
    assert spoken(()) == "（无）"
    assert spoken(("甲", "乙")) == "甲、乙"


def test_every_rule_of_the_presets_can_be_told_in_words():
    for key in ("shewopo-primary", "wuhu-2022", "jiading-2021"):
        changes = difference(preset("baiyin-2025"), preset(key))
        assert changes
        assert all("<" not in change_sentence(change) for change in changes)
        for rule in preset(key).rules():
            assert spoken(rule)
