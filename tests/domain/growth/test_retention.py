"""How long records are kept: examples, and what holds for every rule and every way through school."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.growth.retention import (
    DEFAULTS,
    NOTICE,
    RESTRICTED,
    SETTLED,
    Ending,
    Kept,
    Rule,
    Way,
    due_on,
    endings,
    rules_of,
    years_after,
)
from liangshi.domain.scheme.forms import FormKind, FormRule, Retention, RetentionEnd

LEFT = date(2026, 7, 1)
SEALED = date(2026, 6, 20)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
maybe_days = st.none() | days
rules = st.builds(Rule, st.sampled_from(Kept), st.none() | st.integers(0, 12))
ways = st.builds(Way, st.integers(1, 50), maybe_days, maybe_days, st.frozensets(st.sampled_from(Kept), max_size=4))


def form(kind: FormKind, retention: Retention | None = None) -> FormRule:
    said = {"retention": retention} if retention else {}
    return FormRule.model_validate(
        {
            "id": f"form-{kind.value.replace('_', '-')}", "title": "表", "kind": kind, "authors": ("mentor",),
            "source": [{"document": "方案", "place": "第一条", "words": "记录"}], "reading": "记录",
            "fields": ({"key": "words", "label": "内容"},), **said,
        }
    )  # fmt: skip


def test_every_kind_has_one_rule() -> None:
    assert sorted(rule.kind for rule in DEFAULTS) == sorted(Kept)


def test_a_talk_ends_with_the_time_at_school_but_not_before_the_notice_is_over() -> None:
    way = Way(1, LEFT, SEALED)
    assert due_on(Rule(Kept.TALK, 0), way) == SEALED + NOTICE
    assert due_on(Rule(Kept.GROWTH_MESSAGE, 3), way) == date(2029, 7, 1)


@pytest.mark.parametrize(
    "way",
    [
        Way(1, None, SEALED),
        Way(1, LEFT, None),
        Way(1, LEFT, SEALED, frozenset({Kept.TALK})),
    ],
    ids=["still at school", "not sealed", "held"],
)
def test_nothing_ends_for_who_is_at_school_unsealed_or_held(way: Way) -> None:
    assert due_on(Rule(Kept.TALK, 0), way) is None


def test_a_case_counts_from_its_closing_and_an_open_one_never_ends() -> None:
    way, rule = Way(1, LEFT, SEALED), Rule(Kept.CASE, 5)
    assert due_on(rule, way) is None
    assert due_on(rule, way, date(2027, 3, 5)) == date(2032, 3, 5)
    assert due_on(rule, way, date(2025, 3, 5)) == date(2031, 7, 1)


def test_a_leap_day_is_followed_by_the_first_of_march() -> None:
    assert years_after(date(2028, 2, 29), 1) == date(2029, 3, 1)
    assert years_after(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_the_scheme_goes_before_the_usual_rule_where_it_says_something() -> None:
    found = {rule.kind: rule.years for rule in rules_of([
        form(FormKind.TALK, Retention(until=RetentionEnd.YEARS_AFTER, years=2)),
        form(FormKind.GROWTH_MESSAGE, Retention(until=RetentionEnd.GRADUATION)),
        form(FormKind.STAGE_EVALUATION, Retention(until=RetentionEnd.LEGAL)),
        form(FormKind.GUIDANCE_PLAN),
    ])}  # fmt: skip
    assert (found[Kept.TALK], found[Kept.GROWTH_MESSAGE], found[Kept.EVALUATION]) == (2, 0, None)
    assert found[Kept.PLAN] == 1


def test_a_scheme_lengthens_what_is_restricted_and_never_shortens_it() -> None:
    def years(retention: Retention) -> int | None:
        return {rule.kind: rule.years for rule in rules_of([form(FormKind.CONCERN, retention)])}[Kept.CONCERN]

    assert years(Retention(until=RetentionEnd.TERM)) == 5
    assert years(Retention(until=RetentionEnd.YEARS_AFTER, years=9)) == 9


@given(rules, ways, maybe_days)
def test_no_end_comes_before_leaving_the_years_and_the_notice(rule: Rule, way: Way, closed: date | None) -> None:
    on = due_on(rule, way, closed)
    if on is None:
        return
    assert way.left_on is not None
    assert way.sealed_on is not None
    assert rule.years is not None
    assert on >= years_after(way.left_on, rule.years)
    assert on >= way.sealed_on + NOTICE
    assert rule.kind not in way.held
    if rule.kind in SETTLED:
        assert closed is not None
        assert on >= years_after(closed, rule.years)


@given(rules, ways, maybe_days, st.integers(1, 5))
def test_a_longer_rule_never_ends_earlier(rule: Rule, way: Way, closed: date | None, more: int) -> None:
    on = due_on(rule, way, closed)
    if rule.years is None or on is None:
        return
    later = due_on(Rule(rule.kind, rule.years + more), way, closed)
    assert later is not None
    assert later >= on


@given(st.lists(ways, max_size=6, unique_by=lambda way: way.student), days, st.integers(0, 400))
def test_what_has_ended_stays_ended_and_nothing_jumps_the_queue(found: list[Way], day: date, more: int) -> None:
    before = endings(DEFAULTS, found, day)
    after = endings(DEFAULTS, found, day + timedelta(days=more))
    assert after[: len(before)] == before
    assert list(after) == sorted(after)


@given(st.lists(ways, min_size=1, max_size=6, unique_by=lambda way: way.student), ways, days)
def test_one_student_never_decides_about_another(found: list[Way], other: Way, day: date) -> None:
    changed = [way for way in found if way.student != other.student]

    def without(ended: tuple[Ending, ...]) -> list[Ending]:
        return [one for one in ended if one.student != other.student]

    assert without(endings(DEFAULTS, [*changed, other], day)) == without(endings(DEFAULTS, changed, day))


@given(ways, st.sampled_from(sorted(Kept)), days)
def test_a_hold_keeps_its_kind_and_no_other(way: Way, kind: Kept, day: date) -> None:
    held = Way(way.student, way.left_on, way.sealed_on, way.held | {kind})
    assert list(endings(DEFAULTS, [held], day)) == [
        one for one in endings(DEFAULTS, [way], day) if one.kind is not kind
    ]


def test_restricted_kinds_are_ruled_too() -> None:
    assert {rule.kind for rule in DEFAULTS} >= RESTRICTED
