"""The growth archive: which part of it is closed at first, and how it falls into months and school years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a student's way: when, of which kind (a code), a headline, words, and where it is shown whole.

    `counts` is the code under which charts count it; empty for what is not counted.
    """

    on: date
    kind: str
    title: str
    words: str = ""
    url: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The items of a month, newest first."""

    first: date
    items: tuple[Item, ...]


def months(items: Iterable[Item]) -> tuple[Month, ...]:
    """The items by month, newest month first; items of one day keep the order of their kind and title."""
    ordered = sorted(items, key=lambda item: (-item.on.toordinal(), item.kind, item.title))
    return tuple(Month(first, tuple(same)) for first, same in groupby(ordered, key=lambda item: item.on.replace(day=1)))


def split(items: Iterable[Item], since: date | None) -> tuple[tuple[Item, ...], int]:
    """The items from `since` on, and how many are older; all of them where there is no such day."""
    every = tuple(items)
    if since is None:
        return every, 0
    kept = tuple(item for item in every if item.on >= since)
    return kept, len(every) - len(kept)
