"""Sealing the input of a round: random codes for people and words, the key kept apart from the market."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from liangshi.domain.outcome.sealing import sealed

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PERSON_LENGTH, WORD_LENGTH = 8, 5

Json = dict[str, Any]


@dataclass(slots=True)
class Codes:
    """Codes given so far, one for each name."""

    length: int
    given: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def __call__(self, name: str) -> str:
        """The code of a name, a new one where it has none."""
        if name not in self.given:
            self.given[name] = self._fresh()
        return self.given[name]

    def _fresh(self) -> str:
        while True:
            code = "".join(secrets.choice(ALPHABET) for _ in range(self.length))
            if code not in self.taken:
                self.taken.add(code)
                return code


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed market with its key: public ids to codes, codes to words."""

    market: Json
    students: dict[str, str]
    mentors: dict[str, str]
    words: dict[str, str]


def seal(raw: Json) -> Sealed:
    """A market in which nobody is recognised, with fresh codes."""
    students, mentors, words = Codes(PERSON_LENGTH), Codes(PERSON_LENGTH), Codes(WORD_LENGTH)
    market = sealed(raw, students, mentors, words)
    return Sealed(market, students.given, mentors.given, {code: word for word, code in words.given.items()})
