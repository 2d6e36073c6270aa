"""The claim that nothing else costs as little, made and refused."""

import pytest

from liangshi.domain.matching import certificate
from liangshi.domain.matching.verify import verify
from tests.domain.matching.schools import Raw, raw_market, solved

ALIKE = ("t7066", "t7977")
"""Two mentors whom the lottery of school "demo" and seed "1" gives the same pair number with child 1."""


def market_of(mentors: tuple[str, ...], quota: int, minimum: int = 0) -> Raw:
    line = {"quota": quota, "minimum": minimum}
    return raw_market({"1": []}, dict.fromkeys(mentors, line))


def is_unique(raw: Raw) -> bool:
    """What the certificate says; the verifier agrees with it and with nothing else."""
    true = certificate(solved(raw))
    assert verify(raw, true).findings == ()
    other = {**true, "unique": not true["unique"]}
    assert [one.code for one in verify(raw, other).findings] == ["unique"]
    return bool(true["unique"])


@pytest.mark.parametrize(("quota", "minimum"), [(1, 0), (2, 0), (1, 1), (2, 1), (2, 2)])
def test_a_child_whom_the_lottery_leaves_undecided_is_not_placed_uniquely(quota, minimum):
    assert not is_unique(market_of(ALIKE, quota, minimum))


@pytest.mark.parametrize(("quota", "minimum"), [(1, 0), (2, 0), (1, 1), (2, 1), (2, 2)])
def test_a_child_whom_the_lottery_decides_is_placed_uniquely(quota, minimum):
    assert is_unique(market_of((ALIKE[0], "another"), quota, minimum))


def test_a_minimum_decides_before_the_lottery():
    raw = market_of(ALIKE, 2)
    raw["mentors"][1]["minimum"] = 1
    assert is_unique(raw)
    assert solved(raw).mentors_of() == {"1": [ALIKE[1]]}


def test_wishes_decide_before_the_lottery():
    raw = market_of(ALIKE, 2)
    raw["students"][0]["wishes"] = [ALIKE[1]]
    assert is_unique(raw)
