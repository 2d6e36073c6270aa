"""The manual: every field and word of the language stands in it, and its examples load."""

from __future__ import annotations

import re

import pytest

from liangshi.domain.scheme import LoadProblems, Rule, Scheme, load, run_examples
from liangshi.domain.scheme.lint_words import ADVICE
from liangshi.domain.scheme.shape import innermost, is_model
from liangshi.domain.scheme.terms import TERMS
from tests.domain.scheme.texts import HEADER
from tools import scheme_clauses, scheme_manual

MANUAL = scheme_manual.PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", MANUAL, flags=re.DOTALL)
CLAUSES = scheme_manual.PAGE.parents[2] / "shared" / "mission" / "clauses.md"
NEEDED = ("id", "title", "source", "reading")


def tables() -> dict[str, type[Rule]]:
    """The rule of each list of rules, by its path."""
    parts = scheme_manual.parts()
    return {path: part for path, part in parts.items() if issubclass(part, Rule)}


def completed(example: str) -> str:
    """An example of the manual with the four keys it leaves out."""
    known = tables()
    lines, numbers = [], {"n": 0}
    for block in re.split(r"(?m)^(?=\[\[?\w)", example):
        head = block.split("\n", 1)[0].split("#")[0].strip()
        lines.append(block)
        if head in known:
            numbers["n"] += 1
            lines.append(_missing(block, numbers["n"]))
    text = "".join(lines)
    return text if "[header]" in text else HEADER + text


def _missing(block: str, number: int) -> str:
    values = {
        "id": f'"rule-{number}"',
        "title": '"条款"',
        "source": '{ document = "校", place = "一", words = "照原文" }',
        "reading": '"照做。"',
    }
    return "".join(f"{key} = {values[key]}\n" for key in NEEDED if not re.search(rf"(?m)^{key} =", block))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_manual_loads_and_holds(example):
    scheme = load(completed(example))
    assert isinstance(scheme, Scheme), scheme
    assert run_examples(scheme) == ()


def test_the_whole_small_scheme_needs_nothing_added():
    assert isinstance(load(EXAMPLES[0]), Scheme)
    assert isinstance(load(EXAMPLES[0].replace("ceiling = 8", "")), LoadProblems)


def test_the_reference_is_current():
    assert scheme_manual.text() == MANUAL


def test_every_field_stands_in_the_table_of_its_part():
    sections = dict(re.findall(r"### `(.+?)`\n(.*?)(?=\n##|\Z)", MANUAL, flags=re.DOTALL))
    for path, part in scheme_manual.parts().items():
        own = set(part.model_fields)
        if issubclass(part, Rule):
            own -= set(Rule.model_fields)
        missing = {name for name in own if f"| `{name}` |" not in sections[path]}
        assert missing == set(), path
    for name in Rule.model_fields:
        assert f"| `{name}` |" in MANUAL


def test_every_field_is_described():
    waiting, seen = [Scheme], set()
    while waiting:
        part = waiting.pop()
        for name, field in part.model_fields.items():
            assert field.description, (part.__name__, name)
            kind = innermost(field.annotation)
            if is_model(kind) and kind not in seen:
                seen.add(kind)
                waiting.append(kind)
    assert len(seen) > 90


def test_every_closed_word_and_every_warning_stands_in_the_manual():
    for words in TERMS.values():
        assert all(f"`{key}`" in MANUAL for key in words)
    assert all(f"`{code}`" in MANUAL for code in ADVICE)


@pytest.mark.skipif(not CLAUSES.is_file(), reason="the list of clauses is not on this computer")
def test_every_clause_of_the_sources_has_a_row_and_an_answer():
    asked = re.findall(r"(?m)^\| ([A-Z]\d+) \|", CLAUSES.read_text(encoding="utf-8"))
    assert [clause for clause, _, _ in scheme_clauses.rows()] == asked
    assert [clause for clause, _, cells in scheme_clauses.rows() if not any(cells)] == []


def test_the_table_of_clauses_is_current():
    assert scheme_clauses.PAGE.read_text(encoding="utf-8") == scheme_clauses.text()


def test_every_table_of_the_language_has_an_example():
    shown = set(re.findall(r"(?m)^(\[\[?[\w.]+\]\]?)", "\n".join(EXAMPLES)))
    asked = set(scheme_manual.parts()) & {p for p in scheme_manual.parts() if p.startswith("[")}
    assert asked - shown == set()
