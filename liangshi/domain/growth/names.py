"""Names in a text: those that belong to somebody else."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .remarks import Remark

COMPOUND_SURNAMES = frozenset({"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐"})
SHORTEST_GIVEN = 2
"""A given name of one character is a common word too often to be searched for."""

DOTS = "·•・‧．."
"""What stands between the parts of a name that is not Han Chinese."""

COMMON = frozenset({"小心", "小时", "小学", "小说", "小组", "小区", "小声", "小结", "小事", "天天", "常常", "多多"})
"""Words of every day that would be pet names too."""


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
    """How a text may call a person: the full name, and the given name where it is long enough to be one.

    阿依古丽·买买提 is called 阿依古丽 too, and written with whichever dot is at hand.
    """
    dotted = re.split(f"[{DOTS}]", person.name)
    given = dotted[0] if len(dotted) > 1 else given_name(person.name)
    names = dict.fromkeys(dot.join(dotted) for dot in DOTS) if len(dotted) > 1 else {person.name: None}
    return (*names, given) if len(given) >= SHORTEST_GIVEN and given != person.name else tuple(names)


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


def callings(person: Person) -> tuple[str, ...]:
    """Every way in which a child may be called in a text: the spellings, pet names of them, and 钱同学."""
    found = list(spellings(person))
    if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", person.name):
        last, given = person.name[-1], given_name(person.name)
        surname = person.name.removesuffix(given)
        found += [f"小{last}", f"阿{last}", last * 2, f"{surname}同学", f"{given}同学"]
    return tuple(dict.fromkeys(word for word in found if word not in COMMON))


class Spotter:
    """Finds many words in one reading of a text, the longest first at each place."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def __call__(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, word) in order of place, none inside another."""
        place = 0
        while place < len(text):
            ends = (place + length for length in self._lengths.get(text[place], ()))
            end = next((end for end in ends if text[place:end] in self._words), 0)
            if end:
                yield place, end, text[place:end]
            place = end or place + 1


def occurrences(text: str, words: Mapping[str, str], others: Iterable[str] = ()) -> list[tuple[int, int, str]]:
    """(start, end, word) of each of the words or `others` in the text, the longest first at each place."""
    return list(Spotter({*words, *others})(text))
