"""The middle of a number of durations."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median_high

from liangshi.domain.figures.hiding import THRESHOLD


def typical(durations: Sequence[timedelta], threshold: int = THRESHOLD) -> timedelta | None:
    """The median, which is one of them; None where fewer than `threshold` stand behind it."""
    if len(durations) < threshold:
        return None
    return median_high(durations)
