"""Which round follows another one."""

from liangshi.pairing.choices import RoundState
from liangshi.pairing.models import Round


def second_of(round_: Round) -> Round | None:
    """The second round of a round, unless it was given up; those left over and the free places have gone there."""
    later = Round.unscoped.filter(second_round_of=round_).exclude(state=RoundState.CANCELLED)
    found: Round | None = later.order_by("-created_at").first()
    return found
