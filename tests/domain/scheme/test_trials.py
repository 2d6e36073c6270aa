"""Worked examples: those that hold are silent, those that do not say what came out."""

from __future__ import annotations

from datetime import date

import pytest

from liangshi.domain.scheme import DutyRule, Scheme, run_examples
from liangshi.domain.scheme.words import failure_sentence
from tests.domain.scheme.texts import CATEGORIES, scheme_of

BODY = (
    CATEGORIES
    + """
[[matching.quotas]]
id = "quota"
title = "名额"
target_high = 5
ceiling = 8
valid_from = 2025-10-01
SAID

[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
channels = ["face_to_face"]
shared = { roles = ["homeroom_teacher"] }
overrides = [{ categories = ["mind"], rhythm = { at_least = 1, every = "day" } }]
valid_from = 2025-10-01
SAID

[[duties]]
id = "care"
title = "关怀"
kind = "care"
rhythm = { manner = "when_necessary" }
SAID

[[moments]]
id = "illness"
title = "生病"
trigger = "illness"
follow_ups = [{ duty = "talk" }, { kind = "family_contact" }]
tells = [{ role = "guardian" }]
SAID

[[appraisal.lines]]
id = "case"
title = "案例"
method = "bands"
full_points = 10
evaluators = ["leadership_group"]
bands = [{ name = "一档", points = 10 }, { name = "二档", points = 8 }]
SAID

[[appraisal.bonuses]]
id = "bonus"
title = "加分"
result = "成果"
steps = [{ level = "province", points = 5 }]
SAID

[[appraisal.deductions]]
id = "dropout"
title = "辍学"
event = "dropout"
points = -1
cap = -3
SAID

[[appraisal.deductions]]
id = "missed"
title = "缺会"
event = "meeting_missed"
points = -2
SAID

[[appraisal.vetoes]]
id = "veto"
title = "一票否决"
finding = "伤害学生"
SAID

[[examples]]
id = "example"
says = "例子"
"""
)


class Calendar:
    """A duty engine in which every first duty is due on the seventeenth."""

    def first_due(self, scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], on: date) -> date | None:
        assert scheme.header.key == "our-school"
        return None if duty.id == "care" else on.replace(day=17)


def failures(example: str) -> list[tuple[str, str, str]]:
    found = run_examples(scheme_of(BODY + example), Calendar())
    assert all("{" not in failure_sentence(failure) for failure in found)
    return [(failure.code, dict(failure.parameters)["expected"], dict(failure.parameters)["came"]) for failure in found]


@pytest.mark.parametrize(
    "example",
    [
        'duty = { duty = "talk", categories = ["mind"], on = 2025-10-15, times = 1, every = "day" }',
        'duty = { duty = "talk", on = 2025-10-15, every = "week", due_by = 2025-10-17 }',
        'duty = { duty = "talk", on = 2025-10-15, channel = "face_to_face", counts = true }',
        'duty = { duty = "talk", on = 2025-10-15, channel = "message", counts = false }',
        'duty = { duty = "talk", on = 2025-10-15, done_by = ["homeroom_teacher"], counts = true }',
        'duty = { duty = "care", on = 2025-10-15, done_by = ["homeroom_teacher"], counts = false }',
        "quota = { students = 5, on = 2025-10-15, allowed = true, over_target = false }",
        'moment = { trigger = "illness", on = 2025-10-15, follows = ["talk", "family_contact"], told = ["guardian"] }',
        'moment = { trigger = "progress", on = 2025-10-15 }',
        'appraisal = { on = 2025-10-15, total = 16, bands = [{ line = "case", band = "二档" }], '
        'marks = [{ line = "case", points = 5 }], '
        'results = [{ bonus = "bonus", level = "province" }], '
        'events = [{ event = "meeting_missed", times = 1 }] }',
        'appraisal = { on = 2025-10-15, total = -3, events = [{ event = "dropout", times = 7 }] }',
        'appraisal = { on = 2025-10-15, vetoes = ["veto"], void = true }',
    ],
)
def test_an_example_that_holds_is_silent(example):
    assert failures(example) == []


@pytest.mark.parametrize(
    ("example", "failure"),
    [
        ('duty = { duty = "talk", on = 2025-10-15, times = 2 }', ("example_times", "2", "1")),
        ('duty = { duty = "talk", on = 2025-10-15, every = "day" }', ("example_every", "day", "week")),
        ('duty = { duty = "care", on = 2025-10-15, every = "day" }', ("example_every", "day", "")),
        ('duty = { duty = "talk", on = 2025-10-15, channel = "message", counts = true }',
         ("example_counts", "yes", "no")),
        ('duty = { duty = "talk", on = 2025-10-15, due_by = 2025-10-18 }',
         ("example_due", "2025-10-18", "2025-10-17")),
        ('duty = { duty = "care", on = 2025-10-15, due_by = 2025-10-18 }',
         ("example_due", "2025-10-18", "")),
        ('duty = { duty = "talk", on = 2025-09-30, times = 1 }',
         ("rule_not_in_force", "talk", "2025-09-30")),
        ("quota = { students = 9, on = 2025-10-15, allowed = true }",
         ("example_allowed", "yes", "no")),
        ("quota = { students = 6, on = 2025-10-15, allowed = true, over_target = false }",
         ("example_over_target", "no", "yes")),
        ("quota = { students = 6, on = 2025-09-30, allowed = true }",
         ("rule_not_in_force", "quota", "2025-09-30")),
        ('moment = { trigger = "illness", on = 2025-10-15, follows = ["talk"], told = ["guardian"] }',
         ("example_follows", "talk", "family_contact、talk")),
        ('moment = { trigger = "illness", on = 2025-10-15, follows = ["talk", "family_contact"] }',
         ("example_told", "", "guardian")),
        ('appraisal = { on = 2025-10-15, total = 9, bands = [{ line = "case", band = "一档" }] }',
         ("example_total", "9", "10")),
        ('appraisal = { on = 2025-10-15, bands = [{ line = "case", band = "九档" }] }',
         ("rule_not_in_force", "appraisal", "2025-10-15")),
        ('appraisal = { on = 2025-10-15, total = 0, vetoes = ["veto"] }',
         ("example_void", "no", "yes")),
    ],
)  # fmt: skip
def test_an_example_that_does_not_hold_says_what_came_out(example, failure):
    assert failures(example) == [failure]


def test_due_dates_are_left_alone_without_a_duty_engine():
    example = 'duty = { duty = "talk", on = 2025-10-15, due_by = 2025-12-31 }'
    assert run_examples(scheme_of(BODY + example)) == ()


def test_an_example_tells_two_months_from_one():
    visit = TWO_MONTHS.replace("EXPECTED", "periods = 2, ")
    assert run_examples(scheme_of(visit)) == ()
    (failed,) = run_examples(scheme_of(TWO_MONTHS.replace("EXPECTED", "")))
    assert failed.parameters == (("came", "month×2"), ("expected", "month"))


TWO_MONTHS = """
[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { at_least = 1, every = "month", periods = 2 }
SAID

[[examples]]
id = "every-two-months"
says = "两个月一次。"
duty = { duty = "visit", on = 2025-10-15, EXPECTEDevery = "month" }
"""
