"""Messages that are nearly the same although they speak of different children."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

SHINGLE = 4
"""Characters that a piece has; shorter ones are shared by all Chinese sentences."""
ALIKE = 50
"""Percent of the shorter message's pieces found in the other from which on it is pointed out."""
SHORTEST = 12
"""Pieces that a message must have to be compared."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Two messages and how much of the shorter one stands in the other, in whole percent."""

    one: int
    other: int
    percent: int


def near_copies(texts: Mapping[int, tuple[str, str]], alike: int = ALIKE) -> list[Copy]:
    """All pairs of messages that are alike; `texts` gives for each key the text and the child's name.

    Names and punctuation do not count, so that a copy with the name changed is found. Most alike first.
    """
    pieces = {key: shingles(text, name) for key, (text, name) in texts.items()}
    found = []
    for one, other in combinations(sorted(pieces), 2):
        percent = overlap(pieces[one], pieces[other])
        if percent >= alike:
            found.append(Copy(one, other, percent))
    return sorted(found, key=lambda copy: (-copy.percent, copy.one, copy.other))


def copies_of(text: str, name: str, others: Mapping[int, tuple[str, str]], alike: int = ALIKE) -> list[tuple[int, int]]:
    """Which of the others one text is alike, and by how much: the rule of `near_copies` for whoever is writing."""
    own = shingles(text, name)
    found = [(key, overlap(own, shingles(*other))) for key, other in others.items()]
    return sorted(((key, percent) for key, percent in found if percent >= alike), key=lambda one: (-one[1], one[0]))


def shingles(text: str, name: str) -> frozenset[str]:
    """The pieces of a text without the child's name, spaces and punctuation."""
    bare = "".join(character for character in text.replace(name, "") if character.isalnum())
    return frozenset(bare[start : start + SHINGLE] for start in range(len(bare) - SHINGLE + 1))


def overlap(one: frozenset[str], other: frozenset[str]) -> int:
    """The share of the smaller set found in the other, in whole percent; 0 for messages too short to say."""
    smaller = min(len(one), len(other))
    return 0 if smaller < SHORTEST else 100 * len(one & other) // smaller
