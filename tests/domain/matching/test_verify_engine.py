"""Certificates that the engine wrote, changed in every single way."""

import json
from typing import Any

import pytest

from liangshi.domain.matching import build_market, certificate, solve
from liangshi.domain.matching.verify import verify
from tests.domain.matching.mutations import mutations
from tests.domain.matching.oracle_markets import market
from tests.domain.matching.test_verify_forgeries import TELLING_SEEDS, is_harmless, names_of, same


def engine_certificate(raw: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(certificate(solve(build_market(raw)))))


def assert_no_forgery_passes(seed: int) -> int:
    raw = market(seed)
    true = engine_certificate(raw)
    assert verify(raw, true).findings == ()
    refused = 0
    for name, forged in mutations(true, names_of(raw)):
        if not verify(raw, forged).ok:
            refused += 1
        elif not same(forged, true):
            assert is_harmless(raw, forged), (seed, name)
    return refused


@pytest.mark.parametrize("seed", TELLING_SEEDS[:3])
def test_every_single_change_of_an_engine_certificate_is_found_or_harmless(seed):
    assert assert_no_forgery_passes(seed) > 300


@pytest.mark.slow
@pytest.mark.parametrize("start", range(5000, 5060, 10))
def test_every_single_change_of_many_engine_certificates_is_found_or_harmless(start):
    assert sum(assert_no_forgery_passes(seed) for seed in range(start, start + 10)) > 3000
