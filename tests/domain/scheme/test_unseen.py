"""Schemes of other kinds of schools, typed in from the manual: they load, hold, and survive export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liangshi.domain.scheme import LoadProblems, Scheme, combine, dump, lint, load, run_examples
from liangshi.domain.scheme.words import sentence
from liangshi.schemes.queries import EngineDueDates

FOLDER = Path(__file__).parent / "unseen"
KEYS = (
    "vocational",
    "rural",
    "senior",
    "boarding",
    "twelve_years",
    "left_behind",
    "interns",
    "county",
    "within_county",
    "two_mentors",
    "boarding_primary",
)


def read(key: str) -> str:
    return (FOLDER / f"{key}.toml").read_text(encoding="utf-8")


def told(text: str) -> list[str]:
    found = load(text)
    assert isinstance(found, LoadProblems)
    return [sentence(one) for one in found.problems]


@pytest.mark.parametrize("key", KEYS)
def test_it_loads_holds_its_examples_and_survives_export(key: str) -> None:
    shelf = {"dongping-2026": scheme_of("county")} if key == "within_county" else {}
    scheme = load(read(key), shelf)
    assert isinstance(scheme, Scheme), told(read(key))
    assert run_examples(scheme, EngineDueDates()) == ()
    again = load(dump(scheme), shelf)
    assert again == scheme
    assert isinstance(again, Scheme)
    assert dump(again) == dump(scheme)


def scheme_of(key: str) -> Scheme:
    scheme = load(read(key))
    assert isinstance(scheme, Scheme), told(read(key))
    return scheme


def test_a_school_within_its_county_is_told_every_value_that_breaks_the_frame() -> None:
    county = scheme_of("county")
    own = load(read("within_county"), {"dongping-2026": county})
    assert isinstance(own, Scheme)
    found = [(one.code, one.own_rule) for one in combine(county, own).breaks if one.code != "part_missing"]
    assert found == [
        ("quota_over_frame", "quotas-1"),  # 1:14 under 1:12
        ("duty_rarer", "talk"),  # monthly in the first term, every two weeks in the frame
        ("channels_widened", "talk"),
        ("channels_widened", "talk-nine"),
        ("duty_coverage_lower", "visit"),  # 60 of 100
        ("moment_not_told", "exam"),
    ]


def test_a_group_of_apprentices_in_practice_is_visited_as_one() -> None:
    scheme = load(read("vocational"))
    assert isinstance(scheme, Scheme)
    (visit,) = (duty for duty in scheme.duties if duty.id == "site-visit")
    assert (visit.per, visit.in_force(date(2026, 10, 1)), visit.in_force(date(2027, 3, 1))) == (
        "mentor_group", False, True,
    )  # fmt: skip


def test_what_they_leave_out_is_said_by_the_linter_and_keeps_none_from_publishing() -> None:
    scheme = load(read("rural"))
    assert isinstance(scheme, Scheme)
    found = {warning.code for warning in lint(scheme, date(2026, 10, 1))}
    assert {"no_reporting_chain", "no_mandatory_report"} <= found


def test_falling_marks_without_a_measure_are_answered_with_what_to_write() -> None:
    (missing,) = told(read("senior").replace("percent = 33.3\n", ""))
    assert (
        "“percent”还没有写给时刻“marks_down”：marks_down（成绩下滑）、marks_up（成绩上升）才写它，也必须写。" in missing
    )


def test_a_word_that_the_language_lacks_is_answered_with_the_words_it_has_in_chinese() -> None:
    """What a person first wrote for a teacher's comment, for outsiders and for falling marks."""
    (kind,) = told(read("vocational").replace('"growth_message"', '"written_feedback"'))
    assert "growth_message（成长寄语）" in kind
    (pool,) = told(read("vocational").replace('"community_members"', '"community"'))
    assert "是不是“community_members”？" in pool
    (trigger,) = told(read("senior").replace('"marks_down"', '"marks_drop"'))
    assert "是不是“marks_down”？" in trigger
