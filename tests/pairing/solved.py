"""A round that has been drawn: closed, announced, seeded, worked out."""

from datetime import datetime

from liangshi.pairing.choices import PhaseKind
from liangshi.pairing.models import Draw, Solution
from liangshi.pairing.queries.outcome import chosen_solution
from liangshi.pairing.services.closing import close_input
from liangshi.pairing.services.phases import INPUT_KINDS
from liangshi.pairing.services.solving import announce_draw, enter_seed, work_out

from .conftest import Running, by

SEED = "03 08 15 21 27 33"


def close(running: Running) -> datetime:
    """Close the input; the moment of it."""
    now = max(running.after(kind) for kind in PhaseKind if kind in INPUT_KINDS)
    close_input(by=by(running.world, "shen"), round_=running.round, now=now)
    return now


def draw(running: Running, seed: str = SEED) -> Draw:
    """Close, announce and enter the seed; the working out waits."""
    now = close(running)
    shen = by(running.world, "shen")
    announce_draw(by=shen, round_=running.round, how="福彩双色球第2026130期", now=now)
    return enter_seed(by=shen, round_=running.round, seed=seed, now=now)


def solved(running: Running, seed: str = SEED) -> Solution:
    """The solution of the draw."""
    work_out.call(draw(running, seed).pk)
    solution = chosen_solution(running.round)
    assert solution is not None
    return solution
