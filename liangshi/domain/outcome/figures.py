"""Counts over a result: wishes met by rank, load of mentors, coverage of groups. Nobody is ranked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Manner(StrEnum):
    """How a pair came about."""

    KEPT = "kept"
    WISH = "wish"
    PLACED = "placed"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of a result; `number` is the wish number, 0 for the other manners."""

    student: str
    mentor: str
    manner: Manner
    number: int = 0
    fit: int = 0


@dataclass(frozen=True, slots=True)
class RankCount:
    """So many children got their wish number `number` as their best; 0 stands for what is no wish."""

    manner: Manner | None
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one mentor has taken on."""

    mentor: str
    quota: int
    minimum: int
    count: int

    @property
    def free(self) -> int:
        """Places that nobody took."""
        return self.quota - self.count


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the children of one group fared."""

    group: str
    children: int
    by_wish: int
    first_wish: int
    kept: int
    placed: int
    without: int


def pairs_of(certificate: Mapping[str, Any]) -> tuple[Pair, ...]:
    """All pairs of a certificate, in order of students."""
    kept = [Pair(student, mentor, Manner.KEPT) for student, mentor in certificate["kept"]]
    wish = [Pair(student, mentor, Manner.WISH, number=number) for student, mentor, number in certificate["wish"]]
    placed = [Pair(student, mentor, Manner.PLACED, fit=fit) for student, mentor, fit in certificate["placed"]]
    return tuple(sorted((*kept, *wish, *placed), key=lambda pair: (pair.student, pair.number, pair.mentor)))


def best_pairs(pairs: Iterable[Pair]) -> dict[str, Pair]:
    """For each child the pair that says how it fared: the best wish, else the kept pair, else the placed one."""
    order = {Manner.WISH: 0, Manner.KEPT: 1, Manner.PLACED: 2, Manner.MANUAL: 3}
    best: dict[str, Pair] = {}
    for pair in pairs:
        before = best.get(pair.student)
        if before is None or (order[pair.manner], pair.number) < (order[before.manner], before.number):
            best[pair.student] = pair
    return best


def wishes_by_rank(pairs: Iterable[Pair], students: Sequence[str]) -> tuple[RankCount, ...]:
    """Children by the best of their wishes that was met, then kept, placed and without (manner None)."""
    best = best_pairs(pairs)
    numbers = Counter(pair.number for pair in best.values() if pair.manner is Manner.WISH)
    manners = Counter(pair.manner for pair in best.values())
    return (
        *(RankCount(Manner.WISH, number, numbers[number]) for number in range(1, max(numbers, default=0) + 1)),
        RankCount(Manner.KEPT, 0, manners[Manner.KEPT]),
        RankCount(Manner.PLACED, 0, manners[Manner.PLACED]),
        *([RankCount(Manner.MANUAL, 0, manners[Manner.MANUAL])] if manners[Manner.MANUAL] else []),
        RankCount(None, 0, sum(student not in best for student in students)),
    )


def loads(pairs: Iterable[Pair], mentors: Iterable[Mapping[str, Any]]) -> tuple[Load, ...]:
    """How many each mentor of a market has, in the market's order."""
    counts = Counter(pair.mentor for pair in pairs)
    return tuple(
        Load(mentor["id"], mentor["quota"], mentor.get("minimum", 0), counts[mentor["id"]]) for mentor in mentors
    )


def coverage(pairs: Iterable[Pair], groups: Mapping[str, str]) -> tuple[Coverage, ...]:
    """By group of children (child -> group), in the order in which groups are first met."""
    best = best_pairs(pairs)
    members: dict[str, list[str]] = {}
    for student, group in groups.items():
        members.setdefault(group, []).append(student)
    return tuple(_coverage(group, students, best) for group, students in members.items())


def _coverage(group: str, students: Sequence[str], best: Mapping[str, Pair]) -> Coverage:
    found = [best[student] for student in students if student in best]
    manners = Counter(pair.manner for pair in found)
    return Coverage(
        group=group,
        children=len(students),
        by_wish=manners[Manner.WISH],
        first_wish=sum(pair.number == 1 for pair in found),
        kept=manners[Manner.KEPT],
        placed=manners[Manner.PLACED] + manners[Manner.MANUAL],
        without=len(students) - len(found),
    )
