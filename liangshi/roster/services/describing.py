"""A plan as lines that people read."""

from collections.abc import Iterable, Iterator
from typing import Any

from liangshi.domain.roster.classes import ClassKey, class_name
from liangshi.domain.roster.planning import Change, Part, Plan
from liangshi.domain.roster.rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    Known,
    Link,
    MemberRow,
    Named,
    StaffRow,
    StudentRow,
    TeachingRow,
)
from liangshi.roster.choices import Act
from liangshi.roster.models import ImportBatch, PlannedLine
from liangshi.roster.queries import Stored

AnyRow = StudentRow | StaffRow | ClassRow | TeachingRow | ClubRow | MemberRow


class Describer:
    """Names of classes and people for the lines of one plan."""

    def __init__(self, stored: Stored) -> None:
        self.class_names = stored.class_names
        self.staff = {known.ref: known.row.name for known in stored.present.staff}
        self.students = {known.ref: known.row.name for known in stored.present.students}

    def of_class(self, key: ClassKey | None) -> str:
        """The class as the school calls it."""
        return "" if key is None else self.class_names.get(key, class_name(key))

    def title(self, row: AnyRow) -> tuple[str, str]:
        """(what the line is about, what stands beside it)."""
        match row:
            case StudentRow():
                return row.name, " ".join(filter(None, (row.number, self.of_class(row.class_key))))
            case StaffRow():
                return row.name, row.number or ""
            case ClassRow():
                return self.of_class(row.key), self.value(row.homeroom)
            case TeachingRow():
                return f"{self.of_class(row.class_key)} {row.subject}", self.value(row.teacher)
            case ClubRow():
                return row.name, self.value(row.leader)
            case MemberRow():
                return row.club, self.student(row.student)

    def student(self, who: Named | Link) -> str:
        """The name of a member of a club."""
        if isinstance(who, Link):
            return who.label if who.ref is None else self.students[who.ref]
        return who.name

    def value(self, value: Any) -> str:
        """A value of a field in words; codes of choices stay codes and become words on the page."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return "、".join(map(self.value, value))
        if isinstance(value, Link | GuardianEntry):
            return self._person(value)
        if isinstance(value, ClassKey):
            return self.of_class(value)
        return "" if value is None else str(value)

    def _person(self, value: Link | GuardianEntry) -> str:
        if isinstance(value, GuardianEntry):
            return " ".join(filter(None, (value.name, value.phone)))
        return value.label if value.ref is None else self.staff[value.ref]


def planned_lines(batch: ImportBatch, plan: Plan, stored: Stored) -> Iterator[PlannedLine]:
    """One line for each row that is added, changed or absent."""
    describer = Describer(stored)
    names = ("staff", "classes", "students", "teaching", "clubs", "members")
    position = 0
    for kind, part in zip(names, plan.parts, strict=True):
        for line in _lines(part, describer):
            line.school_id, line.batch, line.position, line.kind = batch.school_id, batch, position, kind
            position += 1
            yield line


def _lines(part: Part[Any], describer: Describer) -> Iterable[PlannedLine]:
    for row in part.added:
        yield _line(Act.ADDED, row, row, describer)
    for change in part.changed:
        line = _line(Act.CHANGED, change.known.row, change.row, describer)
        line.changes = _changes(change, describer)
        yield line
    for known in part.absent:
        yield _absent(known, describer)


def _line(act: Act, about: AnyRow, cause: AnyRow, describer: Describer) -> PlannedLine:
    title, beside = describer.title(about)
    return PlannedLine(
        act=act, sheet=cause.place.sheet[:100], row=cause.place.row, title=title[:120], beside=beside[:120]
    )


def _absent(known: Known[Any], describer: Describer) -> PlannedLine:
    title, beside = describer.title(known.row)
    return PlannedLine(act=Act.ABSENT, row=0, title=title[:120], beside=beside[:120])


def _changes(change: Change[Any], describer: Describer) -> list[list[str]]:
    return [[each.name, describer.value(each.old), describer.value(each.new)] for each in change.fields]
