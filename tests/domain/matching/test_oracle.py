"""The oracle itself, on published examples and on what theory promises."""

from typing import Any

import pytest

from tests.domain.matching.oracle import (
    Pairs,
    TinyMarket,
    best_placements,
    reach,
    stable_matchings,
    student_optimal,
    wish_round,
)
from tests.domain.matching.oracle_certificate import certify
from tests.domain.matching.oracle_differences import differences
from tests.domain.matching.oracle_markets import market


def school(lists: dict[str, list[str]], rankings: dict[str, tuple[int, list[str]]], **need: int) -> TinyMarket:
    raw: dict[str, Any] = {
        "format": "liangshi-market/1",
        "school": "demo",
        "rows": [list(rankings)],
        "students": [{"id": name, "wishes": wishes, "need": need.get(name, 1)} for name, wishes in lists.items()],
        "mentors": [{"id": name, "quota": quota, "ranking": ranking} for name, (quota, ranking) in rankings.items()],
    }
    return TinyMarket(raw)


def told(tiny: TinyMarket, pairs: Pairs) -> dict[str, str]:
    return {line.key: "".join(tiny.ids[t] for t in tiny.mine(line.index, pairs)) for line in tiny.lines}


def test_the_example_of_haeringer_and_klijn_has_one_stable_matching():
    tiny = school(
        {"1": ["b", "a", "c"], "2": ["a", "b", "c"], "3": ["a", "b", "c"], "4": ["b", "c", "a"]},
        {"a": (1, ["1", "2", "3", "4"]), "b": (2, ["3", "4", "1", "2"]), "c": (1, ["4", "1", "2", "3"])},
    )
    assert [told(tiny, one) for one in stable_matchings(tiny)] == [{"1": "a", "2": "c", "3": "b", "4": "b"}]


def test_the_cycle_of_gale_and_shapley_has_three_and_the_children_get_their_first_wishes():
    tiny = school(
        {"1": ["a", "b", "c"], "2": ["b", "c", "a"], "3": ["c", "a", "b"]},
        {"a": (1, ["2", "3", "1"]), "b": (1, ["3", "1", "2"]), "c": (1, ["1", "2", "3"])},
    )
    assert len(stable_matchings(tiny)) == 3
    assert told(tiny, student_optimal(tiny)) == {"1": "a", "2": "b", "3": "c"}


def test_a_child_with_two_needs_can_gain_by_hiding_a_wish():
    mentors = {"0": (1, ["x", "y"]), "1": (1, ["y", "x"])}
    honest = school({"x": ["1", "0"], "y": ["0", "1"]}, mentors, y=2)
    hiding = school({"x": ["1", "0"], "y": ["0"]}, mentors, y=2)
    assert told(honest, student_optimal(honest))["y"] == "1"
    assert told(hiding, student_optimal(hiding))["y"] == "0"


def test_crossing_groups_may_leave_nothing_stable():
    tiny = school(
        {"1": ["b", "a"], "2": ["b", "a"], "3": ["a", "b"], "4": ["a", "b"]},
        {"a": (3, ["1", "2", "3", "4"]), "b": (1, ["3", "4", "1", "2"])},
    )
    tiny.raw["categories"] = [{"n": name} for name in "1234"]
    tiny.raw["groups"] = {"first": {"n": ["1", "2"]}, "second": {"n": ["2", "3"]}}
    for place, student in enumerate(tiny.raw["students"]):
        student["cat"] = place
    tiny.raw["mentors"][0]["caps"] = {"first": 1, "second": 1}
    assert stable_matchings(TinyMarket(tiny.raw)) == []


def test_a_place_is_held_when_a_child_would_otherwise_have_nobody():
    raw = market_where_wishes_leave_somebody_out()
    tiny = TinyMarket(raw)
    assert reach(tiny, wish_round(tiny)[0]) == (1, 0)
    assert reach(tiny, tiny.kept) == (0, 0)
    certificate = certify(raw)
    assert certificate["held"] == [["A", "", 1]]
    assert [entry[:2] for entry in certificate["placed"]] == [["1", "B"], ["2", "A"]]


def market_where_wishes_leave_somebody_out() -> dict[str, Any]:
    tiny = school({"1": ["A"], "2": ["A"]}, {"A": (1, ["1", "2"]), "B": (1, [])})
    tiny.raw["students"][1]["minus"] = {"B": "uncle"}
    return tiny.raw


@pytest.mark.parametrize("start", range(0, 200, 100))
def test_all_stable_matchings_serve_the_same_number_and_placing_never_blocks(start):
    for seed in range(start, start + 100):
        tiny = TinyMarket(market(seed))
        stable = stable_matchings(tiny)
        best = student_optimal(tiny)
        for other in stable:
            assert [len(tiny.mine(line.index, other)) for line in tiny.lines] == [
                len(tiny.mine(line.index, best)) for line in tiny.lines
            ]
        listed = tiny.pairs((line.index, t) for line in tiny.lines for t in tiny.effective(line.index))
        for placed in best_placements(tiny, best):
            once = tiny.pairs((line.index, t) for line in tiny.lines if line.need == 1 for t in line.eligible)
            assert placed & ~best & listed & once == 0


def test_the_oracle_agrees_with_itself_and_sees_a_changed_result():
    for seed in range(100):
        raw = market(seed)
        certificate = certify(raw)
        assert differences(raw, certificate) == []
        if certificate["wish"]:
            certificate["wish"] = certificate["wish"][1:]
            assert differences(raw, certificate) != []
