"""Equal bytes whatever Python hashes, a light import, nothing outside the standard library."""

import json
import os
import subprocess
import sys

import pytest

from benchmarks.matching.generator import Size, school
from liangshi.domain.matching import build_market, certificate, commit_digest, deferred_acceptance, place, solve
from liangshi.domain.matching.verify import verify

SCRIPT = """
import json, sys
from liangshi.domain.matching import build_market, certificate, explain_all, solve
raw = json.loads(sys.stdin.read())
outcome = solve(build_market(raw))
told = {key: [(r.code, dict(r.params)) for r in reasons] for key, reasons in explain_all(outcome).items()}
print(json.dumps([certificate(outcome), told]))
"""


@pytest.fixture(scope="module")
def tight():
    """A school in which places must be held."""
    raw = school("tight", Size(150, 12, slack=1.02, tight_grade=True))
    raw["policy"]["fit"].append({"code": "mix", "kind": "balance", "attribute": "gender", "weight": 3, "most": 3})
    return raw


def in_new_process(text: str, hash_seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT], input=text.encode(), capture_output=True, check=True, env=environment
    ).stdout


def test_hash_seeds_do_not_change_a_byte(tight):
    text = json.dumps(tight)
    results = {in_new_process(text, seed) for seed in "01234"}
    assert len(results) == 1
    certified, _ = json.loads(results.pop())
    assert certified["totals"]["held"] > 0
    assert certified == json.loads(json.dumps(certificate(solve(build_market(tight)))))


def test_the_generator_writes_the_same_school_again(tight):
    again = school("tight", Size(150, 12, slack=1.02, tight_grade=True))
    again["policy"]["fit"].append(tight["policy"]["fit"][-1])
    assert commit_digest(again) == commit_digest(tight)


def test_a_school_of_the_benchmark_is_accepted_by_the_verifier(tight):
    assert verify(tight, json.loads(json.dumps(certificate(solve(build_market(tight)))))).findings == ()


def test_single_steps_give_what_solve_gives():
    market = build_market(school("calm", Size(120, 14, slack=1.6)))
    wish = deferred_acceptance(market)
    outcome = solve(market)
    assert outcome.hold.held == ()
    assert (outcome.wish, outcome.placement) == (wish, place(market, wish))


def test_the_package_brings_nothing_along():
    script = (
        "import sys; import liangshi.domain.matching; "
        "print([n for n in sys.modules if n.split('.')[0] in ('numpy', 'django', 'pydantic', 'ortools', 'scipy')])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"
