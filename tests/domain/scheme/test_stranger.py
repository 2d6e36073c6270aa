"""A scheme unlike every preset says what it means without a change of the language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from liangshi.domain.scheme import (
    Scheme,
    difference,
    dump,
    gaps,
    lint,
    load,
    quota_for,
    rhythm_for,
    run_examples,
)
from liangshi.domain.scheme.people import MentorPool
from liangshi.domain.scheme.spoken import change_sentence, spoken

DAY = date(2026, 3, 2)


def stranger() -> Scheme:
    text = (Path(__file__).parent / "stranger.toml").read_text(encoding="utf-8")
    scheme = load(text)
    assert isinstance(scheme, Scheme), scheme
    return scheme


def test_it_loads_holds_its_examples_and_survives_export():
    assert run_examples(stranger()) == ()
    assert load(dump(stranger())) == stranger()


def test_an_exact_quota_and_one_per_class_for_outsiders_stand_side_by_side():
    own, outside = (quota_for(stranger(), DAY), quota_for(stranger(), DAY, pool=MentorPool.RETIRED_TEACHERS))
    assert own is not None
    assert outside is not None
    assert (own.minimum, own.target, own.ceiling) == (2, 2, 2)
    assert (outside.minimum, outside.ceiling, outside.scope) == (5, 10, "per_class")


def test_its_rhythms_are_told_in_words():
    scheme = stranger()
    said = {duty.id: spoken(duty.rhythm) for duty in scheme.duties}
    assert said == {
        "evening-talk": "每两周至少1次、至多3次",
        "half-each-term": "每学期，不定期",
        "reception-day": "每学期2次",
        "guardian-letter": "每半学期至多1次",
        "lesson-observation": "每月2次",
    }
    visit = next(duty for duty in scheme.duties if duty.id == "half-each-term")
    assert spoken(visit.coverage) == "每学期覆盖50%"
    assert spoken(rhythm_for(scheme, visit, ("left_behind",), DAY)) == "每学期2次"


def test_a_duty_of_one_term_ends_with_it():
    assert "lesson-observation" in [duty.id for duty in stranger().on(date(2026, 6, 30)).duties]
    assert "lesson-observation" not in [duty.id for duty in stranger().on(date(2026, 7, 1)).duties]


def test_its_gap_is_shown_and_its_clause_against_experience_is_warned_of():
    assert [note.stated for note in gaps(stranger())] == ["四级"]
    warned = {(warning.code, warning.rule_id) for warning in lint(stranger(), DAY)}
    assert ("counts_in_appraisal", "fewer-talks") in warned
    assert ("no_mandatory_report", "") in warned
    assert ("chain_broken", "chain") not in warned


def test_a_change_in_its_chain_is_told():
    old = stranger()
    new = load(dump(old).replace("amount = 60", "amount = 30"))
    assert isinstance(new, Scheme)
    (change,) = difference(old, new)
    assert "30分钟内" in change_sentence(change)
    assert "60分钟内" in change_sentence(change)
