"""The linter: each warning beside a clause that does not call for it, and the owner's answer."""

from __future__ import annotations

from datetime import date

import pytest

from liangshi.domain.scheme import lint
from liangshi.domain.scheme.lint_words import advice
from tests.domain.scheme.texts import HEADER, scheme_of

DAY = date(2025, 10, 15)
LINE = (
    '[[appraisal.lines]]\nid = "l"\ntitle = "TITLE"\nmethod = "bands"\nfull_points = 10\n'
    'evaluators = ["leadership_group"]\nbands = [{ name = "一档", points = 10 }]\nSAID\n'
)
FORM = (
    '[[forms]]\nid = "f"\ntitle = "表"\nkind = "talk"\nauthors = ["mentor"]\n'
    'readers = ["homeroom_teacher", "student"]\nSAID\nfields = [{ key = "a", label = "甲", REST }]\n'
)
NOTE = (
    '[[forms]]\nid = "n"\ntitle = "手记"\nkind = "mentor_note"\nauthors = ["mentor"]\nSAID\n'
    'fields = [{ key = "a", label = "甲" }]\n'
)
VISIT = (
    '[[duties]]\nid = "v"\ntitle = "家访"\nkind = "home_visit"\nSAID\n'
    'rhythm = { at_least = 1, every = "school_year" }\n'
)
CATEGORY = '[[people.categories]]\nid = "c"\ntitle = "类"\nkey = "left"\nSAID\n'
CHAIN = (
    '[[wellbeing.chains]]\nid = "ch"\ntitle = "上报"\nSAID\nsteps = [\n'
    '{ reported_by = "mentor", reported_to = "homeroom_teacher", within = { unit = "at_once" } },\n'
    '{ reported_by = "UPPER", reported_to = "principal", within = { amount = 10, unit = "minutes" } },\n]\n'
)
SURVEY = (
    '[[surveys]]\nid = "s"\ntitle = "问卷"\nanswered_by = ["student"]\nabout = "指导"\n'
    'every = "term"\nquestions = ["题"]\nSAID\n'
)
MEETING = (
    '[[duties]]\nid = "pm"\ntitle = "家长会"\nkind = "parents_meeting"\nper = "mentor"\nSAID\n'
    'rhythm = { exactly = NUMBER, every = "term" }\n'
)
LECTURES = (
    '[[services]]\nid = "lec"\ntitle = "讲堂"\nkind = "family_lectures"\ngiven_by = "school"\n'
    'to = ["guardian"]\nrhythm = { exactly = 1, every = "term" }\nSAID\n'
)
REPORT = '[[wellbeing.mandatory_reports]]\nid = "mr"\ntitle = "强制报告"\nwithin = { unit = "at_once" }\nSAID\n'
USES = '[[student_evaluation.uses]]\nid = "u"\ntitle = "用途"\nuses = ["feedback"]\nSAID\n'
QUOTA = '[[matching.quotas]]\nid = "q"\ntitle = "名额"\nceiling = 8\nSAID\n'
DAILY = '[[duties]]\nid = "t"\ntitle = "谈心"\nkind = "talk"\nSAID\nrhythm = { at_least = 1, every = "EVERY" }\n'


def codes(body: str, header: str = HEADER) -> set[str]:
    warnings = lint(scheme_of(body, header=header), DAY)
    for warning in warnings:
        words = advice(warning)
        assert words.says
        assert words.source
        assert words.better
        assert "{" not in words.says
    return {warning.code for warning in warnings}


SCORED = """
[[appraisal.lines]]
id = "l"
title = "工作"
method = "score"
full_points = 100
evaluators = ["leadership_group"]
looks_at = ["LOOKS"]
SAID
"""


@pytest.mark.parametrize(
    ("code", "warned", "quiet"),
    [
        ("counts_in_appraisal", SCORED.replace("LOOKS", "记录是否齐全"), SCORED.replace("LOOKS", "谈心的质量")),
        ("traces_in_appraisal", LINE.replace("TITLE", "手册记录情况"), LINE.replace("TITLE", "案例")),
        ("traces_in_appraisal", LINE.replace("TITLE", "工作") + 'looks_at = ["篇数"]\n',
         LINE.replace("TITLE", "研究成果的记录") + 'basis = "results"\n'),
        ("counts_in_appraisal", LINE.replace("TITLE", "谈话") + 'basis = "record_count"\n',
         LINE.replace("TITLE", "谈话") + 'basis = "judgement"\n'),
        ("counts_in_appraisal",
         '[[appraisal.grade_changes]]\nid = "g"\ntitle = "降等"\nduty_kind = "talk"\n'
         'fewer_than = 5\nevery = "term"\nSAID\n', ""),
        ("student_marks_in_appraisal", LINE.replace("TITLE", "成绩") + 'basis = "student_marks"\n',
         LINE.replace("TITLE", "进步")),
        ("punished_for_dropout",
         '[[appraisal.deductions]]\nid = "d"\ntitle = "辍学"\nevent = "dropout"\npoints = -1\nSAID\n',
         '[[appraisal.deductions]]\nid = "d"\ntitle = "缺会"\nevent = "meeting_missed"\npoints = -1\n'
         "SAID\n"),
        ("visits_below_minimum", "", VISIT),
        ("visits_below_minimum", VISIT + 'obligation = "optional"\n',
         VISIT + 'by = "subject_teacher"\nshared = { roles = ["homeroom_teacher"] }\n'),
        ("visits_below_minimum", VISIT.replace("school_year", "whole_stage"),
         VISIT.replace('at_least = 1, every = "school_year"', 'manner = "irregularly"')
         + 'coverage = { share = 100, within = "school_year" }\n'),
        ("visits_below_minimum", VISIT + 'by = "subject_teacher"\n', VISIT + 'by = "homeroom_teacher"\n'),
        ("family_events_below_minimum", MEETING.replace("NUMBER", "1"),
         MEETING.replace("NUMBER", "1") + LECTURES),
        ("sensitive_without_purpose", FORM.replace("REST", 'sensitivity = "sensitive"'),
         FORM.replace("REST", 'sensitivity = "sensitive", purpose = "关心"')),
        ("sensitive_read_widely", FORM.replace("REST", 'sensitivity = "sensitive", purpose = "关心"'),
         FORM.replace("REST", 'sensitivity = "sensitive", purpose = "关心", readers = ["mentor"]')),
        ("photo_required", FORM.replace("REST", 'type = "photo", required = true'),
         FORM.replace("REST", 'type = "photo"')),
        ("family_means_asked", FORM.replace("甲", "家长职业").replace("REST", 'type = "text"'),
         FORM.replace("REST", 'type = "text"')),
        ("mentor_note_not_private", NOTE, NOTE + "private = true\n"),
        ("category_read_widely", CATEGORY + 'readers = ["mentor", "peers"]\n', CATEGORY),
        ("label_sticks", CATEGORY + 'expires = "whole_stage"\n', CATEGORY + 'expires = "term"\n'),
        ("label_sticks", CATEGORY + 'reviewed = "whole_stage"\n', CATEGORY),
        ("chain_broken", CHAIN.replace("UPPER", "grade_lead"), CHAIN.replace("UPPER", "homeroom_teacher")),
        ("no_reporting_chain", "", CHAIN.replace("UPPER", "homeroom_teacher")),
        ("no_mandatory_report", "", REPORT),
        ("student_results_shown", USES + 'told = ["peers", "student"]\n', USES + 'told = ["student"]\n'),
        ("survey_not_anonymous", SURVEY + "smallest_group = 2\n", SURVEY),
        ("survey_group_never_reached", SURVEY + QUOTA.replace("8", "5"), SURVEY + QUOTA),
        ("survey_not_anonymous", SURVEY + "smallest_group = 2\n",
         SURVEY + "smallest_group = 2\nanonymous = false\n"),
        ("rhythm_cannot_be_kept", DAILY.replace("EVERY", "day") + QUOTA,
         DAILY.replace("EVERY", "week") + QUOTA),
    ],
)  # fmt: skip
def test_a_clause_against_law_or_experience_is_warned_of_and_its_neighbour_is_not(code, warned, quiet):
    assert code in codes(warned)
    assert code not in codes(quiet)


def test_a_bureaus_frame_need_not_say_what_each_school_says():
    city = HEADER.replace('version = "2025-1"', 'version = "1"\nlevel = "city"')
    assert codes("", city) == set()
    assert "no_reporting_chain" in codes("")


def test_the_owner_may_keep_a_clause_with_a_reason():
    keep = '{ warning = "WARNING", reason = "区里要求", by = "领导小组", on = 2025-09-01 }'
    kept = '[[appraisal.deductions]]\nid = "d"\ntitle = "辍学"\nevent = "dropout"\npoints = -1\nSAID\n'
    body = kept + f"keeps = [{keep.replace('WARNING', 'punished_for_dropout')}]\n"
    header = HEADER.replace(
        'version = "2025-1"',
        f'version = "1"\nkeeps = [{keep.replace("WARNING", "no_mandatory_report")}]',
    )
    answers = {
        warning.code: warning.keep.reason
        for warning in lint(scheme_of(body, header=header), DAY)
        if warning.keep is not None
    }
    assert answers == {"punished_for_dropout": "区里要求", "no_mandatory_report": "区里要求"}


def test_only_rules_in_force_are_looked_at():
    body = (
        '[[appraisal.deductions]]\nid = "d"\ntitle = "辍学"\nevent = "dropout"\npoints = -1\n'
        "valid_from = 2026-02-01\nSAID\n"
    )
    assert "punished_for_dropout" not in codes(body)
    assert "punished_for_dropout" in {w.code for w in lint(scheme_of(body), date(2026, 2, 1))}


def test_a_visit_by_a_mentor_of_the_schools_own_name_reaches_every_home():
    visit = """
[[people.roles]]
id = "growth"
title = "成长导师"
role = "growth_mentor"
acts_as = "ACTS"
SAID

[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
by = "growth_mentor"
rhythm = { at_least = 1, every = "school_year" }
SAID
"""
    for acts, warned in (("mentor", False), ("expert", True)):
        found = {warning.code for warning in lint(scheme_of(visit.replace("ACTS", acts)), date(2025, 10, 1))}
        assert ("visits_below_minimum" in found) is warned
