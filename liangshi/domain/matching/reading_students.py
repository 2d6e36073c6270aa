"""Reading students: who may have whom, and the wishes as handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from liangshi.domain.matching.fields import TEXT, Notes

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
NOBODY = -1
MOST_NEED = 9
LAST_TIER = 9

Groups = tuple[tuple[int, ...], ...]
NO_MINUS: Mapping[int, str] = MappingProxyType({})
NO_TIERS: Mapping[int, int] = MappingProxyType({})


class StudentLine(NamedTuple):
    """One student line as read; `tied` groups the wishes if some are equal."""

    id: str
    key: str
    path: str
    category: int
    row: int
    plus: Sequence[int]
    minus: Mapping[int, str]
    need: int
    wishes: tuple[int, ...]
    tied: Groups
    tier: int
    tier_at: Mapping[int, int]
    profile: dict[str, frozenset[str]] | None


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

    def read(self, raw: object) -> list[StudentLine]:
        """All lines, in order of keys."""
        lines = [
            self._line(entry, f"students[{index}]") for index, entry in enumerate(self._notes.items(raw, "students"))
        ]
        lines.sort(key=lambda line: line.key)
        self._check_keys(lines)
        return lines

    def _check_keys(self, lines: list[StudentLine]) -> None:
        plain = {line.id for line in lines if line.key == line.id}
        before = None
        for line in lines:
            if line.key == before or (line.key != line.id and line.id in plain):
                self._notes.add("duplicate_student", line.path, student=line.key)
            before = line.key

    def _line(self, entry: object, path: str) -> StudentLine:
        notes = self._notes
        raw = notes.mapping(entry, path)
        notes.known_fields(raw, STUDENT_FIELDS, path)
        name = key = notes.name(raw.get("id"), f"{path}.id")
        if "track" in raw:
            key = f"{name}|{notes.name(raw['track'], f'{path}.track')}"
        wishes, tied = self._wishes(raw["wishes"], f"{path}.wishes") if "wishes" in raw else ((), ())
        return StudentLine(
            id=name,
            key=key,
            path=path,
            category=self._index(raw["cat"], self._categories, f"{path}.cat") if "cat" in raw else 0,
            row=self._index(raw["row"], max(1, self._rows), f"{path}.row") if "row" in raw else 0,
            plus=self._plus(raw["plus"], f"{path}.plus") if "plus" in raw else (),
            minus=self._minus(raw["minus"], f"{path}.minus") if "minus" in raw else NO_MINUS,
            need=notes.whole(raw["need"], 1, MOST_NEED, f"{path}.need") if "need" in raw else 1,
            wishes=wishes,
            tied=tied,
            tier=self._tier(raw["tier"], f"{path}.tier") if "tier" in raw else LAST_TIER,
            tier_at=self._tier_at(raw["tier_at"], f"{path}.tier_at") if "tier_at" in raw else NO_TIERS,
            profile=notes.profile(raw["profile"], f"{path}.profile") if "profile" in raw else None,
        )

    def _index(self, value: object, count: int, path: str) -> int:
        if type(value) is int and 0 <= value < count:
            return value
        self._notes.add("no_such_entry", path, count=count)
        return 0

    def _tier(self, value: object, path: str) -> int:
        return self._notes.whole(value, 0, LAST_TIER, path)

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
                tiers[mentor] = self._tier(tier, path)
        return tiers

    def _wishes(self, raw: object, path: str) -> tuple[tuple[int, ...], Groups]:
        """The flat list, and the groups of equals if there are ties."""
        entries = self._notes.items(raw, path)
        if TEXT.issuperset(map(type, entries)):
            return self._chosen(entries, path), ()
        groups = [entry if type(entry) is list else (entry,) for entry in entries]
        names = list(chain.from_iterable(groups))
        if not TEXT.issuperset(map(type, names)):
            names = [name if type(name) is str else str(name) for name in names]
        chosen = self._chosen(names, path)
        tied = []
        end = 0
        for group in groups:
            begin, end = end, end + len(group)
            tied.append(chosen[begin:end])
            if end - begin < 2 and type(group) is list:
                self._notes.add("tie_too_small", path)
        return chosen, tuple(tied)

    def _chosen(self, names: list[str], path: str) -> tuple[int, ...]:
        """The mentors of these names, all noted that are wrong."""
        find = self._mentors.get
        chosen = tuple([find(name, NOBODY) for name in names])
        if NOBODY in chosen or len(set(chosen)) < len(chosen):
            self._wrong_names(names, path)
        if self._longest and len(names) > self._longest:
            self._notes.add("list_too_long", path, count=len(names), most=self._longest)
        return chosen

    def _wrong_names(self, names: list[str], path: str) -> None:
        seen = set()
        for name in names:
            if name not in self._mentors:
                self._notes.add("unknown_mentor", path, mentor=name)
            elif name in seen:
                self._notes.add("wished_twice", path, mentor=name)
            seen.add(name)
