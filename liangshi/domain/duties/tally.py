"""Figures of a whole school without making its hundreds of thousands of expectations one by one.

A cell counts what one clause asks of one class (none: of the staff) in one week, the week of the last day on which it
can be done. A cell does not depend on the day on which it is computed, so cells can be kept and changed by differences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
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
        for (cell_week, opens), numbers in timetable.weeks.items():
            slot = timetable.slots[numbers[0]]
            cell = found.setdefault(Cell(slot.rule, slot.kind, group, cell_week), Sum(0, 0, 0, opens))
            sums = (sum(done[n] for n in numbers), sum(excused[n] for n in numbers))
            cell.add(len(mentees) * len(numbers), *sums, opens)
    return found


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
) -> tuple[list[int], list[int]]:  # fmt: skip
    """How many of the students did each coming, and for how many it was honestly not possible."""
    done, excused = [0] * len(timetable.slots), [0] * len(timetable.slots)
    alone = plan.holders.acts_alone(timetable.slots[0].by)
    if timetable.plain and not alone and ledger.not_held.isdisjoint(timetable.kinds):
        for mentee in mentees:
            for number in timetable.met(ledger.about(timetable.kinds, mentee.student)):
                done[number] += 1
        return done, excused
    for mentee in mentees:
        for number, state in _one_by_one(plan, timetable, mentee, ledger):
            done[number] += state is State.DONE
            excused[number] += state is State.EXCUSED
    return done, excused


def _one_by_one(plan: Plan, timetable: Timetable, mentee: Mentee, ledger: Ledger) -> Iterator[tuple[int, State | None]]:
    first = timetable.slots[0]
    records = ledger.of_student(timetable.kinds, mentee.student)
    if records and plan.holders.acts_alone(first.by):
        records = own_acts(plan.holders.owners(first.by, mentee, first.last), records)
    for number, beside in settle(timetable, records).items():
        yield number, fulfilment(beside, timetable.slots[number].count)


def _add(found: Tally, slot: Slot, group: int | None, asked: int, done: int, excused: int) -> None:
    cell = found.setdefault(Cell(slot.rule, slot.kind, group, week_of(slot.due)), Sum(0, 0, 0, slot.opens))
    cell.add(asked, done, excused, slot.opens)
