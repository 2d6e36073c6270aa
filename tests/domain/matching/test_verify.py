"""The verifier on small cases written by hand, each refusal beside its success."""

import hashlib
from copy import deepcopy
from typing import Any

import pytest

from liangshi.domain.matching.verify import verify
from tests.domain.matching.mutations import with_totals
from tests.domain.matching.oracle_certificate import canonical, certify, digest, identity

Raw = dict[str, Any]


def two_children() -> Raw:
    """Only c1 may go to B, so A's one place must be kept from c1, whom A prefers."""
    return {
        "format": "liangshi-market/1",
        "school": "demo",
        "seed": "7",
        "rows": [["A", "B"], ["A"]],
        "students": [{"id": "c1", "wishes": ["A"]}, {"id": "c2", "row": 1, "wishes": ["A"]}],
        "mentors": [{"id": "A", "quota": 1, "ranking": ["c1", "c2"]}, {"id": "B", "quota": 1}],
    }


def lottery(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:16], 16)


def cost(child: str, mentor: str, fit: int = 0) -> int:
    mixed = lottery(f"7|demo|{child}") ^ lottery(f"7|demo|{mentor}|mentor")
    return (1000 - fit) * 2**24 + (mixed * 0x9E3779B97F4A7C15 % 2**64 >> 40)


def by_hand(raw: Raw) -> Raw:
    dear = 1500 * 2**24
    return {
        **identity(raw),
        "kept": [],
        "promoted": [],
        "wish": [],
        "placed": [["c1", "B", 0], ["c2", "A", 0]],
        "rejections": [["c1", "A"], ["c2", "A"]],
        "cutoffs": {"A": {"": None}},
        "held": [["A", "", 1]],
        "shortage": [],
        "unplaced": [],
        "shortfall": [],
        "prices": {
            "students": [["c1", cost("c1", "B")], ["c2", cost("c2", "A") + dear]],
            "groups": [["A", "", dear]],
            "minimum": [],
        },
        "unique": True,
        "totals": {
            "need": 2,
            "full": 2,
            "kept": 0,
            "wish": 0,
            "placed": 2,
            "unplaced": 0,
            "held": 1,
            "shortfall": 0,
            "fit": 0,
        },
    }


def codes(raw: Any, certificate: Any) -> list[str]:
    return [one.code for one in verify(raw, certificate).findings]


def test_a_certificate_written_by_hand_is_accepted():
    raw = two_children()
    verdict = verify(raw, by_hand(raw))
    assert verdict.findings == ()
    assert verdict.ok
    assert [one.code for one in verdict.unchecked] == ["draw", "commitment", "choice"]


def test_a_finding_is_said_in_both_languages():
    raw = two_children()
    lying = by_hand(raw) | {"wish": [["c1", "A", 1]], "placed": [], "held": []}
    lying["totals"] = lying["totals"] | {"wish": 1, "placed": 0, "held": 0, "full": 1}
    lying["totals"] |= {"unplaced": 1}
    lying["unplaced"] = [["c2", 1]]
    verdict = verify(raw, lying)
    assert [one.code for one in verdict.unchecked] == ["draw", "commitment", "later"]
    first = verdict.findings[0]
    assert first.code == "had_room"
    assert first.zh == "落选记录不成立：A 此时应接收 c1"
    assert first.en == "rejected without reason: c1 by A"


def test_a_place_held_without_need_is_named():
    raw = two_children()
    raw["rows"] = [["A", "B"], ["A", "B"]]
    assert codes(raw, certify(raw)) == []
    assert codes(raw, certify(raw, held=(("A", ""),))) == ["held_none", "held_spare"]


def test_more_places_than_there_are_cannot_be_held():
    raw = two_children()
    greedy = by_hand(raw) | {"held": [["A", "", 2]]}
    greedy["totals"] = greedy["totals"] | {"held": 2}
    assert codes(raw, by_hand(raw)) == []
    assert codes(raw, greedy) == ["held_room"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seed": "8"}, "copied"),
        ({"school": "other"}, "copied"),
        ({"market_digest": "0" * 64}, "digest"),
        ({"commit": "0" * 64}, "commit"),
        ({"draw_rule": "dice"}, "copied"),
        ({"format": "liangshi-certificate/2"}, "copied"),
        ({"unique": False}, "unique"),
        ({"promoted": ["c1"]}, "promoted"),
        ({"cutoffs": {}}, "cutoff"),
        ({"cutoffs": {"A": {"": [9, 0, 0, "0" * 16]}}}, "cutoff"),
        ({"rejections": [["c2", "A"]]}, "over"),
        ({"rejections": [["c2", "A"], ["c1", "A"], ["c1", "B"]]}, "not_offered"),
        ({"unplaced": [["c2", 1]]}, "totals"),
        ({"shortfall": [["A", 1]]}, "totals"),
        ({"kept": [["c2", "A"]]}, "totals"),
        ({"placed": [["c1", "B", 1], ["c2", "A", 0]]}, "totals"),
        ({"placed": [["c2", "A", 0], ["c1", "B", 0]]}, "sorted"),
        ({"held": [["A", "girls", 1]]}, "unknown"),
        ({"shortage": [{"students": ["c9"], "walls": [], "alone": 0, "need": 1, "places": 0, "short": 1}]}, "unknown"),
        ({"totals": {}}, "shape"),
        ({"unique": 1}, "shape"),
    ],
)
def test_a_changed_field_is_named_by_its_code(change, code):
    raw = two_children()
    assert code in codes(raw, by_hand(raw) | change)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"placed": [["c1", "A", 0], ["c2", "B", 0]]}, "ineligible"),
        ({"placed": [["c1", "A", 0], ["c2", "A", 0]]}, "cap"),
        ({"placed": [["c1", "A", 0], ["c1", "B", 0]]}, "need"),
        ({"wish": [["c1", "A", 1]], "placed": [["c1", "A", 0], ["c2", "A", 0]]}, "twice"),
        ({"wish": [["c1", "B", 1]], "placed": [["c2", "A", 0]]}, "unlisted"),
        ({"wish": [["c1", "B", 1]], "placed": [["c2", "A", 0]]}, "wish_result"),
        ({"wish": [["c2", "A", 2]], "placed": [["c1", "B", 0]]}, "number"),
        ({"rejections": [["c1", "A"], ["c2", "A"], ["c2", "A"]]}, "sorted"),
    ],
)
def test_a_forged_result_with_right_totals_is_named_by_its_code(change, code):
    raw = two_children()
    assert code in codes(raw, with_totals(by_hand(raw) | change))


@pytest.mark.parametrize("document", [None, [], "x", 3, {}, {"format": "liangshi-market/1"}])
def test_what_is_no_market_or_no_certificate_is_refused_without_a_crash(document):
    raw = two_children()
    assert codes(document, by_hand(raw)) != []
    assert codes(raw, document) != []


def with_line(**change: Any) -> Raw:
    raw = two_children()
    raw["students"][0] |= change
    return raw


def two_tracks(first: list[str], second: list[str]) -> Raw:
    raw = two_children()
    raw["rows"] = [first, second]
    for line, track in zip(raw["students"], ("study", "life"), strict=True):
        line |= {"id": "c1", "track": track, "wishes": []}
    raw["mentors"][0] |= {"ranking": [], "quota": 2}
    return raw


def with_mentor(**change: Any) -> Raw:
    raw = two_children()
    raw["groups"] = {"one": {"n": ["1", "2"]}, "two": {"n": ["2", "3"]}, "part": {"n": ["2"]}}
    raw["categories"] = [{"n": "1"}, {"n": "2"}, {"n": "3"}]
    raw["mentors"][0] |= change
    return raw


@pytest.mark.parametrize(
    "raw",
    [
        with_line(wishes=["A", "A"]),
        with_line(wishes=["nobody"]),
        with_line(id="c2"),
        with_line(id="c|1"),
        with_line(cat=1),
        with_line(row=2),
        with_line(need=0),
        with_line(tier=10),
        with_line(colour="red"),
        with_line(track="study", id="c2"),
        with_line(plus=["nobody"]),
        with_line(minus={"nobody": "aunt"}),
        with_line(tier_at={"nobody": 1}),
        with_line(id="c\ud8001"),
        with_line(profile={"needs": ["e\u0301"]}),
        with_mentor(caps={"one": 1, "two": 1}),
        with_mentor(caps={"three": 1}),
        with_mentor(minimum=2),
        with_mentor(ranking=["nobody"]),
        with_mentor(declines={"nobody": "away"}),
        two_children() | {"kept": [["nobody", "A"]]},
        two_children() | {"kept": [["c1", "nobody"]]},
        two_children() | {"rows": [["A", "A"], ["A"]]},
        with_mentor(ranking=["c1", ["c2", "c1"]]),
        with_mentor(quota=1.0),
        with_mentor(quota=True),
        two_children() | {"kept": [["c2", "B"]]},
        two_children() | {"kept": [["c1", "A"], ["c2", "A"]]},
        two_children() | {"kept": [["c1", "A"], ["c1", "A"]]},
        two_children() | {"kept": [["c1", "A"], ["c1", "B"]]},
        two_children() | {"commit": "0" * 64},
        two_children() | {"format": "liangshi-market/2"},
        two_children() | {"school": "a|b"},
        two_children() | {"rows": [["nobody"], ["A"]]},
        two_children() | {"groups": {"": {}}},
        with_mentor(declines={"c1": "away"}) | {"policy": {"most_declines": 0}},
        two_tracks(["A", "B"], ["B"]),
        two_children() | {"policy": {"longest_list": 1, "most_declines": -1}},
        two_children() | {"policy": {"fit": [{"code": "a", "kind": "magic", "attribute": "n", "weight": 1}]}},
        two_children() | {"policy": {"fit": [{"code": "a", "kind": "balance", "attribute": "n", "weight": 1001}]}},
    ],
)
def test_a_market_without_clear_meaning_is_refused(raw):
    certificate = by_hand(two_children())
    assert set(codes(raw, certificate)) & {"market", "shape", "text", "commit"}


@pytest.mark.parametrize("raw", [with_mentor(caps={"one": 1, "part": 1}), two_tracks(["A"], ["B"])])
def test_nested_groups_and_separate_tracks_are_a_clear_market(raw):
    assert codes(raw, certify(raw)) == []


def test_a_true_second_optimum_must_be_admitted():
    raw = market_with_two_optima()
    certificate = certify(raw)
    assert certificate["unique"] is False
    assert codes(raw, certificate) == []
    assert codes(raw, certificate | {"unique": True}) == ["unique"]


def market_with_two_optima() -> Raw:
    """Two children and two mentors whose pair numbers add up to the same either way."""
    seen: dict[int, str] = {}
    for number in range(40_000):
        child = f"c{number}"
        gap = cost(child, "A") - cost(child, "B")
        if gap in seen:
            return {
                "format": "liangshi-market/1",
                "school": "demo",
                "seed": "7",
                "rows": [["A", "B"]],
                "students": [{"id": seen[gap]}, {"id": child}],
                "mentors": [{"id": "A", "quota": 1}, {"id": "B", "quota": 1}],
            }
        seen[gap] = child
    raise AssertionError("no two children with the same gap")


def test_other_valid_prices_prove_the_same_placement():
    raw = two_children()
    raw["students"] = [{"id": "c1", "row": 1}, {"id": "c2", "row": 1}]
    certificate = certify(raw)
    (placed, _, _), *_ = certificate["placed"]
    highest = max(price for _, price in certificate["prices"]["students"])
    for price, accepted in ((highest, True), (highest + 1, False)):
        students = [[key, price if key == placed else old] for key, old in certificate["prices"]["students"]]
        other = certificate | {"prices": certificate["prices"] | {"students": students}}
        assert verify(raw, other).ok is accepted


def test_the_digest_does_not_depend_on_the_order_of_lines():
    raw = two_children()
    turned = deepcopy(raw)
    turned["students"].reverse()
    turned["mentors"].reverse()
    assert digest(canonical(turned)) == digest(canonical(raw))
    assert codes(turned, by_hand(raw)) == []


def test_minimums_that_come_first_are_checked_against_the_least_possible():
    raw = two_children()
    raw["mentors"][1]["minimum"] = 1
    raw["students"][1]["row"] = 0
    raw["mentors"][0]["quota"] = 2
    raw["policy"] = {"minimum_first": True}
    honest = certify(raw)
    assert honest["held"] != []
    assert codes(raw, honest) == []
    assert codes(raw, certify(raw, held=())) == ["least"]
