"""Finding people by number or name; namesakes are asked for their number."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from liangshi.domain.roster.grid import Place
from liangshi.domain.roster.words import listed_entries, person_name

from .language import Language, Words
from .problems import Code, Notes

_NEAR = Words("是不是“{name}”？", "Perhaps “{name}”? ")
_NUMBERS_SHOWN = 6
_BETWEEN = re.compile(r"[\s()\[\]【】#:·.-]|号")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be named elsewhere: the id we use, the number and the name as written."""

    id: str
    number: str
    name: str


class Directory:
    """All mentors, or all students, by number and by name."""

    def __init__(self, people: Iterable[Known], unknown: Code, ambiguous: Code, language: Language) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, list[Known]] = {}
        self._unknown = unknown
        self._ambiguous = ambiguous
        self._language = language
        for person in people:
            if person.number:
                self._ids[person.number.casefold()] = person.id
            self._names.setdefault(person.name, []).append(person)

    def known(self, written: str) -> str | None:
        """The id of the one whom exactly this number, or this name and no other, belongs to."""
        by_number = self._ids.get(written.casefold())
        if by_number is not None:
            return by_number
        people = self._names.get(written, ())
        return people[0].id if len(people) == 1 else None

    def named_in(self, text: str) -> tuple[str, ...]:
        """The people named in one cell. Spaces separate them where each piece is somebody and the whole is nobody."""
        found: list[str] = []
        for part in listed_entries(text):
            pieces = part.split()
            several = len(pieces) > 1 and not self._is_somebody(part) and all(map(self._is_somebody, pieces))
            found += pieces if several else [part]
        return tuple(dict.fromkeys(found))

    def _is_somebody(self, written: str) -> bool:
        known = written.replace(" ", "").casefold() in self._ids or person_name(written) in self._names
        return known or self._by_both(written) is not None

    def _by_both(self, written: str) -> str | None:
        """The one whose name and number are written together: 李明(T02), T02 李明."""
        key = _BETWEEN.sub("", written).casefold()
        for name, people in self._names.items():
            if name.casefold() not in key:
                continue
            for person in people:
                number = person.number.casefold()
                if number and key in {name.casefold() + number, number + name.casefold()}:
                    return person.id
        return None

    def find(self, written: str, place: Place, notes: Notes) -> str | None:
        """The id of the one who is meant, or None with a note (where there is nobody at all, that is said already)."""
        by_number = self._ids.get(written.replace(" ", "").casefold())
        if by_number is not None or not self._names:
            return by_number
        name = person_name(written)
        people = self._names.get(name, [])
        if len(people) == 1:
            return people[0].id
        if people:
            numbers = tuple(person.number for person in people[:_NUMBERS_SHOWN])
            notes.add(self._ambiguous, place, found=name, count=len(people), numbers=numbers)
        elif both := self._by_both(written):
            return both
        else:
            notes.add(self._unknown, place, found=written, near=self._near(name))
        return None

    def _near(self, name: str) -> str:
        """A name that may have been meant."""
        close = difflib.get_close_matches(name, self._names, n=1, cutoff=0.6)
        return _NEAR.told(self._language, name=close[0]) if close else ""
