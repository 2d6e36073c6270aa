"""Records as the engine sees them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
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
Rows = defaultdict[int, list[Evidence]]
NONE: list[Evidence] = []


class Ledger:
    """Records ready to be asked by student or by who took part."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._about_nobody: defaultdict[DutyKind, list[Evidence]] = defaultdict(list)
        self._by_staff: dict[DutyKind, Rows] = {}
        self._students: defaultdict[DutyKind, Rows] = defaultdict(lambda: defaultdict(list))
        self.not_held: set[int] = set()
        """Students about whom some record did not end as planned."""
        for record in evidence:
            _key, kind, students, _by, _on, _channel, outcome = record
            rows = self._students[kind]
            for student in students:
                rows[student].append(record)
            if not students:
                self._about_nobody[kind].append(record)
            if outcome is not Outcome.HELD and outcome not in COUNTING:
                self.not_held |= students

    def _staff(self, kind: DutyKind) -> Rows:
        """The records of a kind by who took part, put in order when they are first asked for."""
        if kind not in self._by_staff:
            rows = self._by_staff[kind] = defaultdict(list)
            for found in (*self._students[kind].values(), self._about_nobody[kind]):
                for record in found:
                    for person in record.by:
                        rows[person].append(record)
        return self._by_staff[kind]

    def about(self, kinds: tuple[DutyKind, ...], student: int) -> list[Evidence]:
        """The records of those kinds about the student, in no order."""
        if len(kinds) == 1:
            return self._students[kinds[0]].get(student, NONE)
        return [record for kind in kinds for record in self._students[kind].get(student, NONE)]

    def of_student(self, kinds: tuple[DutyKind, ...], student: int) -> list[Evidence]:
        """The same in the order of their days."""
        return sorted(self.about(kinds, student), key=IN_ORDER)

    def of_staff(self, kinds: tuple[DutyKind, ...], people: Iterable[int]) -> list[Evidence]:
        """The records of those kinds in which one of the people took part, in the order of their days."""
        lists = [self._staff(kind).get(person, NONE) for kind in kinds for person in people]
        return sorted({record.key: record for found in lists for record in found}.values(), key=IN_ORDER)
