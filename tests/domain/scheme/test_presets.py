"""The five presets: complete, traceable to the words of their sources, sound in use."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from liangshi.domain.scheme import Scheme, dump, gaps, hours_asked, lint, load, run_examples
from liangshi.domain.scheme.document import StatementRule
from liangshi.domain.scheme.forms import FormRule
from tests.domain.scheme.shelf import CATALOGUE, KEYS, preset, presets

SOURCES = Path(__file__).parents[4] / "shared" / "mission" / "sources"
DIGESTS = Path(__file__).parent / "source_words.sha256"


def quoted(scheme: Scheme) -> list[tuple[str, str]]:
    """Each quotation of a preset with the file it is taken from."""
    files = {paper.key: paper.file for paper in scheme.documents}
    return [(files[s.document], s.words) for rule in scheme.rules() for s in rule.source]


def digest(file: str, words: str) -> str:
    return hashlib.sha256(f"{file}\n{words}".encode()).hexdigest()


def test_the_catalogue_holds_the_five_presets():
    assert sorted(path.stem for path in CATALOGUE.glob("*.toml")) == sorted(KEYS)
    assert [scheme.header.key for scheme in presets()] == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_quotation_was_found_in_its_source(key):
    known = frozenset(DIGESTS.read_text(encoding="ascii").split())
    strangers = [words for file, words in quoted(preset(key)) if digest(file, words) not in known]
    assert strangers == []


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source papers are not on this computer")
def test_the_digests_are_those_of_words_that_stand_in_the_sources():
    texts = {path.name: path.read_text(encoding="utf-8") for path in SOURCES.glob("*.txt")}
    found = {digest(file, words) for scheme in presets() for file, words in quoted(scheme) if words in texts[file]}
    assert sorted(found) == DIGESTS.read_text(encoding="ascii").split()


@pytest.mark.parametrize("key", KEYS)
def test_a_preset_survives_export_and_import_unchanged(key):
    scheme = preset(key)
    text = dump(scheme)
    assert load(text) == scheme
    assert dump(preset(key)) == text


@pytest.mark.parametrize("key", KEYS)
def test_the_worked_examples_of_a_preset_hold(key):
    assert preset(key).examples
    assert run_examples(preset(key)) == ()


@pytest.mark.parametrize("key", KEYS)
def test_every_rule_has_its_place_in_the_papers_own_order(key):
    scheme = preset(key)
    placed = [rule_id for item in scheme.outline for rule_id in item.rules]
    rules = [rule.id for rule in scheme.rules() if not isinstance(rule, FormRule)]
    assert sorted(placed) == sorted(rules)


@pytest.mark.parametrize("key", KEYS)
def test_a_preset_says_who_is_a_mentee_and_who_is_a_mentor(key):
    people = preset(key).people
    assert [rule.scope for rule in people.mentees] == ["every_student"]
    assert people.mentors[0].pool == "all_teachers"


def test_the_contradictions_of_the_primary_source_are_shown():
    notes = {(note.rule_id, note.stated, note.found) for note in gaps(preset("shewopo-primary"))}
    assert ("talk", "8", "6") in notes
    assert ("students-raters", "5", "6") in notes
    assert ("talk", "八类特殊学生", "前文只列出六类") in notes


def test_the_emphases_cover_the_six_grades_of_a_primary_school():
    emphases = preset("shewopo-primary").emphases
    assert [e.band for e in emphases] == ["lower", "middle", "upper"]
    assert [grade for e in emphases for grade in e.grades] == [1, 2, 3, 4, 5, 6]


def test_the_primary_preset_asks_more_hours_than_can_be_kept_and_is_warned_of_it():
    asked = hours_asked(preset("shewopo-primary"), date(2026, 3, 2))
    assert 3.5 < asked.median_hours < 4.5
    assert asked.heaviest_hours > 10
    warnings = lint(preset("shewopo-primary"), date(2026, 3, 2))
    assert "rhythm_cannot_be_kept" in [warning.code for warning in warnings]


def test_clauses_of_the_primary_source_that_stay_against_advice_carry_the_owners_reason():
    warnings = lint(preset("shewopo-primary"), date(2026, 3, 2))
    kept = {warning.rule_id for warning in warnings if warning.keep is not None}
    assert kept == {"line-handbook", "line-archive", "line-reflections", "deduct-dropout"}


@pytest.mark.parametrize("key", KEYS)
def test_every_sensitive_field_of_a_preset_has_a_purpose_and_few_readers(key):
    scheme = preset(key)
    codes = {warning.code for warning in lint(scheme, scheme.header.valid_from + timedelta(30))}
    assert codes.isdisjoint({"sensitive_without_purpose", "sensitive_read_widely", "photo_required", "label_sticks"})


def test_statements_with_counted_items_count_right():
    counted = [
        rule
        for scheme in presets()
        for rule in scheme.rules()
        if isinstance(rule, StatementRule) and rule.stated_count is not None
    ]
    assert counted
    assert all(rule.stated_count == len(rule.items) for rule in counted)
