"""What a market may not say: every problem at once, each refusal beside its success."""

import re
from pathlib import Path
from typing import Any

import pytest

from liangshi.domain.matching import MarketErrors, build_market, commit_digest, solve
from liangshi.domain.matching.problems import CURES
from tests.domain.matching.schools import raw_market, result


def base(**more: Any) -> dict[str, Any]:
    return raw_market({"1": ["A"], "2": ["B"]}, {"A": 2, "B": 2}, **more)


def problems(raw: Any) -> list[tuple[str, str]]:
    with pytest.raises(MarketErrors) as caught:
        build_market(raw)
    assert "{" not in str(caught.value).replace("{}", "")
    return [(problem.code, problem.path) for problem in caught.value.problems]


def with_student(**line: Any) -> dict[str, Any]:
    raw = base()
    raw["students"][0] = {"id": "1", **line}
    return raw


def with_mentor(**line: Any) -> dict[str, Any]:
    raw = base(
        categories=[{"g": "f", "c": "1"}, {"g": "m", "c": "1"}, {"g": "f", "c": "2"}],
        groups={"girls": {"g": ["f"]}, "class 1": {"c": ["1"]}, "girls 1": {"g": ["f"], "c": ["1"]}},
    )
    raw["mentors"][0] = {"id": "A", "quota": 2, **line}
    return raw


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ({"wishes": ["C"]}, "unknown_mentor", "students[0].wishes"),
        ({"wishes": ["A", "A"]}, "wished_twice", "students[0].wishes"),
        ({"wishes": [["A"]]}, "tie_too_small", "students[0].wishes"),
        ({"wishes": "A"}, "not_a_list", "students[0].wishes"),
        ({"wishes": [3]}, "not_a_text", "students[0].wishes"),
        ({"wishes": [["A", 3]]}, "not_a_text", "students[0].wishes"),
        ({"need": 0}, "not_a_number", "students[0].need"),
        ({"need": 1.0}, "not_a_number", "students[0].need"),
        ({"need": True}, "not_a_number", "students[0].need"),
        ({"tier": 10}, "not_a_number", "students[0].tier"),
        ({"tier_at": {"C": 1}}, "unknown_mentor", "students[0].tier_at"),
        ({"cat": 1}, "no_such_entry", "students[0].cat"),
        ({"row": -1}, "no_such_entry", "students[0].row"),
        ({"plus": ["C"]}, "unknown_mentor", "students[0].plus"),
        ({"minus": {"A": ""}}, "reason_missing", "students[0].minus"),
        ({"minus": {"C": "aunt"}}, "unknown_mentor", "students[0].minus"),
        ({"id": "a|b"}, "bar_in_name", "students[0].id"),
        ({"id": ""}, "not_a_text", "students[0].id"),
        ({"id": "2"}, "duplicate_student", "students[1]"),
        ({"grade": "7"}, "unknown_field", "students[0]"),
        ({"profile": {"needs": [1]}}, "not_a_text", "students[0].profile.needs"),
        ({"profile": []}, "not_an_object", "students[0].profile"),
    ],
)
def test_a_wrong_student_line_is_named(line, code, path):
    assert (code, path) in problems(with_student(**line))


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ({"quota": -1}, "not_a_number", "mentors[0].quota"),
        ({"quota": 10_000}, "not_a_number", "mentors[0].quota"),
        ({"minimum": 3}, "minimum_above_quota", "mentors[0]"),
        ({"caps": {"boys": 1}}, "unknown_group", "mentors[0].caps"),
        ({"caps": {"girls": 1, "class 1": 1}}, "crossing_groups", "mentors[0].caps"),
        ({"caps": {"girls": "1"}}, "not_a_number", "mentors[0].caps.girls"),
        ({"ranking": ["1", ["2", "1"]]}, "ranked_twice", "mentors[0].ranking[1]"),
        ({"ranking": ["9"]}, "unknown_student", "mentors[0].ranking"),
        ({"ranking": [["1"]]}, "tie_too_small", "mentors[0].ranking[0]"),
        ({"ranking": [1]}, "not_a_text", "mentors[0].ranking[0]"),
        ({"declines": {"9": "no"}}, "unknown_student", "mentors[0].declines"),
        ({"declines": {"1": ""}}, "reason_missing", "mentors[0].declines"),
        ({"id": "B"}, "duplicate_mentor", "mentors[1]"),
        ({"id": None}, "not_a_text", "mentors[0].id"),
        ({"room": 1}, "unknown_field", "mentors[0]"),
    ],
)
def test_a_wrong_mentor_line_is_named(line, code, path):
    assert (code, path) in problems(with_mentor(**line))


def test_nested_groups_are_accepted_where_crossing_ones_are_refused():
    raw = with_mentor(caps={"girls": 2, "girls 1": 1})
    assert build_market(raw).tree.name[2:] == ("girls 1", "girls")


@pytest.mark.parametrize(
    ("more", "code", "path"),
    [
        ({"format": "liangshi-market/2"}, "unknown_format", "format"),
        ({"school": "a|b"}, "bar_in_name", "school"),
        ({"seed": 7}, "not_a_text", "seed"),
        ({"colour": 1}, "unknown_field", "market"),
        ({"rows": [["A", "C"]]}, "unknown_mentor", "rows[0]"),
        ({"rows": [["A", "A", "B"]]}, "duplicate_in_row", "rows[0]"),
        ({"categories": []}, "category_count", "categories"),
        ({"categories": [{"g": 1}]}, "not_a_text", "categories[0]"),
        ({"groups": {"": {}}}, "reserved_group", "groups"),
        ({"commit": "0" * 64}, "commit_differs", "commit"),
        ({"kept": [["1"]]}, "not_a_pair", "kept[0]"),
        ({"kept": [["9", "A"]]}, "unknown_student", "kept[0]"),
        ({"kept": [["1", "C"]]}, "unknown_mentor", "kept[0]"),
        ({"kept": [["1", "A"], ["1", "A"]]}, "kept_twice", "kept[1]"),
        ({"kept": [["1", "A"], ["1", "B"]]}, "kept_above_need", "kept"),
        ({"rows": [["B"]], "kept": [["1", "A"]]}, "kept_not_eligible", "kept[0]"),
        ({"policy": {"speed": 1}}, "unknown_field", "policy"),
        ({"policy": {"minimum_first": 1}}, "not_true_or_false", "policy.minimum_first"),
        ({"policy": {"fit": [{"code": "a", "kind": "magic", "weight": 1}]}}, "unknown_kind", "policy.fit[0]"),
        ({"policy": []}, "not_an_object", "policy"),
        ({"students": None}, "not_a_list", "students"),
        ({"mentors": {}}, "not_a_list", "mentors"),
    ],
)
def test_a_wrong_frame_is_named(more, code, path):
    assert (code, path) in problems({**base(), **more})


def test_kept_pairs_above_a_cap_are_refused():
    raw = raw_market({"1": [], "2": []}, {"A": 1}, kept=[["1", "A"], ["2", "A"]])
    assert problems(raw) == [("kept_above_cap", "kept")]
    assert result({**raw, "kept": [["1", "A"]]}) == {"1": ["A"], "2": []}


def test_fit_terms_are_told_apart_and_bounded():
    term = {"code": "a", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 600}
    assert problems(base(policy={"fit": [term, term]})) == [
        ("duplicate_term", "policy.fit[1]"),
        ("fit_too_large", "policy.fit"),
    ]


def test_lists_may_be_limited_and_declines_capped():
    raw = raw_market({"1": [["A", "B"], "C"]}, {"A": 1, "B": 1, "C": {"quota": 1, "declines": {"1": "kin"}}})
    assert problems({**raw, "policy": {"longest_list": 2}}) == [("list_too_long", "students[0].wishes")]
    assert problems({**raw, "policy": {"most_declines": 0}}) == [("too_many_declines", "mentors[2]")]
    assert result({**raw, "policy": {"longest_list": 3, "most_declines": 1}})["1"] in (["A"], ["B"])


def test_two_tracks_may_not_share_a_mentor():
    raw = base()
    raw["students"] = [{"id": "1", "track": "study"}, {"id": "1", "track": "conduct"}]
    assert problems(raw) == [("tracks_overlap", "students[0]")]


def test_a_line_without_track_stands_alone():
    raw = base()
    raw["students"] = [{"id": "1"}, {"id": "1", "track": "study", "minus": {"A": "x", "B": "x"}}]
    assert ("duplicate_student", "students[1]") in problems(raw)


def test_texts_must_be_composed_unicode():
    raw = base(school="Ecole\u0301")
    assert problems(raw) == [("not_nfc", "market")]
    assert build_market(base(school="Ecol\u00e9")).school == "Ecol\u00e9"


def test_texts_must_be_writable():
    assert problems(base(school="\ud800")) == [("not_unicode", "market")]


def test_everything_wrong_is_told_at_once_and_in_words():
    raw = base(kept=[["9", "A"]])
    raw["students"][0]["wishes"] = ["A", "C", "A"]
    with pytest.raises(MarketErrors) as caught:
        build_market(raw)
    assert [problem.code for problem in caught.value.problems] == ["unknown_mentor", "wished_twice", "unknown_student"]
    assert "students[0].wishes: there is no mentor C (unknown_mentor)" in str(caught.value)


def test_something_that_is_no_market_at_all_is_refused():
    assert ("not_an_object", "market") in problems([])


def test_the_announced_digest_is_accepted_when_it_is_right():
    raw = base()
    raw["commit"] = commit_digest(raw)
    assert build_market({**raw, "seed": "drawn later"}).commit == raw["commit"]


def test_a_policy_may_be_tried_in_place_of_the_one_inside():
    raw = base(policy={"promotion": 2})
    assert build_market(raw, {"promotion": 1}).policy.promotion == 1
    assert build_market(raw).policy.promotion == 2


@pytest.mark.parametrize(
    ("students", "mentors", "expected"),
    [
        ({}, {}, {}),
        ({}, {"A": 1}, {}),
        ({"1": []}, {"A": 0}, {"1": []}),
        ({"1": ["A"]}, {"A": 1}, {"1": ["A"]}),
        ({"1": {"need": 2}}, {"A": 5}, {"1": ["A"]}),
        ({"1": [["A", "B"]]}, {"A": 0, "B": 1}, {"1": ["B"]}),
    ],
)
def test_small_and_empty_schools_are_no_error(students, mentors, expected):
    assert result(raw_market(students, mentors)) == expected


def test_nobody_and_no_mentor_is_a_shortage_not_an_error():
    raw = raw_market({"1": []}, {})
    outcome = solve(build_market(raw))
    assert [shortage.short for shortage in outcome.shortages] == [1]


def test_crossing_sub_quotas_are_refused_with_the_cure():
    raw = raw_market(
        {"1": []}, {"A": {"quota": 3, "caps": {"girls": 1, "special": 1}}},
        categories=[{"g": "f", "s": "1"}, {"g": "f", "s": "0"}, {"g": "m", "s": "1"}],
        groups={"girls": {"g": ["f"]}, "special": {"s": ["1"]}},
    )  # fmt: skip
    with pytest.raises(MarketErrors, match="let each child count in one of them only"):
        build_market(raw)


def test_every_code_of_the_format_has_plain_words_and_no_other():
    page = (Path(__file__).parents[3] / "docs" / "matching-format.md").read_text(encoding="utf-8")
    section = page.partition("## 8. Problems")[2].partition("\nA need larger")[0]
    assert set(re.findall(r"`([a-z_]+)`", section)) - {"code", "path", "params"} == set(CURES)
