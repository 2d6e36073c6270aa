"""Figures of a whole school without making its hundreds of thousands of expectations one by one.

A cell counts what one clause asks of one class (none: of the staff) in one week, the week of the last day on which it
can be done. A cell does not depend on the day on which it is computed, so cells can be kept and changed by differences.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from liangshi.domain.duties.evidence import Evidence, Ledger
from liangshi.domain.duties.expanding import of_staff
from liangshi.domain.duties.planning import Plan
from liangshi.domain.duties.population import Mentee
from liangshi.domain.duties.progress import State, fulfilment, own_acts, progress
from liangshi.domain.duties.slots import Slot, Timetable, settle, week_of
from liangshi.domain.scheme import DutyKind


class Cell(NamedTuple):
    """A clause, a kind of act, a class (none: the staff), and a week by its Monday."""

    rule: str
    kind: DutyKind
    class_group: int | None
    week: date


@dataclass(slots=True)
class Sum:
    """How much was asked, done, and honestly not possible; `opens` is the first day of any of it."""

    asked: int
    done: int
    excused: int
    opens: date

    def add(self, asked: int, done: int, excused: int, opens: date) -> None:
        """Count some more."""
        self.asked += asked
        self.done += done
        self.excused += excused
        self.opens = min(self.opens, opens)


Tally = dict[Cell, Sum]


def tally(plan: Plan, evidence: Iterable[Evidence] | Ledger) -> Tally:
    """The figures of everybody in the plan."""
    ledger = evidence if isinstance(evidence, Ledger) else Ledger(evidence)
    found = _tally_of_students(plan, ledger)
    for standing in progress(of_staff(plan), ledger, date.max):
        done, excused = standing.state is State.DONE, standing.state is State.EXCUSED
        _add(found, standing.expected.slot, standing.expected.class_group, 1, int(done), int(excused))
    return found


def _tally_of_students(plan: Plan, ledger: Ledger) -> Tally:
    found: Tally = {}
    for (timetable, group), mentees in _alike(plan).items():
        done, excused = _settled(plan, timetable, mentees, ledger)
        first, many = timetable.slots[0], len(mentees)
        for week, opens, numbers in timetable.weeks:
            asked = many * len(numbers)
            did, could_not = _of_week(done, numbers), _of_week(excused, numbers)
            cell = Cell(first.rule, first.kind, group, week)
            if cell in found:
                found[cell].add(asked, did, could_not, opens)
            else:
                found[cell] = Sum(asked, did, could_not, opens)
    return found


def _of_week(counts: Counter[int | None], numbers: tuple[int, ...]) -> int:
    if not counts:
        return 0
    if len(numbers) == 1:
        return counts.get(numbers[0], 0)
    return sum(counts.get(number, 0) for number in numbers)


def _alike(plan: Plan) -> dict[tuple[Timetable, int | None], list[Mentee]]:
    """Students by what is expected for them and by class."""
    together: dict[tuple[tuple[Timetable, ...], int | None], list[Mentee]] = {}
    for mentee in plan.people.mentees:
        together.setdefault((plan.timetables(mentee), mentee.class_group), []).append(mentee)
    found: dict[tuple[Timetable, int | None], list[Mentee]] = {}
    for (timetables, group), mentees in together.items():
        for timetable in timetables:
            found.setdefault((timetable, group), []).extend(mentees)
    return found


def _settled(
    plan: Plan, timetable: Timetable, mentees: list[Mentee], ledger: Ledger
) -> tuple[Counter[int | None], Counter[int | None]]:
    """How many of the students did each coming, and for how many it was honestly not possible."""
    alone, not_held = plan.holders.acts_alone(timetable.slots[0].by), ledger.not_held
    plain, others = mentees, []
    if not timetable.even:
        plain, others = [], mentees
    elif not not_held.isdisjoint(mentee.student for mentee in mentees):
        plain = [mentee for mentee in mentees if mentee.student not in not_held]
        others = [mentee for mentee in mentees if mentee.student in not_held]
    records = ((mentee, ledger.about(timetable.kinds, mentee.student)) for mentee in plain)
    if alone:
        records = ((mentee, _own(plan, timetable, mentee, rows)) for mentee, rows in records)
    done = Counter(chain.from_iterable(timetable.met(rows) for _, rows in records if rows))
    excused: Counter[int | None] = Counter()
    for mentee in others:
        rows = ledger.of_student(timetable.kinds, mentee.student)
        for number, beside in settle(timetable, _own(plan, timetable, mentee, rows) if alone else rows).items():
            state = fulfilment(beside, timetable.slots[number].count)
            done[number] += state is State.DONE
            excused[number] += state is State.EXCUSED
    return done, excused


def _own(plan: Plan, timetable: Timetable, mentee: Mentee, records: list[Evidence]) -> list[Evidence]:
    first = timetable.slots[0]
    return own_acts(plan.holders.owners(first.by, mentee, first.last), records) if records else records


def _add(found: Tally, slot: Slot, group: int | None, asked: int, done: int, excused: int) -> None:
    cell = found.setdefault(Cell(slot.rule, slot.kind, group, week_of(slot.due)), Sum(0, 0, 0, slot.opens))
    cell.add(asked, done, excused, slot.opens)
