"""Bars as SVG, made on the server: only geometry; words, colours and the table behind it stand in the template."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, TOP, FOOT = 320, 96, 16, 18
WIDEST = 28
GAP = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its number above it, in units of the view box."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars; `first` and `last` are what stands below its ends."""

    bars: tuple[Bar, ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT
    words: int = HEIGHT - 4


def bars(values: Sequence[int], labels: Sequence[str], ceiling: int = 0) -> Bars:
    """One bar for each value from the left; charts with the same `ceiling` can be held against each other."""
    top = max(ceiling, *values, 1)
    step = min(WIDTH / max(len(values), 1), WIDEST + GAP)
    room = HEIGHT - FOOT - TOP
    drawn = []
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        height = round(room * value / top, 1)
        x = round(place * step, 1)
        width = round(step - GAP, 1)
        drawn.append(Bar(x, HEIGHT - FOOT - height, width, height, round(x + width / 2, 1), value, label))
    return Bars(tuple(drawn), labels[0] if labels else "", labels[-1] if len(labels) > 1 else "")
