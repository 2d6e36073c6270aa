"""Records as the engine sees them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from liangshi.domain.scheme import Channel, DutyKind


class Outcome(StrEnum):
    """How an act came out; each is an honest outcome."""

    HELD = "held"
    REFUSED = "refused"
    POSTPONED = "postponed"
    BY_PHONE = "by_phone"


COUNTING = (Outcome.HELD, Outcome.BY_PHONE)
"""Outcomes by which an act is done."""


class Evidence(NamedTuple):
    """One record: its kind, whom it was about, who took part, when, by which channel, how it came out.

    A tuple, because a school makes hundreds of thousands of them in a year and they are built for each reckoning.
    """

    key: str
    kind: DutyKind
    students: frozenset[int]
    by: frozenset[int]
    on: date
    channel: Channel | None = None
    outcome: Outcome = Outcome.HELD


@dataclass(frozen=True, slots=True)
class Among:
    """Only records about one of these students, or in which one of these members of staff took part.

    With `since`, only of those kinds, each from its day on; a source may give more, never less.
    """

    students: frozenset[int]
    staff: frozenset[int]
    since: Mapping[DutyKind, date] | None = None

    def first(self, kinds: Iterable[DutyKind], otherwise: date) -> date | None:
        """The day from which records of one of these kinds are wanted; None where none is."""
        if self.since is None:
            return otherwise
        days = [self.since[kind] for kind in kinds if kind in self.since]
        return max(otherwise, min(days)) if days else None


IN_ORDER = attrgetter("on", "key")
Rows = dict[int, list[Evidence]]
Kinds = tuple[DutyKind, ...]


class Shelf:
    """Records by kind; those about the same students lie together, and by student once a kind is asked for."""

    def __init__(self) -> None:
        self.kinds: defaultdict[DutyKind, defaultdict[frozenset[int], list[Evidence]]]
        self.kinds = defaultdict(lambda: defaultdict(list))
        self._by_student: dict[DutyKind, Rows] = {}

    def of(self, kind: DutyKind) -> Iterator[Evidence]:
        """The records of a kind, each once."""
        return chain.from_iterable(self.kinds[kind].values()) if kind in self.kinds else iter(())

    def by_student(self, kinds: Kinds) -> list[Rows]:
        """The records about each student, for each of these kinds of which there are any."""
        return [self._students(kind) for kind in kinds if kind in self.kinds]

    def _students(self, kind: DutyKind) -> Rows:
        if kind not in self._by_student:
            rows = self._by_student[kind] = {}
            for students, records in self.kinds[kind].items():
                for student in students:
                    rows[student] = rows[student] + records if student in rows else records
        return self._by_student[kind]


class Ledger:
    """Records ready to be asked by student or by who took part."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._held, self._not_held = Shelf(), Shelf()
        self._by_staff: dict[DutyKind, defaultdict[int, list[Evidence]]] = {}
        held, not_held = self._held.kinds, self._not_held.kinds
        for record in evidence:
            (held if record.outcome in COUNTING else not_held)[record.kind][record.students].append(record)

    def knows(self, kinds: Kinds) -> bool:
        """Whether there is any record of these kinds."""
        return any(kind in self._held.kinds or kind in self._not_held.kinds for kind in kinds)

    def refused(self, kinds: Kinds) -> set[int]:
        """Students about whom some record of these kinds was honestly not possible."""
        found = (record for kind in kinds for record in self._not_held.of(kind))
        return {student for record in found if record.outcome is Outcome.REFUSED for student in record.students}

    def held(self, kinds: Kinds, students: Iterable[int]) -> list[list[Evidence]]:
        """What was done about each of the students, in no order."""
        by_student = self._held.by_student(kinds)
        if len(by_student) == 1:
            (rows,) = by_student
            return [rows.get(student, []) for student in students]
        return [[record for rows in by_student for record in rows.get(student, ())] for student in students]

    def of_student(self, kinds: Kinds, student: int) -> list[Evidence]:
        """All records of those kinds about the student, in the order of their days."""
        shelves = (*self._held.by_student(kinds), *self._not_held.by_student(kinds))
        return sorted((record for rows in shelves for record in rows.get(student, ())), key=IN_ORDER)

    def of_staff(self, kinds: Kinds, people: Iterable[int]) -> list[Evidence]:
        """The records of those kinds in which one of the people took part, in the order of their days."""
        lists = [self._staff(kind).get(person, ()) for kind in kinds for person in people]
        return sorted({record.key: record for found in lists for record in found}.values(), key=IN_ORDER)

    def _staff(self, kind: DutyKind) -> defaultdict[int, list[Evidence]]:
        if kind not in self._by_staff:
            rows = self._by_staff[kind] = defaultdict(list)
            for record in chain(self._held.of(kind), self._not_held.of(kind)):
                for person in record.by:
                    rows[person].append(record)
        return self._by_staff[kind]
