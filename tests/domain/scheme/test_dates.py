"""Rules that change in mid-year, overrides that begin and end, and the rhythm of one student."""

from __future__ import annotations

from datetime import date

import pytest

from liangshi.domain.scheme import (
    Channel,
    Obligation,
    Period,
    counts_for,
    obligation_for,
    overrides_for,
    rhythm_for,
    session_for,
    with_sets,
)
from tests.domain.scheme.texts import CATEGORIES, scheme_of

DATED = (
    CATEGORIES
    + """
[[people.category_sets]]
id = "special"
title = "需要先关心的学生"
key = "special"
categories = ["left_behind", "mind"]
SAID

[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "month" }
valid_until = 2026-02-01
SAID

[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
session = { minutes = 15 }
channels = ["face_to_face"]
valid_from = 2026-02-01
overrides = [
  { categories = ["special"], rhythm = { at_least = 2, every = "week" }, session = { minutes = 10 } },
  { categories = ["mind"], rhythm = { at_least = 1, every = "day" }, channels = [
    "face_to_face", "phone",
  ], valid_from = 2026-03-01, valid_until = 2026-04-01 },
  { categories = ["left_behind"], obligation = "expected", valid_until = 2026-03-01 },
]
SAID
"""
)


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2025, 9, 1), Period.MONTH),
        (date(2026, 1, 31), Period.MONTH),
        (date(2026, 2, 1), Period.WEEK),
        (date(2026, 6, 30), Period.WEEK),
    ],
)
def test_a_duty_changes_from_a_day_on_and_that_day_has_the_new_one(day, period):
    (talk,) = scheme_of(DATED).on(day).duties
    assert talk.rhythm.every is period


def test_a_rule_is_found_by_its_id_on_a_day():
    scheme = scheme_of(DATED)
    first = scheme.rule("talk")
    second = scheme.rule("talk", date(2026, 2, 1))
    assert first is not None
    assert second is not None
    assert (first.valid_until, second.valid_from) == (date(2026, 2, 1), date(2026, 2, 1))
    assert scheme.rule("nothing") is None


@pytest.mark.parametrize(
    ("categories", "day", "times", "period"),
    [
        ((), date(2026, 3, 5), 1, Period.WEEK),
        (("left_behind",), date(2026, 3, 5), 2, Period.WEEK),
        (("special",), date(2026, 3, 5), 2, Period.WEEK),
        (("mind",), date(2026, 2, 28), 2, Period.WEEK),
        (("mind",), date(2026, 3, 1), 1, Period.DAY),
        (("mind",), date(2026, 3, 31), 1, Period.DAY),
        (("mind",), date(2026, 4, 1), 2, Period.WEEK),
    ],
)
def test_the_most_frequent_override_in_force_holds_for_a_student(categories, day, times, period):
    scheme = scheme_of(DATED)
    (talk,) = scheme.on(day).duties
    rhythm = rhythm_for(scheme, talk, categories, day)
    assert (rhythm.minimum, rhythm.every) == (times, period)


def test_length_obligation_and_channels_may_be_overridden_too():
    scheme = scheme_of(DATED)
    march, may = date(2026, 3, 5), date(2026, 5, 5)
    (talk,) = scheme.on(march).duties
    assert session_for(scheme, talk, (), march) == talk.session
    special = session_for(scheme, talk, ("mind",), march)
    assert special is not None
    assert special.minutes == 10
    assert obligation_for(scheme, talk, ("left_behind",), date(2026, 2, 5)) is Obligation.EXPECTED
    assert obligation_for(scheme, talk, ("left_behind",), march) is Obligation.REQUIRED
    assert counts_for(scheme, talk, ("mind",), march, Channel.PHONE)
    assert not counts_for(scheme, talk, ("mind",), may, Channel.PHONE)
    assert len(overrides_for(scheme, talk, ("mind",), march)) == 2


def test_a_student_of_a_category_belongs_to_its_sets():
    scheme = scheme_of(DATED)
    assert with_sets(scheme, ("mind",)) == {"mind", "special"}
    assert with_sets(scheme, ()) == frozenset()
