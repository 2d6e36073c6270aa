"""Evidence → how each expectation stands. Nothing here is stored: it follows from the records."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liangshi.domain.duties.expected import Expected
from liangshi.domain.scheme import Channel, DutyKind


class Outcome(StrEnum):
    """How an act came out; each is an honest outcome."""

    HELD = "held"
    REFUSED = "refused"
    POSTPONED = "postponed"
    BY_PHONE = "by_phone"


class State(StrEnum):
    """How an expectation stands."""

    UPCOMING = "upcoming"
    OPEN = "open"
    DONE = "done"
    EXCUSED = "excused"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record: its kind, whom it was about, who took part, when, by which channel, how it came out."""

    key: str
    kind: DutyKind
    students: frozenset[int]
    by: frozenset[int]
    on: date
    channel: Channel | None = None
    outcome: Outcome = Outcome.HELD


@dataclass(frozen=True, slots=True)
class Progress:
    """An expectation with how much of it is done, by which records."""

    expected: Expected
    done: int
    state: State
    evidence: tuple[str, ...]


class Ledger:
    """Records in order, ready to be asked."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._of_student: dict[tuple[DutyKind, int], list[Evidence]] = {}
        self._of_staff: dict[tuple[DutyKind, int], list[Evidence]] = {}
        for record in sorted(evidence, key=lambda e: (e.on, e.key)):
            for student in record.students:
                self._of_student.setdefault((record.kind, student), []).append(record)
            for person in record.by:
                self._of_staff.setdefault((record.kind, person), []).append(record)

    def records(self, expected: Expected) -> list[Evidence]:
        """The records that speak to an expectation: of its kinds, by a counting channel, in its time."""
        found: list[Evidence] = []
        for kind in (expected.kind, *expected.also):
            rows = self._rows(kind, expected)
            first = bisect_left(rows, expected.opens, key=lambda e: e.on)
            last = bisect_left(rows, expected.due, key=lambda e: e.on)
            found += [row for row in rows[first:last] if _channel_counts(row, expected)]
        return found

    def _rows(self, kind: DutyKind, expected: Expected) -> list[Evidence]:
        if expected.student is not None:
            return self._of_student.get((kind, expected.student), [])
        if expected.mentor is not None:
            return self._of_staff.get((kind, expected.mentor), [])
        return []


def _channel_counts(record: Evidence, expected: Expected) -> bool:
    return not expected.channels or record.channel is None or record.channel in expected.channels


def progress(expected: Iterable[Expected], evidence: Iterable[Evidence], today: date) -> tuple[Progress, ...]:
    """How each expectation stands on `today`; a fulfilled one stays fulfilled.

    Where the times of two expectations of one rule overlap (a week's reflection is handed in on the Monday of the next
    week), a record counts for the one that is due first.
    """
    ledger = Ledger(evidence)
    spent: dict[tuple[str, int | None, int | None], set[str]] = {}
    found = []
    for entry in sorted(expected, key=lambda e: (e.due, e.key)):
        used = spent.setdefault((entry.rule, entry.student, None if entry.student else entry.mentor), set())
        records = [record for record in ledger.records(entry) if record.key not in used]
        found.append(_stands(entry, records, today))
        used.update(record.key for record in records[: entry.count])
    return tuple(found)


def _stands(expected: Expected, records: list[Evidence], today: date) -> Progress:
    held = [r for r in records if r.outcome in (Outcome.HELD, Outcome.BY_PHONE)]
    done, wanted = len(held), expected.count
    if expected.reach is not None:
        done, wanted = len({s for r in held for s in r.students}), expected.reach
    keys = tuple(record.key for record in records)
    if done >= wanted:
        state = State.DONE
    elif any(record.outcome is Outcome.REFUSED for record in records):
        state = State.EXCUSED
    elif today < expected.opens:
        state = State.UPCOMING
    else:
        state = State.OPEN if today < expected.due else State.LATE
    return Progress(expected, done, state, keys)
