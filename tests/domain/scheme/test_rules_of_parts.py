"""What each part refuses by itself, beside what it accepts."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme.words import sentence
from tests.domain.scheme.texts import problems_of, scheme_of

DUTY = '[[duties]]\nid = "d"\ntitle = "任务"\nkind = "talk"\nrhythm = { manner = "ongoing" }\nSAID\n'
FORM = '[[forms]]\nid = "f"\ntitle = "表"\nkind = "talk"\nauthors = ["mentor"]\nSAID\n'
FIELD = 'fields = [{ key = "a", label = "甲" }]\n'
MOMENT = '[[moments]]\nid = "m"\ntitle = "时刻"\nSAID\n'
LINE = '[[appraisal.lines]]\nid = "l"\ntitle = "项目"\nevaluators = ["student"]\nSAID\n'
QUOTA = '[[matching.quotas]]\nid = "q"\ntitle = "名额"\nSAID\n'
MENTORS = '[[people.mentors]]\nid = "m"\ntitle = "导师"\nSAID\n'
DEDUCTION = '[[appraisal.deductions]]\nid = "x"\ntitle = "扣分"\nevent = "dropout"\nSAID\n'
GRADES = '[[appraisal.grades]]\nid = "g"\ntitle = "等级"\nSAID\n'
PART = '[[student_evaluation.parts]]\nid = "p"\ntitle = "部分"\nSAID\n'
DECLINE = '[[matching.declines]]\nid = "n"\ntitle = "谢绝"\nSAID\n'
PRIORITY = '[[matching.priorities]]\nid = "p"\ntitle = "优先"\ntier = 1\nSAID\n'
SEVERAL = '[[matching.several_mentors]]\nid = "s"\ntitle = "多对一"\nSAID\n'
GROUPS = '[[matching.study_groups]]\nid = "g"\ntitle = "小组"\ngroups_per_mentor = 3\nSAID\n'
BUNDLE = '[[bundles]]\nid = "b"\ntitle = "名目"\nSAID\n'
CHAIN = '[[wellbeing.chains]]\nid = "c"\ntitle = "上报"\nSAID\n'
CATEGORY = '[[people.categories]]\nid = "k"\ntitle = "类"\nkey = "left"\nSAID\n'

CASES = [
    ("moment_detail", MOMENT,
     'trigger = "theme_day"\ndates = ["05-25"]\nfollow_ups = [{ kind = "activity" }]',
     'trigger = "theme_day"\nfollow_ups = [{ kind = "activity" }]'),
    ("rhythm_exactly_alone", DUTY, 'rhythm = { exactly = 1, every = "week" }',
     'rhythm = { exactly = 1, at_least = 1, every = "week" }'),
    ("rhythm_bounds", DUTY, 'rhythm = { at_least = 1, at_most = 2, every = "week" }',
     'rhythm = { at_least = 3, at_most = 2, every = "week" }'),
    ("rhythm_needs_period", DUTY, 'rhythm = { at_least = 1, every = "week" }',
     'rhythm = { at_least = 1 }'),
    ("rhythm_needs_number", DUTY, 'rhythm = { manner = "irregularly", every = "term" }',
     'rhythm = { every = "term" }'),
    ("session_one_measure", DUTY, "session = { minutes = 20 }",
     "session = { minutes = 20, timetable_periods = 1 }"),
    ("window_detail", DUTY, 'windows = [{ anchor = "weekday", weekday = "monday" }]',
     'windows = [{ anchor = "weekday" }]'),
    ("window_detail", DUTY, 'windows = [{ anchor = "named_days", dates = ["09-10"] }]',
     'windows = [{ anchor = "term_end", dates = ["09-10"] }]'),
    ("window_detail", DUTY, 'windows = [{ anchor = "exam", exams = ["期中"] }]',
     'windows = [{ anchor = "holiday", exams = ["期中"] }]'),
    ("override_empty", DUTY + CATEGORY,
     'readers = ["mentor"]\n[[duties]]\nid = "e"\ntitle = "例"\nkind = "talk"\n'
     'rhythm = { manner = "ongoing" }\n'
     'overrides = [{ categories = ["left"], obligation = "optional" }]\nSAID',
     'readers = ["mentor"]\n[[duties]]\nid = "e"\ntitle = "例"\nkind = "talk"\n'
     'rhythm = { manner = "ongoing" }\noverrides = [{ categories = ["left"] }]\nSAID'),
    ("preferred_not_counted", DUTY,
     'channels = ["phone", "face_to_face"]\npreferred_channels = ["face_to_face"]',
     'channels = ["phone"]\npreferred_channels = ["face_to_face"]'),
    ("time_limit_amount", DUTY, 'answer_within = { amount = 30, unit = "minutes" }',
     'answer_within = { unit = "minutes" }'),
    ("time_limit_amount", DUTY, 'answer_within = { unit = "at_once" }',
     'answer_within = { amount = 1, unit = "at_once" }'),
    ("bundle_empty", BUNDLE, 'parts = ["甲"]', "stated_count = 1"),
    ("field_detail", FORM, 'fields = [{ key = "a", label = "甲", type = "choice", choices = ["乙"] }]',
     'fields = [{ key = "a", label = "甲", type = "choice" }]'),
    ("field_detail", FORM, 'fields = [{ key = "a", label = "甲", type = "scale", scale = 5 }]',
     'fields = [{ key = "a", label = "甲", scale = 5 }]'),
    ("field_twice", FORM, 'fields = [{ key = "a", label = "甲" }, { key = "b", label = "甲" }]',
     'fields = [{ key = "a", label = "甲" }, { key = "a", label = "乙" }]'),
    ("form_fields_or_parts", FORM, FIELD, ""),
    ("retention_years", FORM, FIELD + 'retention = { until = "years_after", years = 1 }',
     FIELD + 'retention = { until = "years_after" }'),
    ("deadline_empty", FORM, FIELD + 'deadline = { weekday = "monday" }', FIELD + "deadline = {}"),
    ("follow_up_duty_or_kind", MOMENT,
     'trigger = "progress"\nfollow_ups = [{ kind = "talk" }]',
     'trigger = "progress"\nfollow_ups = [{ by = "mentor" }]'),
    ("moment_without_effect", MOMENT, 'trigger = "progress"\ntells = [{ role = "guardian" }]',
     'trigger = "progress"'),
    ("moment_detail", MOMENT,
     'trigger = "marks_down"\npercent = 33.3\nfollow_ups = [{ kind = "talk" }]',
     'trigger = "marks_down"\nfollow_ups = [{ kind = "talk" }]'),
    ("moment_detail", MOMENT,
     'trigger = "sign_lasts"\ndays = 3\nsign = "情绪低落"\nfollow_ups = [{ kind = "talk" }]',
     'trigger = "truancy"\ndays = 3\nfollow_ups = [{ kind = "talk" }]'),
    ("line_detail", LINE,
     'method = "bands"\nfull_points = 10\nbands = [{ name = "一档", points = 10 }]',
     'method = "bands"\nfull_points = 10'),
    ("line_detail", LINE,
     'method = "sum_of_parts"\nfull_points = 5\nparts = [{ evaluator = "student", points = 5 }]',
     'method = "score"\nfull_points = 5\nparts = [{ evaluator = "student", points = 5 }]'),
    ("line_full_points", LINE,
     'method = "bands"\nfull_points = 8\nbands = [{ name = "一档", points = 8 }]',
     'method = "bands"\nfull_points = 10\nbands = [{ name = "一档", points = 8 }]'),
    ("line_full_points", LINE,
     'method = "sum_of_parts"\nfull_points = 5\nparts = [{ evaluator = "student", points = 5 }]',
     'method = "sum_of_parts"\nfull_points = 9\nparts = [{ evaluator = "student", points = 5 }]'),
    ("quota_order", QUOTA, "minimum = 2\ntarget_low = 3\ntarget_high = 5\nceiling = 8",
     "minimum = 9\nceiling = 8"),
    ("group_sizes", GROUPS, "size_low = 5\nsize_high = 6", "size_low = 6\nsize_high = 5"),
    ("outsider_needs_approval", MENTORS,
     'pool = "parents"\napproved_by = "principal"\nview = "narrow"',
     'pool = "parents"\napproved_by = "principal"'),
    ("deduction_sign", DEDUCTION, "points = -1\ncap = -3", "points = 1"),
    ("deduction_sign", DEDUCTION, "points = -2\ncap = -2", "points = -2\ncap = -1"),
    ("grades_best_first", GRADES,
     'grades = [{ name = "A", points = 20 }, { name = "B", points = 15 }]',
     'grades = [{ name = "B", points = 15 }, { name = "A", points = 20 }]'),
    ("grades_best_first", GRADES,
     'grades = [{ name = "A", from_score = 90 }, { name = "B", from_score = 80 }]',
     'grades = [{ name = "A", from_score = 80 }, { name = "B", from_score = 90 }]'),
    ("raters_where_rated", PART, 'drawn_from = "raters"\nraters = ["student"]',
     'drawn_from = "daily_conduct"\nraters = ["student"]'),
    ("rater_weights", PART,
     'drawn_from = "raters"\nraters = ["mentor", "student", "peers"]\nrater_weights = [50, 30, 20]',
     'drawn_from = "raters"\nraters = ["mentor", "student"]\nrater_weights = [100]'),
    ("decline_reasons", DECLINE, 'reasons = ["kinship"]', "cap = 1"),
    ("decline_reasons", DECLINE, "allowed = false", 'allowed = false\nreasons = ["kinship"]'),
    ("priority_categories", CATEGORY + PRIORITY,
     'ground = "special_groups"\ncategories = ["left"]', 'ground = "own_class"\ncategories = ["left"]'),
    ("several_mentors", SEVERAL, "up_to = 2", "up_to = 1"),
    ("dates_reversed", DUTY, "valid_from = 2025-10-01\nvalid_until = 2025-10-02",
     "valid_from = 2025-10-01\nvalid_until = 2025-10-01"),
    ("dates_reversed", DUTY + CATEGORY,
     'readers = ["mentor"]\n[[duties]]\nid = "e"\ntitle = "例"\nkind = "talk"\nSAID\n'
     'rhythm = { manner = "ongoing" }\noverrides = [{ categories = ["left"], '
     'obligation = "optional", valid_from = 2025-10-01, valid_until = 2025-11-01 }]',
     'readers = ["mentor"]\n[[duties]]\nid = "e"\ntitle = "例"\nkind = "talk"\nSAID\n'
     'rhythm = { manner = "ongoing" }\noverrides = [{ categories = ["left"], '
     'obligation = "optional", valid_from = 2025-10-01, valid_until = 2025-10-01 }]'),
    ("example_one_subject", DUTY,
     '[[examples]]\nid = "x"\nsays = "例"\nquota = { students = 1, on = 2025-10-01, allowed = true }',
     '[[examples]]\nid = "x"\nsays = "例"'),
    ("example_expects_nothing", DUTY,
     '[[examples]]\nid = "x"\nsays = "例"\nduty = { duty = "d", on = 2025-10-01, times = 1 }',
     '[[examples]]\nid = "x"\nsays = "例"\nduty = { duty = "d", on = 2025-10-01 }'),
    ("example_counts_channel", DUTY,
     '[[examples]]\nid = "x"\nsays = "例"\n'
     'duty = { duty = "d", on = 2025-10-01, channel = "phone", counts = true }',
     '[[examples]]\nid = "x"\nsays = "例"\nduty = { duty = "d", on = 2025-10-01, counts = true }'),
]  # fmt: skip


@pytest.mark.parametrize(("code", "start", "good", "bad"), CASES)
def test_a_part_refuses_what_makes_no_sense_and_takes_what_does(code, start, good, bad):
    has_rhythm = good.startswith("rhythm")
    begin = start.replace('rhythm = { manner = "ongoing" }\n', "") if has_rhythm else start
    assert scheme_of(f"{begin}{good}\n")
    problems = problems_of(f"{begin}{bad}\n")
    assert problems.codes() == (code,)
    assert "{" not in sentence(problems.problems[0])
