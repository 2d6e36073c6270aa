"""False results whose forger also made the proofs to match, but for one rule that must catch him."""

from typing import Any

import pytest

from liangshi.domain.matching.verify import verify
from tests.domain.matching.mutations import with_totals
from tests.domain.matching.oracle_certificate import certify
from tests.domain.matching.test_verify import cost

Raw = dict[str, Any]


def one_child(**minimum: int) -> Raw:
    return {
        "format": "liangshi-market/1",
        "school": "demo",
        "seed": "7",
        "rows": [["A", "B"]],
        "students": [{"id": "c1"}],
        "mentors": [{"id": name, "quota": 2, "minimum": minimum.get(name, 0)} for name in "AB"],
    }


CHEAP, DEAR = sorted("AB", key=lambda mentor: cost("c1", mentor))
GAP = cost("c1", DEAR) - cost("c1", CHEAP)


def placed_at(mentor: str, raw: Raw, **prices: list[Any]) -> Raw:
    """The claim that c1 goes to this mentor."""
    short = [[one["id"], 1] for one in raw["mentors"] if one["minimum"] and one["id"] != mentor]
    proofs = {"students": [["c1", cost("c1", mentor)]], "groups": [], "minimum": []} | prices
    return with_totals(certify(raw) | {"placed": [["c1", mentor, 0]], "shortfall": short, "prices": proofs})


def codes(raw: Raw, certificate: Raw) -> list[str]:
    return [one.code for one in verify(raw, certificate).findings]


def test_the_cheaper_mentor_is_the_truth():
    raw = one_child()
    assert codes(raw, placed_at(CHEAP, raw)) == []
    assert codes(raw, placed_at(DEAR, raw)) == ["price"]


def test_a_free_place_cannot_be_made_dear():
    raw = one_child()
    assert codes(raw, placed_at(DEAR, raw, groups=[[CHEAP, "", GAP]])) == ["price"]


def test_a_mentor_above_the_minimum_cannot_be_made_cheap():
    raw = one_child()
    cheaper = [["c1", cost("c1", CHEAP)]]
    assert codes(raw, placed_at(DEAR, raw, students=cheaper, minimum=[[DEAR, GAP]])) == ["price"]


def test_a_minimum_left_open_must_have_its_full_price():
    raw = one_child(**{DEAR: 1})
    sigma = 2 * 1001 * 2**24
    true = placed_at(DEAR, raw, students=[["c1", cost("c1", DEAR) - sigma]], minimum=[[DEAR, sigma]])
    assert codes(raw, true) == []
    assert codes(raw, placed_at(CHEAP, raw)) == ["price"]


def test_the_price_of_a_minimum_is_limited():
    raw = one_child(**{DEAR: 1})
    for gamma, expected in ((2 * 1001 * 2**24, []), (2 * 1001 * 2**24 + 1, ["price"])):
        alpha = [["c1", cost("c1", DEAR) - gamma]]
        assert codes(raw, placed_at(DEAR, raw, students=alpha, minimum=[[DEAR, gamma]])) == expected


def unplaced(raw: Raw, *halls: Raw) -> Raw:
    """The claim that c1 cannot have anybody."""
    most = 2 * 1001 * 2**24
    return with_totals(
        certify(raw)
        | {
            "placed": [],
            "unplaced": [["c1", 1]],
            "shortage": list(halls),
            "prices": {"students": [["c1", most]], "groups": [], "minimum": []},
        }
    )


def hall(**change: Any) -> Raw:
    true = {"students": ["c1"], "walls": [], "alone": 2, "need": 1, "places": 0, "short": -1}
    return true | change


@pytest.mark.parametrize(
    "halls",
    [
        [],
        [hall()],
        [hall(alone=0, short=1)],
        [hall(short=1)],
        [hall(need=3, short=1)],
        [hall(walls=[["A", ""], ["B", ""]], alone=0, places=0, short=1)],
        [hall(walls=[["A", ""], ["B", ""]], alone=0, places=4, short=-3)],
        [hall(students=[], alone=0, need=0, short=0)],
        [hall(students=[], alone=0, need=0, places=-1, short=1)],
    ],
)
def test_nobody_is_left_out_by_a_false_shortage(halls):
    raw = one_child()
    assert set(codes(raw, unplaced(raw, *halls))) & {"wall", "full"}


def test_a_true_shortage_counts_only_once():
    raw = one_child()
    raw["mentors"][0]["quota"] = raw["mentors"][1]["quota"] = 0
    once = hall(walls=[["A", ""], ["B", ""]], alone=0, short=1)
    honest = certify(raw) | {"shortage": [once]}
    assert codes(raw, honest) == []
    assert "wall" in codes(raw, honest | {"shortage": [once, once]})
    assert "full" in codes(raw, honest | {"shortage": []})


def test_the_walls_of_one_mentor_do_not_stand_inside_each_other():
    raw = one_child()
    raw["groups"] = {"all": {}}
    for mentor in raw["mentors"]:
        mentor["caps"] = {"all": 0}
    walls = [["A", "all"], ["B", "all"]]
    honest = certify(raw) | {"shortage": [hall(walls=walls, alone=0, short=1)]}
    assert codes(raw, honest) == []
    nested = hall(walls=[["A", ""], *walls], alone=0, places=2, short=-1)
    assert "wall" in codes(raw, honest | {"shortage": [nested]})
