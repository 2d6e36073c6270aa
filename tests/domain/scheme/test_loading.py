"""Loading a text: every problem at once, each in its place, with the nearest known word."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme import LoadProblems, Problem, Scheme, load
from liangshi.domain.scheme.loader import LONGEST_TEXT
from liangshi.domain.scheme.words import sentence
from tests.domain.scheme.texts import HEADER, SAID, codes_of, problems_of, scheme_of, text_of

TALK = """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
SAID
"""


def only(problems: LoadProblems) -> Problem:
    (found,) = problems.problems
    return found


def line_with(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_sound_text_becomes_a_scheme():
    scheme = scheme_of(TALK)
    assert scheme.header.title == "青禾学校全员导师制工作实施方案"
    assert scheme.duties[0].source[0].words == "照原文"


def test_an_unknown_key_is_refused_and_the_nearest_known_key_is_suggested():
    body = TALK.replace("title =", "titel =")
    found = next(p for p in problems_of(body).problems if p.code == "unknown_key")
    assert found.path == "duties[1].titel"
    assert found.line == line_with(text_of(body), "titel")
    assert found.parameter("near") == "title"
    assert sentence(found) == (f"第 {found.line} 行（duties[1].titel）：没有“titel”这个键。是不是“title”？")


def test_an_unknown_key_inside_an_inline_table_is_shown_on_its_line():
    body = TALK.replace("at_least", "atleast")
    found = next(p for p in problems_of(body).problems if p.code == "unknown_key")
    assert found.path == "duties[1].rhythm.atleast"
    assert found.line == line_with(text_of(body), "atleast")
    assert found.parameter("near") == "at_least"


def test_an_unknown_table_is_refused():
    found = only(problems_of("[dutys]\na = 1\n"))
    assert (found.code, found.path, found.parameter("near")) == ("unknown_key", "dutys", "duties")


def test_a_key_like_none_other_is_refused_without_a_suggestion():
    found = only(problems_of(TALK + "zzz = 1\n"))
    assert (found.code, found.parameter("near")) == ("unknown_key", "")
    assert sentence(found).endswith("没有“zzz”这个键。")


def test_a_missing_key_is_named():
    found = only(problems_of(TALK.replace('kind = "talk"\n', "")))
    assert (found.code, found.parameter("key"), found.path) == (
        "missing_key", "kind", "duties[1].kind",
    )  # fmt: skip


def test_a_word_outside_a_vocabulary_names_the_words_and_the_nearest():
    found = only(problems_of(TALK.replace('"week"', '"weak"')))
    assert (found.code, found.parameter("near")) == ("not_one_of", "week")
    assert "month" in found.parameter("choices")
    assert "是不是“week”" in sentence(found)


@pytest.mark.parametrize(
    ("good", "bad", "code", "wants"),
    [
        ("at_least = 1", 'at_least = "1"', "wrong_type", "integer"),
        ("at_least = 1", "at_least = 1.5", "wrong_type", "integer"),
        ("at_least = 1", "at_least = true", "wrong_type", "integer"),
        ("at_least = 1", "at_least = 0", "out_of_range", ""),
        ('title = "谈心"', "title = 3", "wrong_type", "text"),
        ('title = "谈心"', 'title = ""', "empty_text", ""),
        ('id = "talk"', 'id = "Talk_1"', "bad_id", ""),
        ('kind = "talk"', 'kind = "talk"\nby = "Mentor"', "bad_key", ""),
        ('kind = "talk"', 'kind = "talk"\nboarders_only = 1', "wrong_type", "truth"),
        ('kind = "talk"', 'kind = "talk"\nchannels = "phone"', "wrong_type", "list"),
        ('kind = "talk"', 'kind = "talk"\ncoverage = 3', "wrong_type", "table"),
        ('kind = "talk"', 'kind = "talk"\nvalid_from = "bald"', "wrong_type", "date"),
        ('kind = "talk"', 'kind = "talk"\nvalid_from = 2025-09-01T08:00:00', "wrong_type", "date"),
        ('kind = "talk"', 'kind = "talk"\nvalid_from = 08:00:00', "wrong_type", "date"),
        (
            'kind = "talk"',
            'kind = "talk"\ncoverage = { share = nan, within = "term" }',
            "wrong_type",
            "number",
        ),
        (
            'kind = "talk"',
            'kind = "talk"\ncoverage = { share = 101, within = "term" }',
            "out_of_range",
            "",
        ),
        (
            'kind = "talk"',
            'kind = "talk"\nwindows = [{ anchor = "named_days", dates = ["9-10"] }]',
            "bad_day",
            "",
        ),
        (
            'kind = "talk"',
            'kind = "talk"\nshared = { roles = [] }',
            "empty_list",
            "",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(good, bad, code, wants):
    found = only(problems_of(TALK.replace(good, bad)))
    assert found.code == code
    assert found.parameter("wants") == wants
    assert sentence(found)


def test_every_problem_is_returned_at_once_in_the_order_of_lines():
    body = (
        TALK.replace("title =", "titel =").replace('"week"', '"weak"')
        + """
[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
by = "grandmaster"
rhythm = { at_least = 2 }
forms = ["no-such-form"]
SAID

[[matching.quotas]]
id = "quota"
title = "名额"
target_low = 9
ceiling = 8
SAID

[[training]]
id = "workshop"
title = "研讨"
kind = "workshop"
audience = ["mentr"]
SAID
"""
    )
    problems = problems_of(body).problems
    assert [(p.code, p.path) for p in problems] == [
        ("missing_key", "duties[1].title"),
        ("unknown_key", "duties[1].titel"),
        ("not_one_of", "duties[1].rhythm.every"),
        ("rhythm_needs_period", "duties[2].rhythm"),
        ("quota_order", "matching.quotas[1]"),
        ("unknown_name", "training[1].audience[1]"),
    ]
    assert [p.line for p in problems] == sorted(p.line for p in problems)
    assert problems[-1].parameter("near") == "mentor"


def test_a_broken_header_does_not_hide_the_problems_behind_it():
    text = HEADER.replace('author = "青禾学校政教处"\n', "") + 'x = 1\n[[duties]]\nid = "a"\n'
    loaded = load(text)
    assert isinstance(loaded, LoadProblems)
    codes = {(p.code, p.path) for p in loaded.problems}
    assert ("missing_key", "header.author") in codes
    assert ("unknown_key", "documents[1].x") in codes
    assert ("missing_key", "duties[1].kind") in codes


def test_a_text_without_a_header_says_so():
    loaded = load("")
    assert isinstance(loaded, LoadProblems)
    assert [(p.code, p.path, p.line) for p in loaded.problems] == [("missing_key", "header", 1)]


def test_a_broken_header_keeps_its_base_so_that_names_of_the_base_are_known():
    base = scheme_of(TALK)
    header = HEADER.replace('version = "2025-1"', 'version = 1\nbase = "our-school"')
    body = '[[bundles]]\nid = "b"\ntitle = "名目"\nduties = ["talk"]\nSAID\n'
    found = problems_of(body, {"our-school": base}, header).problems
    assert [(p.code, p.path) for p in found] == [("wrong_type", "header.version")]


def test_a_rule_that_did_not_load_is_still_known_by_its_name():
    broken_form = '[[forms]]\nid = "sheet"\ntitle = "表"\nkind = "tlak"\nauthors = ["mentor"]\nSAID\n'
    body = TALK.replace('kind = "talk"', 'kind = "talk"\nforms = ["sheet"]') + broken_form
    assert codes_of(body) == ("not_one_of",)


def test_places_after_a_broken_rule_are_those_of_the_text():
    body = TALK.replace('"week"', '"weak"') + TALK.replace('"talk"\ntitle', '"other"\ntitle').replace(
        'kind = "talk"', 'kind = "talk"\nkeeper = "nobody"'
    )
    problems = problems_of(body).problems
    assert [(p.code, p.path) for p in problems] == [
        ("not_one_of", "duties[1].rhythm.every"),
        ("unknown_name", "duties[2].keeper"),
    ]
    assert problems[1].line == line_with(text_of(body), "nobody")


def test_a_part_of_the_wrong_type_is_one_problem():
    assert codes_of("[people]\nmentors = 3\n") == ("wrong_type",)
    loaded = load("people = 3\n" + HEADER)
    assert isinstance(loaded, LoadProblems)
    assert loaded.codes() == ("wrong_type",)


def test_every_syntax_problem_is_shown_on_its_line():
    text = text_of(TALK + "a == 1\nb = unquoted\n")
    loaded = load(text)
    assert isinstance(loaded, LoadProblems)
    assert [p.code for p in loaded.problems] == ["syntax", "syntax"]
    assert [p.line for p in loaded.problems] == [
        line_with(text, "a == 1"), line_with(text, "b = unquoted"),
    ]  # fmt: skip
    assert "值的写法不对" in sentence(loaded.problems[0])


def test_a_bracket_never_closed_is_a_syntax_problem():
    loaded = load("a = [1,\n")
    assert isinstance(loaded, LoadProblems)
    assert loaded.codes() == ("syntax",)


def test_syntax_problems_end_somewhere():
    loaded = load("\n".join("= 1" for _ in range(60)))
    assert isinstance(loaded, LoadProblems)
    assert len(loaded.problems) == 20


def test_brackets_nested_without_end_are_refused():
    loaded = load("a = " + "[" * 5000)
    assert isinstance(loaded, LoadProblems)
    assert loaded.codes() == ("too_deep",)


def test_a_text_longer_than_any_scheme_is_refused():
    loaded = load("#" * (LONGEST_TEXT + 1))
    assert isinstance(loaded, LoadProblems)
    assert loaded.codes() == ("too_long",)
    assert isinstance(load(text_of("#" * 1000)), Scheme)


@pytest.mark.parametrize(
    ("line", "character"),
    [("title = “谈心”", "“"), ('title ＝ "谈心"', "＝"), ("channels = [“phone”]", "“")],
)
def test_a_full_width_sign_is_named(line, character):
    body = TALK.replace('title = "谈心"', line)
    found = only(problems_of(body))
    assert (found.code, found.parameter("character")) == ("full_width", character)
    assert found.line == line_with(text_of(body), line)
    assert "全角" in sentence(found)


def test_full_width_signs_inside_text_are_welcome():
    assert scheme_of(TALK.replace("谈心", "“谈心”，每周")).duties[0].title == "“谈心”，每周"


def test_a_text_of_an_editor_that_marks_its_beginning_loads():
    assert load("\ufeff" + text_of(TALK)) == load(text_of(TALK))


def test_windows_line_ends_change_nothing():
    assert load(text_of(TALK).replace("\n", "\r\n")) == load(text_of(TALK))


def test_a_parameter_that_a_problem_does_not_have_is_empty():
    assert Problem(1, "", "syntax").parameter("near") == ""


def test_an_unknown_key_does_not_hide_other_problems_of_its_rule():
    body = TALK.replace("{ at_least = 1, every", "{ at_least = 1, evry").replace("SAID", 'by = "mentr"\nSAID')
    assert [(p.code, p.path) for p in problems_of(body).problems] == [
        ("rhythm_needs_period", "duties[1].rhythm"),
        ("unknown_key", "duties[1].rhythm.evry"),
    ]
    typo = TALK.replace("SAID", 'by = "mentr"\nSAID').replace("rhythm =", "xx = 1\nrhythm =")
    assert codes_of(typo) == ("unknown_key", "unknown_name")


def test_a_source_with_a_mistyped_key_is_shown_with_what_it_lacks():
    body = TALK.replace("SAID", SAID.replace("words", "wrods"))
    assert [(p.code, p.path) for p in problems_of(body).problems] == [
        ("missing_key", "duties[1].source[1].words"),
        ("unknown_key", "duties[1].source[1].wrods"),
    ]


def test_a_list_of_rules_holds_only_rules():
    loaded = load("duties = [1]\n" + HEADER)
    assert isinstance(loaded, LoadProblems)
    found = only(loaded)
    assert (found.code, found.path, found.parameter("wants")) == (
        "wrong_type", "duties[1]", "table",
    )  # fmt: skip
