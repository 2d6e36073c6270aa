"""The bureau's frame and the school's own scheme within it."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme import combine, dump, load
from liangshi.domain.scheme.breaks import has_part
from liangshi.domain.scheme.spoken import break_sentence
from liangshi.domain.scheme.supervision import SchemePart
from tests.domain.scheme.shelf import preset
from tests.domain.scheme.texts import scheme_of

DUTY = """
[[duties]]
id = "ID"
title = "任务"
kind = "home_visit"
rhythm = { at_least = 1, every = "school_year" }
coverage = { share = 100, within = "school_year" }
channels = ["home_visit"]
addressed_to = ["guardian"]
SAID
"""
MOMENT = """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { manner = "ongoing" }
SAID

[[moments]]
id = "upheaval"
title = "家庭变故"
trigger = "family_upheaval"
follow_ups = [{ duty = "talk" }, { kind = "family_guidance" }]
tells = [{ role = "guardian" }, { role = "homeroom_teacher" }]
SAID
"""
QUOTA = '[[matching.quotas]]\nid = "quota"\ntitle = "名额"\nceiling = 15\nSAID\n'
COVERAGE = '[[matching.coverage]]\nid = "cover"\ntitle = "覆盖"\nevery_mentor = true\nSAID\n'
MENTEES = '[[people.mentees]]\nid = "mentees"\ntitle = "学生"\nscope = "every_student"\nSAID\n'
CATEGORY = '[[people.categories]]\nid = "cat"\ntitle = "类"\nkey = "left"\nSAID\n'


def breaks(frame: str, own: str) -> list[str]:
    found = combine(scheme_of(frame), scheme_of(own)).breaks
    assert all(break_sentence(one) for one in found)
    return [one.code for one in found]


def test_eighteen_under_a_frame_of_fifteen_is_named():
    own = QUOTA.replace('"quota"', '"own-quota"').replace("15", "18")
    (found,) = combine(scheme_of(QUOTA), scheme_of(own)).breaks
    assert (found.code, found.frame_rule, found.own_rule) == (
        "quota_over_frame", "quota", "own-quota",
    )  # fmt: skip
    assert break_sentence(found) == "“own-quota”、“quota”：每位导师 18 名学生，超过框架的上限 15。"
    titles = {"own-quota": "我校师生比", "quota": "师生比"}
    assert break_sentence(found, titles) == "“我校师生比”、“师生比”：每位导师 18 名学生，超过框架的上限 15。"


@pytest.mark.parametrize(
    ("code", "frame", "own", "kept"),
    [
        ("quota_over_frame", QUOTA,
         '[[matching.study_groups]]\nid = "g"\ntitle = "组"\nsize_low = 5\nsize_high = 6\n'
         "groups_per_mentor = 3\nSAID\n",
         '[[matching.study_groups]]\nid = "g"\ntitle = "组"\nsize_low = 4\nsize_high = 5\n'
         "groups_per_mentor = 3\nSAID\n"),
        ("quota_fixed", QUOTA + 'school_may_set = "fixed"\n', QUOTA.replace("15", "10"), QUOTA),
        ("quota_softened", QUOTA, QUOTA + 'strength = "soft"\n', QUOTA.replace("15", "10")),
        ("mentors_not_covered", COVERAGE, COVERAGE.replace("true", "false"), COVERAGE),
        ("students_not_covered", COVERAGE, COVERAGE + "every_student = false\n", COVERAGE),
        ("mentees_narrowed", MENTEES, MENTEES.replace("every_student", "listed_only"), MENTEES),
        ("duty_rarer", DUTY, DUTY.replace('"school_year" }\ncov', '"whole_stage" }\ncov'),
         DUTY.replace('"school_year" }\ncov', '"term" }\ncov')),
        ("duty_rarer", DUTY,
         DUTY.replace('at_least = 1, every = "school_year" }\ncov', 'manner = "irregularly" }\ncov'),
         DUTY.replace("at_least", "exactly")),
        ("duty_weakened", DUTY, DUTY + 'obligation = "optional"\n', DUTY),
        ("channels_widened", DUTY, DUTY.replace('["home_visit"]', '["home_visit", "video"]'), DUTY),
        ("channels_widened", DUTY, DUTY.replace('channels = ["home_visit"]\n', ""), DUTY),
        ("duty_coverage_lower", DUTY, DUTY.replace("100", "50"), DUTY),
        ("not_addressed", DUTY, DUTY.replace('["guardian"]', '["student"]'), DUTY),
        ("moment_weakened", MOMENT, MOMENT.replace(', { kind = "family_guidance" }', ""), MOMENT),
        ("moment_not_told", MOMENT, MOMENT.replace(', { role = "homeroom_teacher" }', ""), MOMENT),
    ],
)  # fmt: skip
def test_each_break_of_the_frame_is_named_and_what_keeps_it_is_not(code, frame, own, kept):
    assert breaks(frame.replace('"ID"', '"frames"'), own.replace('"ID"', '"own"')) == [code]
    assert breaks(frame.replace('"ID"', '"frames"'), kept.replace('"ID"', '"own"')) == []


def test_a_free_number_binds_nobody():
    assert breaks(QUOTA + 'school_may_set = "free"\n', QUOTA.replace("15", "40")) == []


def test_a_quota_for_another_stage_is_not_compared():
    assert breaks(QUOTA + 'stages = ["primary"]\n', QUOTA.replace("15", "18") + 'stages = ["junior"]\n') == []
    assert breaks(QUOTA + 'stages = ["junior"]\n', QUOTA.replace("15", "18")) == ["quota_over_frame"]


def test_a_quota_per_class_is_not_compared_with_one_in_all():
    own = QUOTA.replace("15", "18") + 'scope = "per_class"\n'
    assert breaks(QUOTA, own) == []


def test_stages_outside_the_frame_are_named():
    (found, *_) = combine(preset("wuhu-2022"), scheme_of("")).breaks
    assert (found.code, found.parameters) == ("outside_stages", (("stages", "junior"),))
    assert break_sentence(found) == "学段超出框架：初中。"


def test_parts_the_bureau_asks_for_and_the_school_left_out_are_named():
    found = combine(preset("wuhu-2022"), preset("school-five-steps")).breaks
    missing = [dict(one.parameters)["part"] for one in found if one.code == "part_missing"]
    assert missing == ["requirements", "training", "incentives"]
    assert all(has_part(preset("shewopo-primary"), part) for part in SchemePart)


def test_a_duty_that_says_which_one_it_fills_is_compared_with_that_one():
    frame = DUTY.replace('"ID"', '"frame-visit"')
    own = DUTY.replace('"ID"', '"own-talk"').replace('"home_visit"\nrhythm', '"talk"\nrhythm')
    weaker = own + 'fills = "frame-visit"\nobligation = "expected"\n'
    assert breaks(frame, weaker) == ["duty_weakened"]
    assert breaks(frame, own + 'obligation = "expected"\n') == []


def test_the_whole_takes_from_the_frame_what_the_school_left_open():
    own = scheme_of(DUTY.replace('"ID"', '"visit"').replace('"school_year" }\ncov', '"term" }\ncov'))
    whole = combine(preset("baiyin-2025"), own).scheme
    assert whole.matching.quotas == preset("baiyin-2025").matching.quotas
    kinds = [duty.kind.value for duty in whole.duties]
    assert kinds.count("home_visit") == 1
    assert "report_concern" in kinds
    assert whole.header == own.header


def test_a_duty_that_is_met_by_kind_or_by_name_is_not_taken_twice():
    own = scheme_of("""
[[duties]]
id = "own-plan"
title = "计划"
kind = "mentor_plan"
fills = "growth-plan"
rhythm = { exactly = 1, every = "term" }
SAID
""")
    ids = [duty.id for duty in combine(preset("baiyin-2025"), own).scheme.duties]
    assert "own-plan" in ids
    assert "growth-plan" not in ids


def test_what_taken_rules_name_is_taken_too():
    own = scheme_of("""
[[forms]]
id = "own-form"
title = "谈心表"
kind = "talk"
authors = ["mentor"]
fields = [{ key = "a", label = "甲" }]
SAID

[[guidance]]
id = "own-guidance"
title = "品德"
key = "virtue"
order = 1
SAID
""")
    whole = combine(preset("baiyin-2025"), own).scheme
    assert {"own-form", "concern-note", "talk-record"} <= {form.id for form in whole.forms}
    assert {"virtue", "mind", "growth"} <= {field.key for field in whole.guidance}
    assert {"校", "BY"} <= {paper.key for paper in whole.documents}
    assert load(dump(whole)) == whole


def test_categories_named_by_taken_duties_are_taken():
    frame = scheme_of(
        CATEGORY
        + '[[people.categories]]\nid = "c2"\ntitle = "类"\nkey = "mind"\nSAID\n'
        + DUTY.replace('"ID"', '"visit"')
        + 'overrides = [{ categories = ["mind"], rhythm = { exactly = 2, every = "term" } }]\n'
    )
    own = scheme_of(CATEGORY)
    whole = combine(frame, own).scheme
    assert [category.key for category in whole.people.categories] == ["left", "mind"]


def test_a_role_of_the_frame_comes_with_the_duty_that_names_it():
    frame = scheme_of(
        '[[people.roles]]\nid = "r"\ntitle = "生活老师"\nrole = "life_teacher"\n'
        'acts_as = "homeroom_teacher"\nSAID\n'
        + DUTY.replace('"ID"', '"visit"')
        + 'shared = { roles = ["life_teacher"] }\n'
    )
    own = scheme_of('[[people.roles]]\nid = "p"\ntitle = "校长"\nrole = "principal"\nSAID\n')
    whole = combine(frame, own).scheme
    assert [rule.role for rule in whole.people.roles] == ["principal", "life_teacher"]


def test_a_set_of_categories_that_only_the_frame_has_is_taken_with_its_members():
    frame = scheme_of(
        CATEGORY + '[[people.category_sets]]\nid = "s"\ntitle = "组"\nkey = "all_of_them"\n'
        'categories = ["left"]\nSAID\n'
        + DUTY.replace('"ID"', '"visit"')
        + 'overrides = [{ categories = ["all_of_them"], obligation = "optional" }]\n'
    )
    own = scheme_of(
        '[[people.categories]]\nid = "o"\ntitle = "类"\nkey = "own"\nSAID\n'
        '[[people.category_sets]]\nid = "os"\ntitle = "组"\nkey = "own_set"\n'
        'categories = ["own"]\nSAID\n'
    )
    people = combine(frame, own).scheme.people
    assert [group.key for group in people.category_sets] == ["own_set", "all_of_them"]
    assert [category.key for category in people.categories] == ["own", "left"]


TALKS = """
[[duties]]
id = "ID"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "EVERY" }
SAID
"""


def test_a_weekly_talk_for_the_ninth_grade_does_not_hide_a_monthly_one_for_the_others():
    frame = TALKS.replace('"ID"', '"frames"').replace("EVERY", "two_weeks")
    others = TALKS.replace('"ID"', '"others"').replace("EVERY", "month") + "grades = [7, 8]\n"
    ninth = TALKS.replace('"ID"', '"ninth"').replace("EVERY", "week") + "grades = [9]\n"
    (found,) = combine(scheme_of(frame), scheme_of(others + ninth)).breaks
    assert (found.code, found.own_rule) == ("duty_rarer", "others")
    assert breaks(frame, others.replace("month", "week") + ninth) == []


def test_what_is_rarer_until_the_second_term_is_named():
    frame = TALKS.replace('"ID"', '"frames"').replace("EVERY", "two_weeks")
    first = TALKS.replace('"ID"', '"own"').replace("EVERY", "month") + "valid_until = 2026-02-23\n"
    second = TALKS.replace('"ID"', '"own"').replace("EVERY", "week") + "valid_from = 2026-02-23\n"
    assert breaks(frame, first + second) == ["duty_rarer"]
    assert breaks(frame, first.replace("month", "two_weeks") + second) == []


def test_where_no_channel_is_named_those_that_the_frame_does_not_count_are_named():
    frame = TALKS.replace('"ID"', '"frames"').replace("EVERY", "week") + 'channels = ["face_to_face", "video"]\n'
    (found,) = combine(scheme_of(frame), scheme_of(TALKS.replace("EVERY", "week").replace('"ID"', '"own"'))).breaks
    assert "计入了框架不计入的方式：家访、来校面谈、电话、消息、书面、活动。" in break_sentence(found)
