"""Bars as SVG, made on the server: only geometry; words, colours and the table behind it stand in the template."""

from collections.abc import Iterator, Mapping, Sequence
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


ROW, THICK, NAMES, TOTALS = 24, 16, 88, 30
NUMBERED = 14
"""Units that a number inside a part needs."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a lying bar; `shade` counts the series."""

    x: float
    width: float
    middle: float
    value: int
    name: str
    shade: int

    @property
    def numbered(self) -> bool:
        """Whether its number stands inside."""
        return self.width >= NUMBERED


@dataclass(frozen=True, slots=True)
class Line:
    """One lying bar: its words to the left, its parts, their sum to the right."""

    y: int
    words: int
    label: str
    parts: tuple[Part, ...]
    end: float
    total: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of lying bars, each of one part or of several; `series` names the parts in their order."""

    lines: tuple[Line, ...]
    series: tuple[str, ...]
    height: int
    width: int = WIDTH
    thick: int = THICK
    names: int = NAMES - 6

    @property
    def several(self) -> bool:
        """Whether the parts need a key."""
        return len(self.series) > 1


def lines(labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> Lines:
    """One lying bar for each label from above, put together of the values of all series."""
    sums = [sum(values) for values in zip(*series.values(), strict=True)]
    unit = (WIDTH - NAMES - TOTALS) / max([*sums, 1])
    drawn = []
    for place, (label, total) in enumerate(zip(labels, sums, strict=True)):
        parts = tuple(_parts([(name, values[place]) for name, values in series.items()], unit))
        y = place * ROW
        drawn.append(Line(y + (ROW - THICK) // 2, y + ROW - 8, label, parts, round(NAMES + total * unit + 4, 1), total))
    return Lines(tuple(drawn), tuple(series), len(drawn) * ROW)


def _parts(values: Sequence[tuple[str, int]], unit: float) -> Iterator[Part]:
    x = float(NAMES)
    for shade, (name, value) in enumerate(values):
        width = value * unit
        if value:
            yield Part(round(x, 1), round(width, 1), round(x + width / 2, 1), value, name, shade)
        x += width
