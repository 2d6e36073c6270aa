"""Bars as SVG, made on the server: only geometry; words, colours and the table behind it stand in the template."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, TOP, FOOT = 320, 96, 16, 18
WIDEST, GAP = 28, 3
ROOM = 64
"""Units that the words below one bar need."""


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
    """A chart of bars. With few of them each has its words below it, otherwise the first and the last."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT
    words: int = HEIGHT - 4

    @property
    def each(self) -> bool:
        """Whether there is room for the words of every bar."""
        return len(self.bars) * ROOM <= WIDTH


def bars(values: Sequence[int], labels: Sequence[str]) -> Bars:
    """One bar for each value from the left."""
    step = min(WIDTH / max(len(values), 1), ROOM)
    width = min(step - GAP, WIDEST)
    room, top = HEIGHT - FOOT - TOP, max([*values, 1])
    drawn = []
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        height = round(room * value / top, 1)
        middle = round((place + 0.5) * step, 1)
        x = round(middle - width / 2, 1)
        drawn.append(Bar(x, HEIGHT - FOOT - height, round(width, 1), height, middle, value, label))
    return Bars(tuple(drawn))
