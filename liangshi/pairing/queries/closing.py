"""Whether the input of a round is closed."""

from liangshi.pairing.models import ClosedInput, Round


def closed_input(round_: Round) -> ClosedInput | None:
    """The input in force, if it is closed."""
    return ClosedInput.unscoped.filter(round=round_, reopened_at__isnull=True).first()
