"""Whatever is changed in a true certificate is found, or changes nothing that is claimed."""

import json
from typing import Any

import pytest

from liangshi.domain.matching.verify import verify
from tests.domain.matching.mutations import mutations
from tests.domain.matching.oracle import (
    TinyMarket,
    completions,
    needless,
    reach,
    stable_matchings,
    wish_round,
)
from tests.domain.matching.oracle_certificate import certify, identity, possible_holds
from tests.domain.matching.oracle_differences import differences, truth
from tests.domain.matching.oracle_markets import market

TRUE_SEEDS = range(200)
TELLING_SEEDS = (6, 45, 117, 139)


def names_of(raw: dict[str, Any]) -> list[str]:
    keys = [line["id"] + ("|" + line["track"] if "track" in line else "") for line in raw["students"]]
    return [*(mentor["id"] for mentor in raw["mentors"]), *keys[:3], "girls", "stranger"]


def is_harmless(raw: dict[str, Any], certificate: dict[str, Any]) -> bool:
    """Everything that the market determines is as it should be."""
    fixed = {name: value for name, value in identity(raw).items() if name != "engine"}
    return all(certificate[name] == value for name, value in fixed.items()) and not differences(raw, certificate)


def same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def assert_no_forgery_passes(raw: dict[str, Any], certificate: dict[str, Any]) -> None:
    assert verify(raw, certificate).findings == ()
    for name, forged in mutations(certificate, names_of(raw)):
        if verify(raw, forged).ok and not same(forged, certificate):
            assert is_harmless(raw, forged), name


def test_true_certificates_are_accepted():
    for seed in TRUE_SEEDS:
        raw = market(seed)
        assert verify(raw, certify(raw)).findings == (), seed


@pytest.mark.parametrize("seed", TELLING_SEEDS)
def test_every_single_change_is_found_or_harmless(seed):
    raw = market(seed)
    assert_no_forgery_passes(raw, certify(raw))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 1048, 6))
def test_every_single_change_is_found_or_harmless_in_many_markets(start):
    for seed in range(start, start + 6):
        raw = market(seed)
        assert_no_forgery_passes(raw, certify(raw))


def forged(raw: dict[str, Any], certificate: dict[str, Any], **change: Any) -> dict[str, Any]:
    """The certificate of another result, every figure of it consistent, with the proofs of the true one."""
    tiny = TinyMarket(raw)
    held = tuple((mentor, group) for mentor, group, places in certificate["held"] for _ in range(places))
    matching, promoted = wish_round(tiny, held)
    result = change.get("result", matching)
    other = truth(tiny, change.get("matching", matching), promoted, result, held)
    return {**certificate, **other}


@pytest.mark.parametrize("start", range(0, 100, 50))
def test_no_other_stable_matching_and_no_other_placement_can_be_claimed(start):
    tried = 0
    for seed in range(start, start + 50):
        raw = market(seed)
        certificate = certify(raw)
        tiny = TinyMarket(raw)
        matching, promoted = wish_round(tiny)
        if certificate["held"]:
            continue
        for other in stable_matchings(tiny, (), promoted):
            if other != matching:
                tried += 1
                assert not verify(raw, forged(raw, certificate, matching=other, result=other)).ok, seed
        for other in completions(tiny, matching)[:40]:
            claim = forged(raw, certificate, result=other)
            if not same(claim, certificate):
                tried += 1
                assert not verify(raw, claim).ok, seed
    assert tried > 20


@pytest.mark.parametrize("start", [100])
def test_places_may_be_held_only_where_each_is_needed(start):
    accepted = refused = 0
    for seed in range(start, start + 20):
        raw = market(seed)
        tiny = TinyMarket(raw)
        goal = reach(tiny, tiny.kept)
        for held in list(possible_holds(tiny))[:8]:
            fair = reach(tiny, wish_round(tiny, held)[0]) == goal and not needless(tiny, held, goal)
            assert verify(raw, certify(raw, held)).ok == fair, (seed, held)
            accepted += fair
            refused += not fair
    assert accepted > 10
    assert refused > 60
