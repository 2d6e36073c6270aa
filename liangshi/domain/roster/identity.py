"""Who is who: rows of a file that mean the same person, and the stored person a row means."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from .guardians import joined
from .problems import Code, Param, Problem
from .rows import Known, StaffRow, StudentRow

P = TypeVar("P", StudentRow, StaffRow)


class Answer(StrEnum):
    """What somebody has answered to a question."""

    SAME = "same"
    DIFFERENT = "different"


NO_CLASS = "?"
Answers = Mapping[str, Answer]


@dataclass(slots=True)
class Pairs(Generic[P]):
    """Rows with the stored person they mean; None where the person is new."""

    matched: list[tuple[P, Known[P] | None]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def nearby(row: StudentRow | StaffRow) -> str:
    """Who the row means where there is no number: name, and class of a student."""
    if isinstance(row, StaffRow):
        return row.name
    return f"{row.class_key.code if row.class_key else NO_CLASS}|{row.name}"


def combined(first: P, second: P) -> tuple[P, tuple[str, ...]]:
    """One row out of two that mean the same person, and the fields in which they disagree."""
    values: dict[str, Any] = {}
    disagree = []
    for each in fields(first):
        mine, other = getattr(first, each.name), getattr(second, each.name)
        if each.name == "guardians" and mine and other:
            values[each.name] = joined(mine, other)
        elif mine is None:
            values[each.name] = other
        elif other is not None and mine != other and each.name != "place":
            disagree.append(each.name)
    return replace(first, **values), tuple(disagree)


def collapse(rows: Sequence[P], answers: Answers) -> tuple[list[P], list[Problem]]:
    """Each person once: rows with the same number, and rows that somebody has called the same."""
    kept: dict[str, P] = {}
    problems: list[Problem] = []
    for position, row in enumerate(rows):
        key = _once_key(row, position, answers)
        if key not in kept:
            kept[key] = row
            continue
        first = kept[key]
        whole, disagree = combined(first, row)
        code = Code.SAME_ROW_TWICE if whole == first else Code.ROWS_JOINED
        if disagree:
            code = Code.ROWS_DISAGREE
        params: dict[str, Param] = {
            "name": row.name,
            "sheet": first.place.sheet,
            "row": first.place.row,
            "number": row.number or "",
            "fields": ",".join(disagree),
        }
        problems.append(Problem(code, row.place, params))
        kept[key] = whole
    return list(kept.values()), problems


def _once_key(row: StudentRow | StaffRow, position: int, answers: Answers) -> str:
    if row.number:
        return f"#{row.number}"
    if answers.get(f"same_name:{nearby(row)}") is Answer.SAME:
        return f"~{nearby(row)}"
    return f"@{position}"


def pair(rows: Sequence[P], known: Sequence[Known[P]], answers: Answers) -> Pairs[P]:
    """The stored person of each row: by number, else by name (and class)."""
    return _Pairing(rows, known, answers).run()


class _Pairing(Generic[P]):
    """One run of `pair`, with its indexes."""

    def __init__(self, rows: Sequence[P], known: Sequence[Known[P]], answers: Answers) -> None:
        self.rows: Sequence[P] = rows
        self.answers = answers
        self.pairs: Pairs[P] = Pairs()
        self.by_number: dict[str, Known[P]] = {each.row.number: each for each in known if each.row.number}
        self.free: dict[int, Known[P]] = {each.ref: each for each in known}
        self.near: dict[str, list[Known[P]]] = defaultdict(list)
        self.named: dict[str, list[Known[P]]] = defaultdict(list)
        for each in known:
            if not each.row.here:
                continue
            self.near[nearby(each.row)].append(each)
            self.named[each.row.name].append(each)
        self.in_file = Counter(nearby(row) for row in rows)
        self.order = {row.place: position for position, row in enumerate(rows)}

    def run(self) -> Pairs[P]:
        rest = [row for row in self.rows if not self._by_number(row)]
        unnumbered: dict[str, list[P]] = defaultdict(list)
        for row in rest:
            if row.number:
                self._with_new_number(row)
            else:
                unnumbered[nearby(row)].append(row)
        for key in sorted(unnumbered, key=lambda key: key.startswith(NO_CLASS)):
            self._by_name(key, unnumbered[key])
        self.pairs.matched.sort(key=lambda entry: self.order[entry[0].place])
        return self.pairs

    def _take(self, row: P, known: Known[P] | None) -> None:
        if known is not None:
            del self.free[known.ref]
        self.pairs.matched.append((row, known))

    def _by_number(self, row: P) -> bool:
        known = self.by_number.get(row.number) if row.number else None
        if known is None:
            return False
        self._take(row, known)
        return True

    def _candidates(self, key: str, row: P) -> list[Known[P]]:
        """Stored people of this name (in this class) whom no other row means."""
        without_class = isinstance(row, StudentRow) and row.class_key is None
        found = self.named[row.name] if without_class else self.near[key]
        return [each for each in found if each.ref in self.free]

    def _with_new_number(self, row: P) -> None:
        """A number nobody has yet: somebody new, unless one of the same name has been given a new number."""
        candidates = self._candidates(nearby(row), row)
        asks = f"new_number:{nearby(row)}:{row.number}"
        answer = self.answers.get(asks)
        if len(candidates) != 1 or answer is Answer.DIFFERENT:
            self._take(row, None)
        elif answer is Answer.SAME:
            self._take(row, candidates[0])
        else:
            stored = candidates[0].row.number or ""
            self._ask(Code.NEW_NUMBER, row, asks, stored=stored, number=row.number or "")

    def _by_name(self, key: str, group: list[P]) -> None:
        """Rows without a number that share a name (and class)."""
        candidates = self._candidates(key, group[0])
        if len(group) < len(candidates):
            for row in group:
                params: dict[str, Param] = {"name": row.name, "count": len(candidates)}
                self.pairs.problems.append(Problem(Code.WHICH_OF_SAME_NAME, row.place, params))
            return
        asks = f"same_name:{key}"
        more = len(group) > len(candidates)
        if more and self.in_file[key] > 1 and self.answers.get(asks) is not Answer.DIFFERENT:
            for row in group:
                self._ask(Code.SAME_NAME, row, asks, count=self.in_file[key])
            return
        self._in_order(group, candidates)

    def _in_order(self, group: list[P], candidates: list[Known[P]]) -> None:
        """Pair rows with those who are already as they say, then as they stand; the rest are new."""
        agreed = _agreeing(group, candidates)
        left = [each for at, each in enumerate(candidates) if at not in agreed.values()]
        for position, row in enumerate(group):
            if position in agreed:
                self._take(row, candidates[agreed[position]])
                continue
            if not left:
                self._remark_moved(row)
            self._take(row, left.pop(0) if left else None)

    def _remark_moved(self, row: P) -> None:
        """A new person in one class has the name of somebody in another class."""
        elsewhere = [each for each in self.named[row.name] if each.ref in self.free]
        if isinstance(row, StudentRow) and len(elsewhere) == 1:
            stored = elsewhere[0].row
            assert isinstance(stored, StudentRow)
            params: dict[str, Param] = {
                "name": row.name,
                "class": stored.class_key.code if stored.class_key else "",
                "number": stored.number or "",
            }
            self.pairs.problems.append(Problem(Code.MAYBE_MOVED, row.place, params))

    def _ask(self, code: Code, row: P, asks: str, **params: Param) -> None:
        self.pairs.problems.append(Problem(code, row.place, {"name": row.name} | params, asks))


def _agreeing(rows: Sequence[P], known: Sequence[Known[P]]) -> dict[int, int]:
    """By position, the most rows that can each have a stored person of whom they say nothing new."""
    fits = [[at for at, k in enumerate(known) if _agrees(row, k.row)] for row in rows]
    holder: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for at in fits[row]:
            if at in tried:
                continue
            tried.add(at)
            if at not in holder or place(holder[at], tried):
                holder[at] = row
                return True
        return False

    for row in range(len(rows)):
        place(row, set())
    return {row: at for at, row in holder.items()}


def _agrees(row: P, stored: P) -> bool:
    """Whether the row says nothing that is not stored."""
    whole, disagree = combined(stored, row)
    return not disagree and whole == stored
