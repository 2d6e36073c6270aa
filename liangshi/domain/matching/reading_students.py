"""Reading students: who may have whom, and the wishes as handed in.

Students are many, so they are read column by column: a column that is right as a whole is taken as it is, and only
where it is not, every entry is looked at by itself and noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

from liangshi.domain.matching.fields import TEXT, Notes, Profile

STUDENT_FIELDS = frozenset(
    {
        "id",
        "track",
        "cat",
        "row",
        "plus",
        "minus",
        "need",
        "wishes",
        "tier",
        "tier_at",
        "profile",
    }
)
OBJECT = frozenset({dict})
LIST = frozenset({list})
NUMBER = frozenset({int})
NOBODY = -1
MOST_NEED = 9
LAST_TIER = 9

Ties = tuple[tuple[int, int], ...]


class Students(NamedTuple):
    """The student lines as read, in order of keys; what few have is kept by position.

    `places` tells where a line stands in the document, `ties` from where to where in a list of wishes those
    stand who are liked equally.
    """

    places: Sequence[int]
    ids: list[str]
    keys: list[str]
    category: list[int]
    row: list[int]
    need: list[int]
    tier: list[int]
    wishes: list[tuple[int, ...]]
    ties: dict[int, Ties]
    plus: dict[int, list[int]]
    minus: dict[int, dict[int, str]]
    tier_at: dict[int, dict[int, int]]
    profiles: dict[int, Profile]

    def path(self, student: int) -> str:
        """Where to look."""
        return f"students[{self.places[student]}]"


class StudentReader:
    """Reads student lines against the mentors, categories and rows already read."""

    def __init__(
        self,
        mentor_index: dict[str, int],
        categories: int,
        rows: int,
        longest_list: int,
        notes: Notes,
    ) -> None:
        self._mentors = mentor_index
        self._categories = categories
        self._rows = rows
        self._longest = longest_list
        self._notes = notes
        self._lines: list[dict[str, Any]] = []
        self._places: Sequence[int] = ()
        self._fields = STUDENT_FIELDS
        self._ties: dict[int, Ties] = {}

    def read(self, raw: object) -> Students:
        """All lines; what is wrong is noted in order of the document."""
        before = len(self._notes.problems)
        self._lines = self._objects(self._notes.items(raw, "students"))
        self._places = range(len(self._lines))
        ids = self._names("id", self._column("id", None))
        keys = self._keys(ids)
        self._places = sorted(self._places, key=keys.__getitem__)
        self._lines = [self._lines[place] for place in self._places]
        students = self._students([ids[place] for place in self._places], [keys[place] for place in self._places])
        self._check_keys(students)
        self._notes.sort_by_line(before)
        return students

    def _students(self, ids: list[str], keys: list[str]) -> Students:
        return Students(
            places=self._places,
            ids=ids,
            keys=keys,
            category=self._indexes("cat", self._categories),
            row=self._indexes("row", max(1, self._rows)),
            need=self._numbers("need", 1, MOST_NEED, 1),
            tier=self._numbers("tier", 0, LAST_TIER, LAST_TIER),
            wishes=self._lists(),
            ties=self._ties,
            plus={at: self._plus(value, self._path(at, "plus")) for at, value in self._given("plus")},
            minus={at: self._minus(value, self._path(at, "minus")) for at, value in self._given("minus")},
            tier_at={at: self._tier_at(value, self._path(at, "tier_at")) for at, value in self._given("tier_at")},
            profiles=self._profiles(),
        )

    def _path(self, at: int, field: str) -> str:
        return f"students[{self._places[at]}].{field}"

    def _column(self, field: str, absent: Any) -> list[Any]:
        return [line.get(field, absent) for line in self._lines]

    def _given(self, field: str) -> list[tuple[int, Any]]:
        if field not in self._fields:
            return []
        return [(at, line[field]) for at, line in enumerate(self._lines) if field in line]

    def _objects(self, entries: list[Any]) -> list[dict[str, Any]]:
        if OBJECT.issuperset(map(type, entries)):
            self._fields = frozenset(chain.from_iterable(entries))
            if self._fields <= STUDENT_FIELDS:
                return entries
        lines = []
        for place, entry in enumerate(entries):
            lines.append(self._notes.mapping(entry, f"students[{place}]"))
            self._notes.known_fields(lines[-1], STUDENT_FIELDS, f"students[{place}]")
        return lines

    def _names(self, field: str, values: list[Any]) -> list[str]:
        if TEXT.issuperset(map(type, values)) and "" not in values and "|" not in "".join(values):
            return values
        return [self._notes.name(value, self._path(at, field)) for at, value in enumerate(values)]

    def _keys(self, ids: list[str]) -> list[str]:
        """The id of each line, with the track if the child has two needs."""
        keys = ids.copy()
        for at, track in self._given("track"):
            keys[at] = f"{ids[at]}|{self._notes.name(track, self._path(at, 'track'))}"
        return keys

    def _check_keys(self, students: Students) -> None:
        keys, ids = students.keys, students.ids
        plain = set(ids) if ids == keys else {name for name, key in zip(ids, keys, strict=True) if name == key}
        if len(plain) == len(keys):
            return
        before = None
        for at, (name, key) in enumerate(zip(ids, keys, strict=True)):
            if key == before or (key != name and name in plain):
                self._notes.add("duplicate_student", students.path(at), student=key)
            before = key

    def _numbers(self, field: str, low: int, high: int, absent: int) -> list[int]:
        values = self._column(field, absent)
        if are_whole(values, low, high):
            return values
        return [self._notes.whole(value, low, high, self._path(at, field)) for at, value in enumerate(values)]

    def _indexes(self, field: str, count: int) -> list[int]:
        values = self._column(field, 0)
        if are_whole(values, 0, count - 1):
            return values
        return [self._index(value, count, self._path(at, field)) for at, value in enumerate(values)]

    def _index(self, value: object, count: int, path: str) -> int:
        if are_whole([value], 0, count - 1):
            return value  # type: ignore[return-value]
        self._notes.add("no_such_entry", path, count=count)
        return 0

    def _mentor(self, name: object, path: str) -> int | None:
        if type(name) is str and name in self._mentors:
            return self._mentors[name]
        self._notes.add("unknown_mentor", path, mentor=str(name))
        return None

    def _plus(self, raw: object, path: str) -> list[int]:
        found = [self._mentor(name, path) for name in self._notes.items(raw, path)]
        return [mentor for mentor in found if mentor is not None]

    def _minus(self, raw: object, path: str) -> dict[int, str]:
        minus = {}
        for name, reason in self._notes.reasons(raw, path).items():
            mentor = self._mentor(name, path)
            if mentor is not None:
                minus[mentor] = reason
        return minus

    def _tier_at(self, raw: object, path: str) -> dict[int, int]:
        tiers = {}
        for name, tier in self._notes.mapping(raw, path).items():
            mentor = self._mentor(name, path)
            if mentor is not None:
                tiers[mentor] = self._notes.whole(tier, 0, LAST_TIER, path)
        return tiers

    def _profiles(self) -> dict[int, Profile]:
        given, sets = self._given("profile"), self._notes.sets
        if are_profiles([value for _, value in given]):
            return {at: {name: sets[tuple(words)] for name, words in value.items()} for at, value in given}
        return {at: self._notes.profile(value, self._path(at, "profile")) for at, value in given}

    def _lists(self) -> list[tuple[int, ...]]:
        """Everybody's wishes, flat."""
        lists, find, longest = [], self._mentors.get, self._longest
        for at, names in enumerate(self._wish_columns()):
            flat = names if TEXT.issuperset(map(type, names)) else self._flattened(at, names)
            chosen = tuple(map(find, flat, repeat(NOBODY)))
            if NOBODY in chosen or len(set(chosen)) < len(chosen):
                self._wrong_names(flat, self._path(at, "wishes"))
            if len(chosen) > longest > 0:
                self._notes.add("list_too_long", self._path(at, "wishes"), count=len(chosen), most=longest)
            lists.append(chosen)
        return lists

    def _wish_columns(self) -> list[list[Any]]:
        values = self._column("wishes", [])
        if LIST.issuperset(map(type, values)):
            return values
        return [self._notes.items(value, self._path(at, "wishes")) for at, value in enumerate(values)]

    def _flattened(self, at: int, entries: list[Any]) -> list[str]:
        """The names in a list with groups of equals; where the groups are is kept."""
        names: list[Any] = []
        ties: list[tuple[int, int]] = []
        alone = False
        for entry in entries:
            if type(entry) is list:
                begin = len(names)
                names += entry
                ties.append((begin, len(names)))
                alone = alone or len(entry) < 2
            else:
                names.append(entry)
        if alone:
            self._notes.add("tie_too_small", self._path(at, "wishes"))
        if ties:
            self._ties[at] = tuple(ties)
        if not TEXT.issuperset(map(type, names)):
            self._notes.add("not_a_text", self._path(at, "wishes"))
            return [name for name in names if type(name) is str]
        return names

    def _wrong_names(self, names: list[str], path: str) -> None:
        seen = set()
        for name in names:
            if name not in self._mentors:
                self._notes.add("unknown_mentor", path, mentor=name)
            elif name in seen:
                self._notes.add("wished_twice", path, mentor=name)
            seen.add(name)


def are_profiles(values: Sequence[Any]) -> bool:
    """Whether all are objects with lists of words."""
    if not (OBJECT.issuperset(map(type, values)) and TEXT.issuperset(map(type, chain.from_iterable(values)))):
        return False
    lists = [words for value in values for words in value.values()]
    return LIST.issuperset(map(type, lists)) and TEXT.issuperset(map(type, chain.from_iterable(lists)))


def are_whole(values: Sequence[object], low: int, high: int) -> bool:
    """Whether all are whole numbers between two bounds."""
    return not values or (NUMBER.issuperset(map(type, values)) and low <= min(values) and max(values) <= high)  # type: ignore[type-var,operator]
