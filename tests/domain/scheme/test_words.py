"""Every code has its sentence, every closed word and every field its Chinese name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel

from liangshi.domain.scheme import Gap, GapNote, Scheme
from liangshi.domain.scheme.labels import LABELS, label
from liangshi.domain.scheme.lint_words import ADVICE
from liangshi.domain.scheme.shape import innermost, is_model
from liangshi.domain.scheme.spoken import BREAKS
from liangshi.domain.scheme.terms import TERMS, role_name, term
from liangshi.domain.scheme.vocabulary import GapKind, Period
from liangshi.domain.scheme.words import FAILURES, KINDS, SENTENCES, TYPES, gap_sentence

CODE = Path(__file__).parents[3] / "liangshi" / "domain" / "scheme"


def language() -> tuple[list[type[BaseModel]], set[type[StrEnum]]]:
    """Every part and every closed vocabulary of the language."""
    parts: list[type[BaseModel]] = []
    words: set[type[StrEnum]] = set()
    waiting: list[type[BaseModel]] = [Scheme]
    while waiting:
        part = waiting.pop()
        if part in parts:
            continue
        parts.append(part)
        for field in part.model_fields.values():
            kind = innermost(field.annotation)
            if is_model(kind):
                waiting.append(kind)
            elif isinstance(kind, type) and issubclass(kind, StrEnum):
                words.add(kind)
    return parts, words


def codes_in(file: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (CODE / file).read_text(encoding="utf-8")))


def test_every_closed_word_has_a_chinese_term():
    _, vocabularies = language()
    for kind in vocabularies:
        assert set(TERMS[kind]) == {word.value for word in kind}
    assert term(Period.TWO_WEEKS) == "每两周"


def test_every_field_has_a_chinese_label_and_no_label_is_left_over():
    parts, _ = language()
    names = {name for part in parts for name in part.model_fields}
    assert names == set(LABELS)
    assert label("rhythm") == "节奏"


def test_a_role_of_the_schools_own_keeps_its_key():
    assert role_name("mentor") == "导师"
    assert role_name("life_teacher") == "life_teacher"


def test_every_code_a_part_can_raise_has_a_sentence():
    raised = {
        code
        for path in CODE.glob("*.py")
        for code in re.findall(r'broken\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    found = codes_in("checks.py", r'finding\([^"]*"(\w+)"') | codes_in("checks.py", r'finding\(\(.*?\), "(\w+)"')
    known = raised | (found & set(SENTENCES))
    assert raised <= set(SENTENCES)
    assert {"unknown_name", "id_twice", "never_in_force"} <= known


def test_every_break_warning_and_failure_has_words():
    assert codes_in("breaks.py", r'_break\(\s*"(\w+)"') <= set(BREAKS)
    assert codes_in("linter.py", r'yield "(\w+)"') == set(ADVICE)
    assert codes_in("trials.py", r'_failure\(example, "(\w+)"') == set(FAILURES)


def test_every_kind_of_name_and_type_has_words():
    assert codes_in("base.py", r'Names\("(\w+)"\)') == set(KINDS)
    assert codes_in("shape.py", r'": "(text|integer|number|truth|list|table|date)"') == set(TYPES)


def test_a_gap_is_told_with_its_question_or_its_decision():
    counted = GapNote("talk", GapKind.CONTRADICTION, "8", "6", counted=True)
    assert gap_sentence(counted) == "来源说的数目是 8，列出来的是 6。"
    gap = Gap(stated="八类", found="只列出六类", question="另外两类是什么？")
    open_note = GapNote("talk", gap.kind, gap.stated, gap.found, gap.question)
    assert gap_sentence(open_note) == "来源说“八类”，而只列出六类。待定：另外两类是什么？"
    decided = GapNote("talk", gap.kind, gap.stated, gap.found, gap.question, "按六类")
    assert gap_sentence(decided) == "来源说“八类”，而只列出六类。已决定：按六类"
