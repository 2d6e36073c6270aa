"""Reading fields of a raw document: each check notes what is wrong and lets the reading go on."""

from __future__ import annotations

from typing import Any

from liangshi.domain.matching.problems import Problem

TEXT = frozenset({str})
Profile = dict[str, frozenset[str]]


class WordSets(dict[tuple[str, ...], frozenset[str]]):
    """Lists of words as sets; equal lists share one."""

    def __missing__(self, words: tuple[str, ...]) -> frozenset[str]:
        found = self[words] = frozenset(words)
        return found


class Notes:
    """The problems found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.sets = WordSets()

    def add(self, code: str, path: str, /, **params: str | int) -> None:
        """Note one problem."""
        self.problems.append(Problem(code, path, params))

    def known_fields(self, raw: dict[str, Any], known: frozenset[str], path: str) -> None:
        """Note every field nobody reads."""
        if not raw.keys() <= known:
            for name in sorted(raw.keys() - known, key=str):
                self.add("unknown_field", path, field=str(name))

    def whole(self, value: object, low: int, high: int, path: str) -> int:
        """A whole number between two bounds; the lower bound stands in for a wrong one."""
        if type(value) is int and low <= value <= high:
            return value
        self.add("not_a_number", path, low=low, high=high)
        return low

    def flag(self, value: object, path: str) -> bool:
        """True or false."""
        if value is not True and value is not False:
            self.add("not_true_or_false", path)
        return value is True

    def name(self, value: object, path: str, *, empty: bool = False) -> str:
        """A text without the separator of the draw."""
        if type(value) is not str or not (value or empty):
            self.add("not_a_text", path)
            return ""
        if "|" in value:
            self.add("bar_in_name", path, name=value)
        return value

    def items(self, value: object, path: str) -> list[Any]:
        """A list."""
        if type(value) is list:
            return value
        self.add("not_a_list", path)
        return []

    def mapping(self, value: object, path: str) -> dict[str, Any]:
        """An object whose names are texts."""
        if type(value) is dict and TEXT.issuperset(map(type, value)):
            return value
        self.add("not_an_object", path)
        return {}

    def texts(self, value: object, path: str) -> frozenset[str]:
        """A list of texts, as a set; equal lists share one."""
        words = self.items(value, path)
        try:
            found = self.sets.get(tuple(words))
        except TypeError:
            found = None
        if found is None:
            if not TEXT.issuperset(map(type, words)):
                self.add("not_a_text", path)
                return frozenset()
            found = self.sets[tuple(words)]
        return found

    def reasons(self, value: object, path: str) -> dict[str, str]:
        """Who is left out and why; a reason is never empty."""
        reasons = self.mapping(value, path)
        for name, reason in reasons.items():
            if type(reason) is not str or not reason:
                self.add("reason_missing", path, who=name)
        return reasons

    def profile(self, value: object, path: str) -> Profile:
        """Words about a person, by field."""
        return {name: self.texts(words, f"{path}.{name}") for name, words in self.mapping(value, path).items()}

    def sort_by_line(self, since: int) -> None:
        """Put the problems noted after so many others in order of the lines they speak of."""
        self.problems[since:] = sorted(self.problems[since:], key=_line_of)


def _line_of(problem: Problem) -> int:
    """The number of the line in a path such as `students[12].need`; -1 for the list itself."""
    number = problem.path.partition("[")[2].partition("]")[0]
    return int(number) if number.isdecimal() else -1
