"""A plan as lines that people read."""

from typing import Any

from liangshi.domain.roster.classes import ClassKey, class_name
from liangshi.domain.roster.planning import Change, Plan
from liangshi.domain.roster.rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    Link,
    MemberRow,
    Named,
    StaffRow,
    StudentRow,
    TeachingRow,
)
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.roster.choices import Act
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
            return listed(map(self.value, value))
        if isinstance(value, Link | GuardianEntry):
            return self._person(value)
        if isinstance(value, ClassKey):
            return self.of_class(value)
        return "" if value is None else str(value)

    def _person(self, value: Link | GuardianEntry) -> str:
        if isinstance(value, GuardianEntry):
            return " ".join(filter(None, (value.name, value.phone)))
        return value.label if value.ref is None else self.staff[value.ref]


Line = dict[str, Any]


def planned_lines(plan: Plan, stored: Stored) -> dict[Act, list[Line]]:
    """The rows that are added, changed or absent, as they are shown."""
    describer = Describer(stored)
    names = ("staff", "classes", "students", "teaching", "clubs", "members")
    lines: dict[Act, list[Line]] = {act: [] for act in Act}
    for kind, part in zip(names, plan.parts, strict=True):
        lines[Act.ADDED] += [_line(kind, row, row, describer) for row in part.added]
        lines[Act.CHANGED] += [_changed(kind, change, describer) for change in part.changed]
        lines[Act.ABSENT] += [_line(kind, known.row, known.row, describer) for known in part.absent]
    return lines


def _line(kind: str, about: AnyRow, cause: AnyRow, describer: Describer) -> Line:
    title, beside = describer.title(about)
    return {
        "kind": kind, "sheet": cause.place.sheet, "row": cause.place.row, "title": title, "beside": beside,
        "changes": [],
    }  # fmt: skip


def _changed(kind: str, change: Change[Any], describer: Describer) -> Line:
    changes = [[each.name, describer.value(each.old), describer.value(each.new)] for each in change.fields]
    return _line(kind, change.known.row, change.row, describer) | {"changes": changes}
