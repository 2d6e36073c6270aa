"""A solved workbook: the school, its market, what came out and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liangshi.domain.matching import Outcome, Reason, certificate, explain_all, solve
from liangshi.domain.matching.market import Market
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
    pairs: tuple[Pair, ...]
    reasons: Mapping[str, list[Reason]]

    @property
    def assigned(self) -> frozenset[tuple[str, str]]:
        """The pairs that the school itself has decided."""
        return frozenset((pair.student, pair.mentor) for pair in self.school.kept if pair.assigned)


def solved(school: School, raw: Json, market: Market) -> Result:
    """Solve, certify and explain."""
    outcome = solve(market)
    proof = certificate(outcome)
    return Result(
        school=school,
        raw=raw,
        outcome=outcome,
        certificate=proof,
        pairs=pairs_of(proof),
        reasons=_told(school, explain_all(outcome)),
    )


def _told(school: School, reasons: dict[str, list[Reason]]) -> dict[str, list[Reason]]:
    """A pair the school has decided does not stay from before: it is told like every other placement by the school."""
    for pair in school.kept:
        if pair.assigned:
            own = reasons[pair.student]
            stays = Reason("kept", {"mentor": pair.mentor})
            own[own.index(stays)] = Reason("placed", {"mentor": pair.mentor})
    return reasons
