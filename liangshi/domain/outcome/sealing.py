"""A market in which nobody can be recognised by name, number, class, words or category, and which solves alike.

Children, mentors and words become codes; priorities of categories are folded into the order of each mentor, where
nobody can tell them from the mentor's own ranking; attributes that no rule looks at are left out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Json = dict[str, Any]
Coding = Callable[[str], str]
"""From a name to its code; the same code for the same name."""

UNTOLD = "-"
"""In place of the reason of a decline or of an exclusion."""
_LAST_TIER = 9
_NO_RANK = 1 << 30


def sealed(raw: Mapping[str, Any], students: Coding, mentors: Coding, words: Coding) -> Json:
    """The sealed market of a market (docs/matching-format.md)."""
    return _Sealing(raw, students, mentors, words).market()


def sealed_key(key: str, students: Coding) -> str:
    """The key of a line whose id is coded; the track stays."""
    name, bar, track = key.partition("|")
    return f"{students(name)}{bar}{track}"


class _Sealing:
    """One pass over a market."""

    def __init__(self, raw: Mapping[str, Any], students: Coding, mentors: Coding, words: Coding) -> None:
        self.raw = raw
        self.students = students
        self.mentors = mentors
        self.words = words
        self.attributes = self._attributes()
        self.categories: list[Json] = []

    def market(self) -> Json:
        raw = self.raw
        positions = [self._category(category) for category in raw.get("categories", [{}])]
        orders = self._orders()
        lines = [self._student(line, positions) for line in raw["students"]]
        return {
            "format": raw["format"],
            "school": raw["school"],
            "categories": self.categories,
            "rows": [sorted(map(self.mentors, row)) for row in raw.get("rows", [])],
            "groups": {self.words(name): self._where(where) for name, where in raw.get("groups", {}).items()},
            "students": sorted(lines, key=lambda line: (line["id"], line.get("track", ""))),
            "mentors": sorted(
                (self._mentor(line, orders) for line in raw["mentors"]), key=lambda line: str(line["id"])
            ),
            "kept": sorted(
                [sealed_key(key, self.students), self.mentors(mentor)] for key, mentor in raw.get("kept", [])
            ),
            "policy": self._policy(),
        }

    def _attributes(self) -> frozenset[str]:
        grouped = {name for where in self.raw.get("groups", {}).values() for name in where}
        terms = self.raw.get("policy", {}).get("fit", [])
        return frozenset(grouped | {term["attribute"] for term in terms if term["kind"] == "balance"})

    def _category(self, category: Mapping[str, str]) -> int:
        told = {name: self._value(value) for name, value in category.items() if name in self.attributes}
        if told not in self.categories:
            self.categories.append(told)
        return self.categories.index(told)

    def _value(self, value: str) -> str:
        return self.words(value) if value else ""

    def _where(self, where: Mapping[str, Iterable[str]]) -> Json:
        return {name: sorted(map(self._value, values)) for name, values in where.items()}

    def _policy(self) -> Json:
        """The policy as it is; no sensitive attribute is left to name."""
        return {name: value for name, value in self.raw.get("policy", {}).items() if name != "sensitive"}

    def _student(self, line: Mapping[str, Any], positions: list[int]) -> Json:
        found: Json = {"id": self.students(line["id"]), "cat": positions[line.get("cat", 0)]}
        found |= {name: line[name] for name in ("track", "row", "need") if name in line}
        if line.get("wishes"):
            found["wishes"] = [
                self.mentors(wish) if isinstance(wish, str) else sorted(map(self.mentors, wish))
                for wish in line["wishes"]
            ]
        if line.get("plus"):
            found["plus"] = sorted(map(self.mentors, line["plus"]))
        if line.get("minus"):
            found["minus"] = {self.mentors(mentor): UNTOLD for mentor in line["minus"]}
        return found | self._profile(line)

    def _profile(self, line: Mapping[str, Any]) -> Json:
        told = {name: sorted(map(self.words, values)) for name, values in line.get("profile", {}).items() if values}
        return {"profile": told} if told else {}

    def _mentor(self, line: Mapping[str, Any], orders: Mapping[str, list[Any]]) -> Json:
        found: Json = {"id": self.mentors(line["id"]), "quota": line["quota"]}
        if line.get("minimum"):
            found["minimum"] = line["minimum"]
        if line.get("caps"):
            found["caps"] = {self.words(name): cap for name, cap in line["caps"].items()}
        if orders[line["id"]]:
            found["ranking"] = orders[line["id"]]
        if line.get("declines"):
            found["declines"] = {sealed_key(key, self.students): UNTOLD for key in line["declines"]}
        return found | self._profile(line)

    def _orders(self) -> dict[str, list[Any]]:
        """For each mentor those who ask, in groups of equal tier and rank; the last, without either, is left out."""
        askers: dict[str, dict[tuple[int, int], list[str]]] = {line["id"]: {} for line in self.raw["mentors"]}
        ranks = {line["id"]: _ranks(line.get("ranking", [])) for line in self.raw["mentors"]}
        for line in self.raw["students"]:
            key = f"{line['id']}|{line['track']}" if "track" in line else line["id"]
            for mentor in _flat(line.get("wishes", [])):
                tier = line.get("tier_at", {}).get(mentor, line.get("tier", _LAST_TIER))
                place = (tier, ranks[mentor].get(key, _NO_RANK))
                askers[mentor].setdefault(place, []).append(sealed_key(key, self.students))
        return {mentor: _ordered(groups) for mentor, groups in askers.items()}


def _flat(entries: Iterable[Any]) -> list[str]:
    return [name for entry in entries for name in ([entry] if isinstance(entry, str) else entry)]


def _ranks(ranking: Iterable[Any]) -> dict[str, int]:
    return {key: rank for rank, entry in enumerate(ranking) for key in _flat([entry])}


def _ordered(groups: Mapping[tuple[int, int], list[str]]) -> list[Any]:
    told = [sorted(groups[place]) for place in sorted(groups) if place != (_LAST_TIER, _NO_RANK)]
    return [group[0] if len(group) == 1 else group for group in told]
