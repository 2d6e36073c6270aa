"""The twelve sentences by which the language is judged, each loaded and read back in the model."""

from __future__ import annotations

from datetime import date

from liangshi.domain.scheme import (
    Channel,
    DutyKind,
    Manner,
    Period,
    Strength,
    TimeUnit,
    Trigger,
    counts_for,
    gaps,
    rhythm_for,
    run_examples,
)
from liangshi.domain.scheme.appraisal import DeductionEvent
from liangshi.domain.scheme.matching_words import ChoiceOfNumber
from liangshi.domain.scheme.people import MentorPool
from tests.domain.scheme.texts import CATEGORIES, scheme_of

DAY = date(2025, 10, 15)


def test_1_the_ratio_is_in_principle_at_most_fifteen_and_a_school_may_set_its_own():
    quota = scheme_of("""
[[matching.quotas]]
id = "quota"
title = "原则上不超过1:15，学校可自定"
ceiling = 15
strength = "soft"
school_may_set = "free"
SAID
""").matching.quotas[0]
    assert (quota.ceiling, quota.strength) == (15, Strength.SOFT)
    assert quota.school_may_set is ChoiceOfNumber.FREE


def test_2_three_to_five_for_each_mentor_never_more_than_eight():
    scheme = scheme_of("""
[[matching.quotas]]
id = "quota"
title = "三至五人，不超过八人"
target_low = 3
target_high = 5
ceiling = 8
strength = "hard"
SAID

[[examples]]
id = "eight"
says = "八人可以，但超出目标"
quota = { students = 8, on = 2025-10-15, allowed = true, over_target = true }

[[examples]]
id = "nine"
says = "九人不行"
quota = { students = 9, on = 2025-10-15, allowed = false }
""")
    quota = scheme.matching.quotas[0]
    assert (quota.target_low, quota.target, quota.ceiling) == (3, 5, 8)
    assert quota.strength is Strength.HARD
    assert run_examples(scheme) == ()


def test_3_students_of_named_categories_are_talked_to_daily_everyone_else_weekly():
    scheme = scheme_of(
        CATEGORIES
        + """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
overrides = [{ categories = ["left_behind", "mind"], rhythm = { at_least = 1, every = "day" } }]
SAID
"""
    )
    talk = scheme.duties[0]
    assert rhythm_for(scheme, talk, ("mind",), DAY).every is Period.DAY
    assert rhythm_for(scheme, talk, (), DAY).every is Period.WEEK


def test_4_a_home_visit_may_be_joint_and_covers_everyone_in_the_year_without_fixed_dates():
    scheme = scheme_of("""
[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { manner = "irregularly", every = "school_year" }
coverage = { share = 100, within = "school_year" }
channels = ["home_visit"]
shared = { roles = ["homeroom_teacher"] }
SAID

[[examples]]
id = "joint"
says = "班主任独自记下的共同家访也算"
duty = { duty = "visit", on = 2025-10-15, channel = "home_visit", done_by = ["homeroom_teacher"], counts = true }

[[examples]]
id = "stranger"
says = "家长自己记的不算"
duty = { duty = "visit", on = 2025-10-15, channel = "home_visit", done_by = ["guardian"], counts = false }
""")
    visit = scheme.duties[0]
    assert visit.coverage is not None
    assert (visit.coverage.share, visit.coverage.within) == (100, Period.SCHOOL_YEAR)
    assert visit.shared is not None
    assert visit.shared.counts_for_each
    assert visit.rhythm.manner is Manner.IRREGULARLY
    assert visit.windows == ()
    assert run_examples(scheme) == ()


def test_5_the_student_fills_the_work_record_and_the_office_keeps_it_after_term():
    record = scheme_of("""
[[duties]]
id = "record"
title = "导师工作记录由学生填写"
kind = "work_record"
by = "student"
direction = "student_records"
rhythm = { at_least = 1, every = "month" }
keeper = "student_affairs"
kept_after = "term"
SAID
""").duties[0]
    assert (record.by, record.direction) == ("student", "student_records")
    assert (record.keeper, record.kept_after) == ("student_affairs", Period.TERM)


def test_6_talks_must_follow_exams_and_family_upheaval_and_parents_are_then_informed():
    scheme = scheme_of("""
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { manner = "irregularly" }
SAID

[[moments]]
id = "after-exam"
title = "重要考试之后"
trigger = "important_exam"
days_after = 7
follow_ups = [{ duty = "talk", within = { amount = 5, unit = "school_days" } }]
tells = [{ role = "guardian", after_follow_up = true }]
SAID

[[moments]]
id = "after-upheaval"
title = "家庭变故之后"
trigger = "family_upheaval"
follow_ups = [{ duty = "talk", within = { amount = 3, unit = "school_days" } }]
tells = [{ role = "guardian", after_follow_up = true }]
SAID
""")
    assert [m.trigger for m in scheme.moments] == [Trigger.IMPORTANT_EXAM, Trigger.FAMILY_UPHEAVAL]
    for moment in scheme.moments:
        assert moment.follow_ups[0].duty == "talk"
        assert moment.follow_ups[0].within is not None
        assert moment.follow_ups[0].within.unit is TimeUnit.SCHOOL_DAYS
        assert (moment.tells[0].role, moment.tells[0].after_follow_up) == ("guardian", True)


def test_7_messages_count_as_contact_but_not_as_a_home_visit():
    scheme = scheme_of("""
[[duties]]
id = "contact"
title = "家校沟通"
kind = "family_contact"
rhythm = { at_least = 1, every = "month" }
channels = ["message", "phone", "face_to_face", "home_visit"]
SAID

[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { at_least = 1, every = "school_year" }
channels = ["home_visit"]
SAID
""")
    contact, visit = scheme.duties
    assert counts_for(scheme, contact, (), DAY, Channel.MESSAGE)
    assert not counts_for(scheme, visit, (), DAY, Channel.MESSAGE)


def test_8_the_mentor_list_is_renewed_each_term_and_may_include_parents():
    teachers, parents = scheme_of("""
[[people.mentors]]
id = "teachers"
title = "全体教师"
pool = "all_teachers"
renewed = "term"
SAID

[[people.mentors]]
id = "parents"
title = "家长"
pool = "parents"
obligation = "optional"
voluntary = true
approved_by = "leadership_group"
view = "narrow"
renewed = "term"
SAID
""").people.mentors
    assert teachers.renewed is Period.TERM
    assert (parents.pool, parents.renewed) == (MentorPool.PARENTS, Period.TERM)
    assert (parents.approved_by, parents.view) == ("leadership_group", "narrow")


def test_9_groups_of_five_or_six_merge_three_at_a_time_into_one_mentors_group():
    groups = scheme_of("""
[[matching.study_groups]]
id = "groups"
title = "三个学习小组合为一个导师组"
size_low = 5
size_high = 6
groups_per_mentor = 3
SAID
""").matching.study_groups[0]
    assert groups.students_per_mentor() == (15, 18)


def test_10_handbook_60_students_20_homeroom_and_parents_10_case_study_10():
    lines = scheme_of("""
[[appraisal.lines]]
id = "handbook"
title = "工作手册"
method = "score"
full_points = 60
evaluators = ["leadership_group"]
SAID

[[appraisal.lines]]
id = "students"
title = "学生评"
method = "mean"
full_points = 20
basis = "questionnaire"
evaluators = ["student"]
SAID

[[appraisal.lines]]
id = "homeroom-and-parents"
title = "班主任和家长评"
method = "sum_of_parts"
full_points = 10
evaluators = ["homeroom_teacher", "guardian"]
parts = [{ evaluator = "homeroom_teacher", points = 5 }, { evaluator = "guardian", points = 5 }]
SAID

[[appraisal.lines]]
id = "case"
title = "案例"
method = "score"
full_points = 10
evaluators = ["leadership_group"]
SAID
""").appraisal.lines
    assert [line.full_points for line in lines] == [60, 20, 10, 10]
    assert sum(line.full_points for line in lines) == 100
    assert lines[2].evaluators == ("homeroom_teacher", "guardian")


def test_11_minus_one_for_each_dropout_minus_two_for_each_meeting_missed_a_breach_voids_the_year():
    scheme = scheme_of("""
[[appraisal.deductions]]
id = "dropout"
title = "辍学"
event = "dropout"
points = -1
SAID

[[appraisal.deductions]]
id = "meeting"
title = "缺席家长会"
event = "parents_meeting_missed"
points = -2
SAID

[[appraisal.vetoes]]
id = "breach"
title = "违反师德，伤害学生"
finding = "违反师德，伤害学生"
voids = "school_year"
SAID

[[examples]]
id = "two-dropouts-one-meeting"
says = "辍学两人、缺一次家长会，扣四分"
appraisal = { on = 2026-07-01, total = -4, events = [
  { event = "dropout", times = 2 },
  { event = "parents_meeting_missed", times = 1 },
] }

[[examples]]
id = "void"
says = "违反师德，当年作废"
appraisal = { on = 2026-07-01, vetoes = ["breach"], void = true }
""")
    by_event = {rule.event: rule.points for rule in scheme.appraisal.deductions}
    assert by_event == {DeductionEvent.DROPOUT: -1, DeductionEvent.PARENTS_MEETING_MISSED: -2}
    assert scheme.appraisal.vetoes[0].voids is Period.SCHOOL_YEAR
    assert run_examples(scheme) == ()


def test_12_a_source_that_says_eight_and_lists_six_loads_and_shows_the_gap():
    keys = ["single", "conduct", "mind_a", "pressure", "subject", "left"]
    categories = "".join(
        f'\n[[people.categories]]\nid = "c-{key.replace("_", "-")}"\ntitle = "{key}"\nkey = "{key}"\nSAID\n'
        for key in keys
    )
    listed = ", ".join(f'"{key}"' for key in keys)
    scheme = scheme_of(
        categories
        + f"""
[[people.category_sets]]
id = "special"
title = "特殊学生"
key = "special"
categories = [{listed}]
SAID

[[duties]]
id = "talk"
title = "八类特殊学生每天谈心"
kind = "talk"
rhythm = {{ at_least = 1, every = "week" }}
overrides = [{{ categories = ["special"], rhythm = {{ at_least = 1, every = "day" }}, stated_count = 8 }}]
gap = {{ stated = "八类特殊学生", found = "只列出六类", question = "另外两类是什么？" }}
SAID
"""
    )
    assert scheme.duties[0].kind is DutyKind.TALK
    written, counted = gaps(scheme)
    assert (written.rule_id, written.stated, written.found) == ("talk", "八类特殊学生", "只列出六类")
    assert (counted.stated, counted.found, counted.counted) == ("8", "6", True)
    assert len(scheme.people.category_sets[0].categories) == 6
