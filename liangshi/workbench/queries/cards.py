"""The first screen of each role: a short list of cards, each with one act. Each app's cards join in `sources`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from liangshi.domain.access import Viewer


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, with the page where something can be done about it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """The one clear thing to do."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the first screen; what lines cannot show is drawn by a `template` of its app from `content`."""

    title: str
    lines: tuple[Line, ...]
    act: Act | None = None
    template: str = ""
    content: object = None


Source = Callable[[Viewer, datetime], Iterable[Card]]
"""What a part of the system puts on the viewer's first screen now; nothing for roles that it does not concern."""


def cards_for(viewer: Viewer, now: datetime, sources: Iterable[Source]) -> tuple[Card, ...]:
    """The cards of all sources, in their order."""
    return tuple(card for source in sources for card in source(viewer, now))
