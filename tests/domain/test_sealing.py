"""A sealed market solves like the open one and tells nothing of names, numbers, words and categories."""

import json
from typing import Any

from liangshi.domain.matching import build_market, certificate, solve
from liangshi.domain.matching.verify import verify
from liangshi.domain.outcome.sealing import sealed

MARKET: dict[str, Any] = {
    "format": "liangshi-market/1",
    "school": "mingde",
    "seed": "03 08 15",
    "categories": [
        {"grade": "10", "class": "a", "gender": "f"},
        {"grade": "10", "class": "b", "gender": "m"},
        {"grade": "11", "class": "c", "gender": "f"},
    ],
    "rows": [["t1", "t2", "t3"]],
    "groups": {"高一": {"grade": ["10"]}},
    "students": [
        {"id": "s1", "cat": 0, "row": 0, "wishes": ["t1", "t2"], "profile": {"help": ["心理疏导"]}},
        {"id": "s2", "cat": 1, "row": 0, "wishes": ["t1"], "tier": 0},
        {
            "id": "s3",
            "cat": 2,
            "row": 0,
            "wishes": ["t1", ["t2", "t3"]],
            "tier_at": {"t2": 3},
            "minus": {"t3": "kinship"},
        },
        {"id": "s4", "cat": 0, "row": 0, "wishes": ["t2"], "track": "study"},
        {"id": "s5", "cat": 1, "row": 0, "profile": {"help": ["学业辅导"]}},
    ],
    "mentors": [
        {"id": "t1", "quota": 1, "ranking": ["s3", ["s1", "s5"]], "profile": {"help": ["学业辅导"]}},
        {"id": "t2", "quota": 2, "caps": {"高一": 1}, "declines": {"s5": "health"}},
        {"id": "t3", "quota": 3, "minimum": 1, "profile": {"help": ["心理疏导"]}},
    ],
    "kept": [],
    "policy": {"fit": [{"code": "help", "kind": "overlap", "student": "help", "mentor": "help", "weight": 10}]},
}


def same(name: str) -> str:
    return name


def coded(name: str) -> str:
    return f"X{sum(name.encode()):06}"


def pairs(raw: dict[str, Any]) -> dict[str, list[str]]:
    return solve(build_market(raw)).mentors_of()


def test_folding_priorities_into_the_order_of_mentors_changes_no_result() -> None:
    for seed in map(str, range(40)):
        market = {**MARKET, "seed": seed}
        assert pairs({**sealed(market, same, same, same), "seed": seed}) == pairs(market)


def test_a_sealed_market_can_be_solved_and_verified() -> None:
    market = {**sealed(MARKET, coded, coded, coded), "seed": "03 08 15"}
    assert verify(market, certificate(solve(build_market(market)))).ok


def test_nothing_that_names_or_marks_anybody_is_left() -> None:
    text = json.dumps(sealed(MARKET, coded, coded, coded), ensure_ascii=False)
    for told in (
        "s1",
        "s3",
        "t1",
        "心理疏导",
        "学业辅导",
        "高一",
        "kinship",
        "health",
        '"tier"',
        "tier_at",
        "gender",
        "class",
    ):
        assert told not in text


def test_those_of_a_category_cannot_be_told_from_those_a_mentor_ranked() -> None:
    ranking = next(line["ranking"] for line in sealed(MARKET, same, same, same)["mentors"] if line["id"] == "t1")
    assert ranking == ["s2", "s3", "s1"]
