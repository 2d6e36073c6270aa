"""Names in a text: those that belong to somebody else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .remarks import Remark

COMPOUND_SURNAMES = frozenset({"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐"})
SHORTEST_GIVEN = 2
"""A given name of one character is a common word too often to be searched for."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be named: `key` is the caller's own."""

    key: int
    name: str


def given_name(name: str) -> str:
    """What remains without the surname; the whole name where it is not a Chinese one of two to four characters."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name):
        return name
    return name[2:] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[1:]


def spellings(person: Person) -> tuple[str, ...]:
    """How a text may call a person: the full name, and the given name where it is long enough to be one."""
    given = given_name(person.name)
    return (person.name, given) if len(given) >= SHORTEST_GIVEN and given != person.name else (person.name,)


def wrong_names(text: str, own: Person, others: Iterable[Person]) -> list[Remark]:
    """Every name in a text about `own` that is somebody else's, in order of place.

    The longest name wins, so that 王明 is not found inside 王明远; what `own` is called is never wrong.
    """
    mine = set(spellings(own))
    whose = {word: person.name for person in others for word in spellings(person) if word not in mine}
    return [
        Remark("name_of_other", start, end, word, whose[word])
        for start, end, word in occurrences(text, whose, mine)
        if word in whose
    ]


def occurrences(text: str, words: Mapping[str, str], others: Iterable[str] = ()) -> list[tuple[int, int, str]]:
    """(start, end, word) of each of the words or `others` in the text, the longest first at each place."""
    every = sorted({*words, *others}, key=lambda word: (-len(word), word))
    if not every:
        return []
    pattern = re.compile("|".join(re.escape(word) for word in every))
    return [(found.start(), found.end(), found.group()) for found in pattern.finditer(text)]
