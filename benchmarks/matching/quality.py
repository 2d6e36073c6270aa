"""What came out, checked by the verifier: the named schools one by one, the city as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from benchmarks.matching.generator import SIZES, city, named_school
from liangshi.domain.matching import build_market, certificate, plan, solve
from liangshi.domain.matching.verify import verify

SHOWN = ("need", "full", "wish", "held", "shortfall")


def checked(raw: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The certificate of a school, and whether coverage and verifier agree with it."""
    market = build_market(raw)
    claimed = json.loads(json.dumps(certificate(solve(market))))
    good = not verify(raw, claimed).findings
    return claimed, good and claimed["totals"]["full"] == plan(market).full


def quality_lines() -> Iterator[tuple[str, bool]]:
    """One line for each school, one for the city."""
    for name in SIZES:
        claimed, good = checked(named_school(name))
        yield _line(name, claimed["totals"], claimed["unique"], good), good
    sums = dict.fromkeys(SHOWN, 0)
    unique = good = True
    for raw in city():
        claimed, accepted = checked(raw)
        for figure in SHOWN:
            sums[figure] += claimed["totals"][figure]
        unique, good = unique and claimed["unique"], good and accepted
    yield _line("city", sums, unique, good), good


def _line(name: str, totals: dict[str, int], unique: bool, good: bool) -> str:  # noqa: FBT001
    figures = " | ".join(str(totals[figure]) for figure in SHOWN)
    return f"| {name} | {figures} | {'yes' if unique else 'NO'} | {'accepts' if good else 'REFUSES'} |"
