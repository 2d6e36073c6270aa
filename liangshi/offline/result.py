"""A solved workbook: the school, its market, what came out and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liangshi.domain.matching import Outcome, Reason, certificate, explain_all, solve
from liangshi.domain.matching.market import Market
from liangshi.domain.matching.verify import Verdict, verify
from liangshi.domain.outcome.figures import Pair, pairs_of

from .school import School

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that the result workbook and the files beside it show."""

    school: School
    raw: Json
    outcome: Outcome
    certificate: Json
    verdict: Verdict
    pairs: tuple[Pair, ...]
    reasons: Mapping[str, list[Reason]]


def solved(school: School, raw: Json, market: Market) -> Result:
    """Solve, certify, and let the independent verifier look at it before anything is written."""
    outcome = solve(market)
    proof = certificate(outcome)
    return Result(
        school=school,
        raw=raw,
        outcome=outcome,
        certificate=proof,
        verdict=verify(raw, proof),
        pairs=pairs_of(proof),
        reasons=explain_all(outcome),
    )
