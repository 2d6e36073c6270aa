"""Figures of a whole school without making its hundreds of thousands of expectations one by one.

A cell counts what one clause asks of one class (none: of the staff) in one week, the week of the last day on which it
can be done. A cell does not depend on the day on which it is computed, so cells can be kept and changed by differences.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from liangshi.domain.duties.evidence import Evidence, Ledger
from liangshi.domain.duties.expanding import of_staff
from liangshi.domain.duties.planning import Plan
from liangshi.domain.duties.population import Mentee
from liangshi.domain.duties.progress import State, fulfilment, own_acts, standings
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
    for standing in standings(of_staff(plan), ledger, date.max):
        done, excused = standing.state is State.DONE, standing.state is State.EXCUSED
        _add(found, standing.expected.slot, standing.expected.class_group, 1, int(done), int(excused))
    return found


def _tally_of_students(plan: Plan, ledger: Ledger) -> Tally:
    sums: dict[tuple[str, DutyKind, int | None], dict[date, Sum]] = {}
    for timetable, groups in _alike(plan).items():
        first, refused = timetable.slots[0], ledger.refused(timetable.kinds)
        for group, mentees in groups.items():
            done, excused = _settled(plan, timetable, mentees, ledger, refused)
            by_week = sums.setdefault((first.rule, first.kind, group), {})
            _count(by_week, timetable, len(mentees), timetable.by_week(done), timetable.by_week(excused))
    return {Cell(*clause, week): one for clause, by_week in sums.items() for week, one in by_week.items()}


def _count(by_week: dict[date, Sum], timetable: Timetable, many: int, done: list[int], excused: list[int]) -> None:
    for (week, opens, comings), did, could_not in zip(timetable.weeks, done, excused, strict=True):
        if week in by_week:
            by_week[week].add(comings * many, did, could_not, opens)
        else:
            by_week[week] = Sum(comings * many, did, could_not, opens)


def _alike(plan: Plan) -> dict[Timetable, dict[int | None, list[Mentee]]]:
    """Students by what is expected for them and by class."""
    together: dict[tuple[tuple[Timetable, ...], int | None], list[Mentee]] = {}
    for mentee in plan.people.mentees:
        together.setdefault((plan.timetables(mentee), mentee.class_group), []).append(mentee)
    found: dict[Timetable, dict[int | None, list[Mentee]]] = {}
    for (timetables, group), mentees in together.items():
        for timetable in timetables:
            found.setdefault(timetable, {}).setdefault(group, []).extend(mentees)
    return found


def _settled(
    plan: Plan, timetable: Timetable, mentees: list[Mentee], ledger: Ledger, refused: set[int]
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """How many of the students did each coming, and for how many it was honestly not possible."""
    kinds, alone = timetable.kinds, bool(timetable.track) or plan.holders.acts_alone(timetable.slots[0].by)
    if not ledger.knows(kinds):
        return {}, {}
    plain = [mentee for mentee in mentees if mentee.student not in refused] if timetable.even else []
    found = ledger.held(kinds, [mentee.student for mentee in plain])
    if alone:
        found = [_own(plan, timetable, mentee, rows) for mentee, rows in zip(plain, found, strict=True)]
    done = Counter(timetable.met(rows for rows in found if rows))
    excused: Counter[int] = Counter()
    for mentee in (one for one in mentees if one.student in refused) if timetable.even else mentees:
        rows = ledger.of_student(kinds, mentee.student)
        for number, beside in settle(timetable, _own(plan, timetable, mentee, rows) if alone else rows).items():
            state = fulfilment(beside, timetable.slots[number].count)
            done[number] += state is State.DONE
            excused[number] += state is State.EXCUSED
    return done, excused


def _own(plan: Plan, timetable: Timetable, mentee: Mentee, records: list[Evidence]) -> list[Evidence]:
    if not records:
        return records
    if timetable.track:
        return own_acts(plan.holders.actors(mentee.student, timetable.track), records)
    first = timetable.slots[0]
    return own_acts(plan.holders.owners(first.by, mentee, first.last), records)


def _add(found: Tally, slot: Slot, group: int | None, asked: int, done: int, excused: int) -> None:
    cell = found.setdefault(Cell(slot.rule, slot.kind, group, week_of(slot.due)), Sum(0, 0, 0, slot.opens))
    cell.add(asked, done, excused, slot.opens)
