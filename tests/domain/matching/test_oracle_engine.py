"""The engine against the oracle and the verifier on tiny markets: no difference allowed."""

import json
from collections import Counter

import pytest

from liangshi.domain.matching import build_market, certificate, solve
from liangshi.domain.matching.verify import verify
from tests.domain.matching.oracle_differences import differences
from tests.domain.matching.oracle_markets import market


def compare(seeds: range) -> Counter[str]:
    """Fails at the first market where engine and truth differ; counts what the markets had in them."""
    met: Counter[str] = Counter()
    for seed in seeds:
        raw = market(seed)
        claimed = json.loads(json.dumps(certificate(solve(build_market(raw)))))
        assert differences(raw, claimed) == [], seed
        assert verify(raw, claimed).findings == (), seed
        met.update(name for name, value in claimed.items() if value)
    return met


def test_the_engine_finds_the_truth_and_proves_it():
    met = compare(range(2000))
    assert min(met[name] for name in ("held", "promoted", "placed", "shortage", "shortfall", "kept")) >= 50


@pytest.mark.slow
@pytest.mark.parametrize("start", range(2000, 50_000, 2000))
def test_the_engine_finds_the_truth_and_proves_it_in_fifty_thousand_markets(start):
    assert compare(range(start, start + 2000))["held"] >= 60
