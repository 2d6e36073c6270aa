"""Evidence → how each expectation stands. Nothing here is stored: it follows from the records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liangshi.domain.duties.evidence import COUNTING, Evidence, Ledger, Outcome
from liangshi.domain.duties.expected import Expected, Rhythm
from liangshi.domain.duties.slots import Slot, Timetable, settle


class State(StrEnum):
    """How an expectation stands."""

    UPCOMING = "upcoming"
    OPEN = "open"
    DONE = "done"
    EXCUSED = "excused"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Progress:
    """An expectation with how much of it is done, by which records."""

    expected: Expected
    done: int
    state: State
    evidence: tuple[str, ...]


def progress(
    expected: Iterable[Expected], evidence: Iterable[Evidence] | Ledger, today: date
) -> tuple[Progress, ...]:  # fmt: skip
    """How each expectation stands on `today`, in the order of due dates and keys; a fulfilled one stays fulfilled.

    Within one rhythm a record counts once; towards another duty, or what a moment opened, the same record counts again.
    """
    ledger = evidence if isinstance(evidence, Ledger) else Ledger(evidence)
    return tuple(sorted(standings(expected, ledger, today), key=lambda one: (one.expected.due, one.expected.key)))


def standings(expected: Iterable[Expected], ledger: Ledger, today: date) -> Iterator[Progress]:
    """The same rhythm by rhythm."""
    rhythms: dict[Rhythm, list[Expected]] = {}
    for entry in expected:
        rhythms.setdefault(entry.rhythm, []).append(entry)
    shared: dict[tuple[int, ...], Timetable] = {}
    for entries in rhythms.values():
        entries.sort(key=lambda entry: (entry.slot.due, entry.slot.name))
        same = tuple(id(entry.slot) for entry in entries)
        if same not in shared:
            shared[same] = Timetable(tuple(entry.slot for entry in entries))
        yield from _standing(entries, shared[same], ledger, today)


def _standing(entries: list[Expected], timetable: Timetable, ledger: Ledger, today: date) -> Iterator[Progress]:
    beside = settle(timetable, records_for(entries[0], timetable, ledger))
    for number, entry in enumerate(entries):
        records = beside.get(number)
        if records is None:
            yield Progress(entry, 0, state_on(entry.slot, None, today), ())
            continue
        wanted, among = (entry.count, None) if entry.reach is None else (entry.reach, entry.among)
        state = state_on(entry.slot, fulfilment(records, wanted, among), today)
        yield Progress(entry, amount(records, among), state, tuple(record.key for record in records))


def records_for(entry: Expected, timetable: Timetable, ledger: Ledger) -> Sequence[Evidence]:
    """The records that can count: about the student, or made by the one who owes it.

    Whoever sees a mentee fulfils what mentors owe; what another role owes, or the mentor for one thing, is fulfilled by
    its holder taking part.
    """
    if entry.student is None:
        return ledger.of_staff(timetable.kinds, entry.owners)
    records = ledger.of_student(timetable.kinds, entry.student)
    return own_acts(entry.actors or entry.owners, records) if entry.own else records


def own_acts(owners: tuple[int, ...], records: list[Evidence]) -> list[Evidence]:
    """Only those in which an owner took part; all where nobody holds the role."""
    return [record for record in records if not record.by.isdisjoint(owners)] if owners else records


def fulfilment(records: Sequence[Evidence], wanted: int, among: frozenset[int] | None = None) -> State | None:
    """DONE, EXCUSED, or nothing yet."""
    if not records:
        return None
    if amount(records, among) >= wanted:
        return State.DONE
    return State.EXCUSED if any(record.outcome is Outcome.REFUSED for record in records) else None


def amount(records: Sequence[Evidence], among: frozenset[int] | None = None) -> int:
    """How many acts were held; or how many of a group they reached."""
    held = [record for record in records if record.outcome in COUNTING]
    if among is None:
        return len(held)
    return len(among.intersection(student for record in held for student in record.students))


def state_on(slot: Slot, fulfilled: State | None, today: date) -> State:
    """The state of a coming on a day."""
    if fulfilled is not None:
        return fulfilled
    if today < slot.opens:
        return State.UPCOMING
    return State.OPEN if today < slot.due else State.LATE
