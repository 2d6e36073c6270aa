"""Hours asked: computed by hand for small schemes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from liangshi.domain.scheme import (
    DutyKind,
    MentorLoad,
    Rhythm,
    Scheme,
    Stage,
    Track,
    hours_asked,
    load,
    loads_before_matching,
)
from liangshi.domain.scheme.hours import USUAL_MINUTES
from liangshi.domain.scheme.rates import (
    SUPPOSED_TIMES,
    TIMES_A_YEAR,
    supposed_times_a_year,
    times_a_year,
    usual_times,
)
from liangshi.domain.scheme.vocabulary import Manner, Period
from tests.domain.scheme.texts import CATEGORIES, scheme_of, text_of

DAY = date(2025, 10, 15)
TALKS = (
    CATEGORIES
    + """
[[matching.quotas]]
id = "quota"
title = "名额"
target_low = 3
target_high = 5
ceiling = 8
SAID

[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
session = { minutes = 30 }
overrides = [{ categories = ["mind"], rhythm = { at_least = 1, every = "day" } }]
SAID
"""
)


def test_five_weekly_talks_of_thirty_minutes_with_one_daily():
    asked = hours_asked(scheme_of(TALKS), DAY)
    assert asked.median_hours == (4 * 30 + 5 * 30) / 60
    assert asked.heaviest_hours == 8 * 5 * 30 / 60
    usual, heaviest = asked.mentors
    assert (usual.students, heaviest.students) == (5, 8)
    assert [(line.rule_id, line.supposed) for line in usual.lines] == [("talk", False)]


def test_the_share_of_special_students_can_be_given():
    usual, heaviest = loads_before_matching(scheme_of(TALKS), DAY, Fraction(2, 5))
    assert usual.students == (("mind",), ("mind",), (), (), ())
    assert heaviest.students == (("mind",),) * 8


def test_after_matching_each_mentor_has_the_hours_of_its_own_students():
    loads = (
        MentorLoad("甲", ((), ())),
        MentorLoad("乙", (("mind",), (), ())),
        MentorLoad("丙", ()),
    )
    asked = hours_asked(scheme_of(TALKS), DAY, loads)
    assert [(m.mentor, m.hours_a_week) for m in asked.mentors] == [
        ("甲", 1.0), ("乙", 3.5), ("丙", 0.0),
    ]  # fmt: skip
    assert (asked.median_hours, asked.heaviest_hours) == (1.0, 3.5)


def test_a_school_without_mentors_asks_nothing():
    asked = hours_asked(scheme_of(TALKS), DAY, ())
    assert (asked.median_hours, asked.heaviest_hours, asked.mentors) == (0.0, 0.0, ())


def test_without_a_quota_fifteen_students_are_supposed():
    usual, _ = loads_before_matching(scheme_of(""), DAY)
    assert len(usual.students) == 15


def test_what_one_record_fulfils_is_not_asked_twice():
    scheme = scheme_of("""
[[duties]]
id = "contact"
title = "家校沟通"
kind = "family_contact"
rhythm = { at_least = 1, every = "month" }
fulfilled_by = ["home_visit", "phone_call"]
SAID

[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { at_least = 1, every = "term" }
SAID

[[duties]]
id = "call"
title = "电访"
kind = "phone_call"
per = "mentor"
rhythm = { at_least = 1, every = "month" }
SAID
""")
    (mentor,) = hours_asked(scheme, DAY, (MentorLoad("甲", ((),)),)).mentors
    minutes = {line.rule_id: line.minutes_a_week for line in mentor.lines}
    assert minutes["contact"] == (10 - 2) * 10 / 40
    assert minutes["visit"] == 2 * 60 / 40
    assert minutes["call"] == 10 * 10 / 40


def test_a_role_of_the_schools_own_that_acts_as_mentor_is_asked_too():
    body = """
[[people.roles]]
id = "r"
title = "生活导师"
role = "life_mentor"
acts_as = "mentor"
SAID

[[duties]]
id = "d"
title = "谈心"
kind = "talk"
by = "life_mentor"
rhythm = { exactly = 1, every = "week" }
SAID
"""
    one_student = (MentorLoad("甲", ((),)),)
    assert hours_asked(scheme_of(body), DAY, one_student).heaviest_hours == 0.25
    other = scheme_of(body.replace('"mentor"', '"homeroom_teacher"'))
    assert hours_asked(other, DAY, one_student).heaviest_hours == 0


def test_lessons_meetings_and_duties_of_others_are_told_apart():
    scheme = scheme_of("""
[[duties]]
id = "group"
title = "小组活动"
kind = "activity"
per = "mentor_group"
rhythm = { at_least = 1, every = "week" }
session = { timetable_periods = 1 }
SAID

[[duties]]
id = "reflection"
title = "周反思"
kind = "weekly_reflection"
by = "student"
rhythm = { exactly = 1, every = "week" }
SAID

[[duties]]
id = "maybe"
title = "自选"
kind = "case_study"
obligation = "optional"
rhythm = { exactly = 1, every = "month" }
SAID

[[meetings]]
id = "huddle"
title = "碰头会"
convenor = "coordinator"
members = ["mentor"]
rhythm = { exactly = 1, every = "week" }
SAID

[[meetings]]
id = "leaders"
title = "领导小组会"
convenor = "principal"
members = ["leadership_group"]
rhythm = { exactly = 1, every = "week" }
SAID
""")
    (mentor,) = hours_asked(scheme, DAY, (MentorLoad("甲", ((), ())),)).mentors
    assert [(line.rule_id, line.minutes_a_week) for line in mentor.lines] == [
        ("group", 40.0), ("huddle", 40.0),
    ]  # fmt: skip


def test_meetings_with_a_length_and_courses_with_hours_are_counted_as_they_say():
    scheme = scheme_of("""
[[meetings]]
id = "huddle"
title = "碰头会"
convenor = "coordinator"
members = ["mentor"]
rhythm = { exactly = 1, every = "week" }
session = { minutes = 20 }
SAID

[[training]]
id = "course"
title = "课程"
kind = "course"
hours = 8
rhythm = { exactly = 1, every = "term" }
SAID

[[training]]
id = "induction"
title = "上岗培训"
kind = "induction"
hours = 4
SAID

[[training]]
id = "for-leaders"
title = "组长培训"
kind = "course"
hours = 40
audience = ["grade_lead"]
SAID
""")
    (mentor,) = hours_asked(scheme, DAY, (MentorLoad("甲", ()),)).mentors
    assert [(line.rule_id, line.minutes_a_week, line.supposed) for line in mentor.lines] == [
        ("huddle", 20.0, False), ("course", 2 * 8 * 60 / 40, False), ("induction", 6.0, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rhythm", "times"),
    [
        (Rhythm(at_least=1, every=Period.DAY), 200),
        (Rhythm(exactly=2, every=Period.TWO_WEEKS), 40),
        (Rhythm(at_least=1, every=Period.MONTH, periods=2), 5),
        (Rhythm(exactly=2, every=Period.WEEK, periods=3), Fraction(80, 3)),
        (Rhythm(at_least=1, every=Period.WHOLE_STAGE), Fraction(1, 3)),
        (Rhythm(manner=Manner.WHEN_NECESSARY), None),
        (Rhythm(at_most=3, every=Period.TERM), None),
    ],
)
def test_a_rhythm_has_its_number_in_a_school_year(rhythm, times):
    assert times_a_year(rhythm) == times
    assert times_a_year(Rhythm(at_least=1, every=Period.WHOLE_STAGE), (Stage.PRIMARY,)) == Fraction(1, 6)


def test_a_rhythm_without_a_number_is_supposed_by_its_windows_or_its_manner():
    scheme = scheme_of("""
[[duties]]
id = "windows"
title = "谈心"
kind = "talk"
rhythm = { manner = "irregularly" }
windows = [
  { anchor = "term_start" },
  { anchor = "exam" },
  { anchor = "named_days", dates = ["09-10", "06-01"] },
  { anchor = "term_end", use = "due" },
]
SAID

[[duties]]
id = "plain"
title = "谈心"
kind = "talk"
rhythm = { manner = "irregularly" }
SAID
""")
    windows, plain = scheme.duties
    assert supposed_times_a_year(windows, windows.rhythm) == 2 + 4 + 2
    assert supposed_times_a_year(plain, plain.rhythm) == 2
    assert usual_times(Rhythm(manner=Manner.REGULARLY)) == 4
    assert usual_times(Rhythm(exactly=1, every=Period.TERM)) == 2


def test_every_period_and_manner_has_its_number_and_every_mentors_work_its_minutes():
    assert set(TIMES_A_YEAR) == set(Period) - {Period.WHOLE_STAGE}
    assert set(SUPPOSED_TIMES) == set(Manner)
    of_students_or_composed = {
        DutyKind.WEEKLY_REFLECTION, DutyKind.STUDENT_REPORT, DutyKind.QUESTIONNAIRE,
        DutyKind.GROWTH_ARCHIVE,
    }  # fmt: skip
    assert set(USUAL_MINUTES) == set(DutyKind) - of_students_or_composed


STAGES = "".join(
    f'''
[[matching.quotas]]
id = "quota-{stage}"
title = "名额"
ceiling = {ceiling}
stages = ["{stage}"]
SAID

[[duties]]
id = "talk-{stage}"
title = "谈心"
kind = "talk"
stages = ["{stage}"]
rhythm = {{ at_least = 1, every = "week" }}
session = {{ minutes = {minutes} }}
SAID
'''
    for stage, ceiling, minutes in (("primary", 12, 10), ("senior", 8, 30))
)


def of_three_stages(body: str) -> Scheme:
    scheme = load(text_of(body).replace('stages = ["junior"]', 'stages = ["primary", "junior", "senior"]'))
    assert isinstance(scheme, Scheme), scheme
    return scheme


def test_a_mentor_has_students_of_one_stage_and_the_stage_that_asks_most_is_told():
    asked = hours_asked(of_three_stages(STAGES), DAY)
    assert (asked.median_hours, asked.mentors[0].students) == (8 * 30 / 60, 8)
    assert [line.rule_id for line in asked.mentors[0].lines] == ["talk-senior"]


def test_after_matching_each_student_is_asked_for_by_grade():
    mixed = MentorLoad("甲", ((), (), ()), (6, 6, 12))
    (mentor,) = hours_asked(of_three_stages(STAGES), DAY, (mixed,)).mentors
    assert {line.rule_id: line.minutes_a_week for line in mentor.lines} == {"talk-primary": 20, "talk-senior": 30}


TRACKS = """
[[matching.quotas]]
id = "quota"
title = "名额"
ceiling = 10
SAID

[[duties]]
id = "lesson"
title = "辅导"
kind = "study_guidance"
track = "study"
rhythm = { at_least = 1, every = "week" }
session = { minutes = 30 }
SAID

[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
track = "conduct"
rhythm = { at_least = 1, every = "week" }
session = { minutes = 12 }
SAID

[[duties]]
id = "call"
title = "电访"
kind = "phone_call"
rhythm = { at_least = 1, every = "week" }
session = { minutes = 6 }
SAID
"""


def test_of_two_kinds_of_mentors_the_hours_of_those_are_told_of_whom_more_is_asked():
    asked = hours_asked(scheme_of(TRACKS), DAY)
    assert [line.rule_id for line in asked.mentors[0].lines] == ["lesson", "call"]
    assert asked.median_hours == 10 * (30 + 6) / 60


def test_after_matching_each_mentor_is_asked_by_what_they_are_there_for():
    mixed = MentorLoad("甲", ((), (), ()), tracks=(Track.STUDY, Track.CONDUCT, None))
    (mentor,) = hours_asked(scheme_of(TRACKS), DAY, (mixed,)).mentors
    assert {line.rule_id: line.minutes_a_week for line in mentor.lines} == {"lesson": 60, "talk": 24, "call": 18}


def test_what_follows_the_beginning_of_term_again_and_again_is_asked_for_and_what_follows_an_event_is_not():
    after = """
[[moments]]
id = "NAME"
title = "跟进"
trigger = "TRIGGER"
follow_ups = [{ kind = "talk", rhythm = { at_least = 1, every = "week" }, during = { amount = 1, unit = "months" } }]
SAID
"""
    scheme = scheme_of(
        after.replace("TRIGGER", "term_start").replace("NAME", "start")
        + after.replace("TRIGGER", "truancy").replace("NAME", "event")
    )
    (mentor,) = hours_asked(scheme, DAY, (MentorLoad("甲", ((), ())),)).mentors
    assert [(line.rule_id, line.minutes_a_week) for line in mentor.lines] == [("start", 2 * 2 * 4 * 15 / 40)]
