"""Rows and stored rows for the tests of the roster engine, and the reference of what applying a plan means."""

from collections.abc import Iterable
from dataclasses import fields, replace

from liangshi.domain.roster.classes import ClassKey, SchoolYear
from liangshi.domain.roster.grid import NOWHERE, Line, Place, Sheet
from liangshi.domain.roster.planning import Part, Plan
from liangshi.domain.roster.rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    Known,
    Link,
    MemberRow,
    Named,
    Present,
    StaffRow,
    StudentRow,
    TeachingRow,
)
from liangshi.domain.roster.words import Gender, MentorStatus, Relation

SENIOR = SchoolYear(2026, frozenset({10, 11, 12}))
COMBINED = SchoolYear(2026, frozenset(range(1, 13)))
PRIMARY = SchoolYear(2026, frozenset(range(1, 7)))
C101, C102 = ClassKey(10, "1"), ClassKey(10, "2")


def sheet(*lines, name="Sheet1", start=1):
    """A sheet of the given rows; None stands for an empty row."""
    numbered = enumerate(lines, start=start)
    return Sheet(name, tuple(Line(n, tuple(cells)) for n, cells in numbered if cells is not None))


def student(row, name, number=None, class_key=C101, **more):
    return StudentRow(Place("学生", row), name, number, class_key, **more)


def staff(row, name, number=None, **more):
    return StaffRow(Place("教职工", row), name, number, **more)


def stored_student(ref, name, number, class_key=C101, **more):
    row = StudentRow(
        NOWHERE, name, number, class_key, **({"gender": Gender.UNSTATED, "boarding": False, "interests": (),
        "needs": (), "guardians": ()} | more),
    )  # fmt: skip
    return Known(ref, row)


def stored_staff(ref, name, number, **more):
    row = StaffRow(
        NOWHERE, name, number, **({"gender": Gender.UNSTATED, "phone": "", "title": "", "subjects": (),
        "strengths": (), "interests": (), "languages": (), "words": "", "mentor_status": MentorStatus.ELIGIBLE,
        "mentor_reason": ""} | more),
    )  # fmt: skip
    return Known(ref, row)


def named(name, number=None):
    return Named(name, number)


def guardian(name, phone="", relation=Relation.OTHER):
    return GuardianEntry(name, phone, relation)


class Applied:
    """What is stored after a plan has been carried out: the meaning of a plan, in as few words as possible."""

    def __init__(self, plan: Plan, present: Present) -> None:
        self.next_ref = 1 + max(
            (k.ref for part in (present.students, present.staff, present.classes, present.teaching,
             present.clubs, present.members) for k in part), default=0,
        )  # fmt: skip
        self.refs: dict[Place, int] = {}
        staff = self._part(plan.staff, present.staff, self._person)
        students = self._part(plan.students, present.students, self._person)
        self.present = Present(
            staff=staff,
            students=students,
            classes=self._part(plan.classes, present.classes, self._linked),
            teaching=self._part(plan.teaching, present.teaching, self._linked),
            clubs=self._part(plan.clubs, present.clubs, self._linked),
            members=self._part(plan.members, present.members, self._linked),
        )

    def _part(self, part: Part, known: Iterable[Known], settle) -> tuple[Known, ...]:
        result = {each.ref: each.row for each in known}
        for change in part.changed:
            values = {field.name: field.new for field in change.fields}
            result[change.known.ref] = settle(replace(change.known.row, **values), change.known.ref)
        for row in part.added:
            ref, self.next_ref = self.next_ref, self.next_ref + 1
            result[ref] = settle(row, ref)
        return tuple(Known(ref, row) for ref, row in result.items())

    def _person(self, row, ref):
        self.refs.setdefault(row.place, ref)
        empty = stored_student(0, "", "").row if isinstance(row, StudentRow) else stored_staff(0, "", "").row
        values = {f.name: getattr(empty, f.name) for f in fields(row) if getattr(row, f.name) is None}
        row = replace(row, **values, place=NOWHERE)
        if isinstance(row, StudentRow):
            guardians = tuple(replace(g, relation=g.relation or Relation.OTHER) for g in row.guardians)
            row = replace(row, guardians=guardians)
        return replace(row, number=row.number or f"made-{ref}")

    def _linked(self, row, ref):
        for field in ("homeroom", "teacher", "leader", "student"):
            link = getattr(row, field, None)
            if isinstance(link, Link) and link.ref is None:
                row = replace(row, **{field: Link(self.refs[link.place])})
        return replace(row, place=NOWHERE)


__all__ = [
    "C101", "C102", "COMBINED", "PRIMARY", "SENIOR", "Applied", "ClassRow", "ClubRow", "MemberRow", "TeachingRow",
    "guardian", "named", "sheet", "staff", "stored_staff", "stored_student", "student",
]  # fmt: skip
