"""`plan(rows, present, policy)`: what an import would add, change, leave; nothing without the row that causes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Generic, TypeVar

from .classes import ClassKey, class_name
from .grid import Place
from .guardians import joined
from .identity import Answer, Answers, Pairs, collapse, pair
from .people import Directory, directory
from .problems import Code, Param, Problem
from .rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    Known,
    Link,
    MemberRow,
    Named,
    Present,
    Rows,
    StaffRow,
    StudentRow,
    TeachingRow,
)

R = TypeVar("R", StudentRow, StaffRow, ClassRow, TeachingRow, ClubRow, MemberRow)
P = TypeVar("P", StudentRow, StaffRow)

_MANY_RENAMED_AT_LEAST = 10
_MANY_RENAMED_SHARE = 0.1
MANY_RENAMED = "many_renamed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a stored row with its old and new value."""

    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """A stored row that will change, the row that causes it, and the fields."""

    known: Known[R]
    row: R
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[R]):
    """The plan for one kind of row. `absent` are stored rows that the file does not name: they stay as they are."""

    added: tuple[R, ...] = ()
    changed: tuple[Change[R], ...] = ()
    left: tuple[Known[R], ...] = ()
    absent: tuple[Known[R], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.added and not self.changed


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do, with remarks that do not stand in its way."""

    students: Part[StudentRow] = field(default_factory=Part)
    staff: Part[StaffRow] = field(default_factory=Part)
    classes: Part[ClassRow] = field(default_factory=Part)
    teaching: Part[TeachingRow] = field(default_factory=Part)
    clubs: Part[ClubRow] = field(default_factory=Part)
    members: Part[MemberRow] = field(default_factory=Part)
    remarks: tuple[Problem, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:  # type: ignore[type-arg]
        """The parts in the order in which they are written."""
        return (self.staff, self.classes, self.students, self.teaching, self.clubs, self.members)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return all(part.is_empty for part in self.parts)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing can be applied: every problem, those that stop and those that only inform."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """What somebody has decided: answers to questions by their key."""

    answers: Answers = field(default_factory=dict)


@dataclass(slots=True)
class _Known:
    """What the rows of a file turn out to mean, before it is compared."""

    staff: Pairs[StaffRow]
    students: Pairs[StudentRow]
    classes: list[ClassRow]
    teaching: list[TeachingRow]
    clubs: list[ClubRow]
    members: list[MemberRow]


def plan(rows: Rows, present: Present, policy: Policy) -> Plan | Refused:
    """Compare the rows of a file with what is stored."""
    problems: list[Problem] = []
    meant = _meant(rows, present, policy, problems)
    if any(problem.stops for problem in problems):
        return Refused(tuple(problems))
    described = {row.class_key for row in rows.students}
    taught = {row.class_key for row in rows.teaching}
    clubs = {row.club for row in rows.members}
    return Plan(
        staff=_compare(meant.staff.matched, present.staff, lambda row: row.here and bool(rows.staff)),
        classes=_compare(
            _by_key(meant.classes, present.classes, lambda row: row.key),
            present.classes,
            lambda _: bool(rows.classes),
        ),
        students=_compare(
            meant.students.matched,
            present.students,
            lambda row: row.here and row.class_key in described,
        ),
        teaching=_compare(
            _by_key(meant.teaching, present.teaching, _teaching_key),
            present.teaching,
            lambda row: row.class_key in taught,
        ),
        clubs=_compare(
            _by_key(meant.clubs, present.clubs, lambda row: row.name),
            present.clubs,
            lambda _: bool(rows.clubs),
        ),
        members=_compare(
            _by_key(meant.members, present.members, _member_key),
            present.members,
            lambda row: row.club in clubs,
        ),
        remarks=tuple(problems),
    )


def _meant(rows: Rows, present: Present, policy: Policy, problems: list[Problem]) -> _Known:
    staff = _people(rows.staff, present.staff, policy.answers, problems)
    students = _people(rows.students, present.students, policy.answers, problems)
    _renames(staff, policy.answers, problems)
    _renames(students, policy.answers, problems)
    _new_students_need_class(students, problems)
    colleagues = directory(staff.matched, present.staff, of_staff=True)
    pupils = directory(students.matched, present.students, of_staff=False)
    return _Known(
        staff=staff,
        students=students,
        classes=_classes(rows, present, colleagues, problems),
        teaching=[row for each in rows.teaching if (row := _taught(each, colleagues, problems))],
        clubs=_clubs(rows, colleagues, problems),
        members=[been for each in rows.members if (been := _member(each, pupils, problems))],
    )


Matched = Iterable[tuple[R, Known[R] | None]]


def _people(rows: Sequence[P], known: Sequence[Known[P]], answers: Answers, problems: list[Problem]) -> Pairs[P]:
    once, found = collapse(rows, answers)
    pairs = pair(once, known, answers)
    problems += found + pairs.problems
    return pairs


def _renames(pairs: Pairs[P], answers: Answers, problems: list[Problem]) -> None:
    """Names that change while the number stays; many of them mean that a column was sorted by itself."""
    met = [(row, known.row) for row, known in pairs.matched if known is not None]
    renamed = [(row, stored) for row, stored in met if row.name != stored.name]
    for row, stored in renamed:
        params: dict[str, Param] = {
            "number": stored.number or "",
            "old": stored.name,
            "new": row.name,
        }
        problems.append(Problem(Code.RENAMED, row.place, params))
    many = len(renamed) >= max(_MANY_RENAMED_AT_LEAST, _MANY_RENAMED_SHARE * len(met))
    if many and answers.get(MANY_RENAMED) is not Answer.SAME:
        params = {"count": len(renamed), "of": len(met)}
        problems.append(Problem(Code.MANY_RENAMED, renamed[0][0].place, params, MANY_RENAMED))


def _new_students_need_class(pairs: Pairs[StudentRow], problems: list[Problem]) -> None:
    for row, known in pairs.matched:
        if known is None and row.class_key is None:
            problems.append(Problem(Code.CLASS_MISSING, row.place, {"name": row.name}))


def _classes(rows: Rows, present: Present, colleagues: Directory, problems: list[Problem]) -> list[ClassRow]:
    """The classes that the file describes, and those that its other rows only name and nobody has yet."""
    found: dict[ClassKey, ClassRow] = {}
    for row in rows.classes:
        told = replace(row, homeroom=colleagues.resolve(row.homeroom, row.place, problems))
        first = found.get(row.key, told)
        if first.homeroom and told.homeroom and first.homeroom != told.homeroom:
            problems.append(_disagreement(row.key.code, first.place, row.place, "homeroom"))
        found[row.key] = replace(first, homeroom=first.homeroom or told.homeroom)
    stored = {known.row.key for known in present.classes}
    named = [(row.class_key, row.place) for row in rows.students]
    named += [(row.class_key, row.place) for row in rows.teaching]
    for key, place in named:
        if key is not None and key not in stored:
            found.setdefault(key, ClassRow(place, key))
    for key, row in found.items():
        if key not in stored:
            params: dict[str, Param] = {"classes": class_name(key)}
            problems.append(Problem(Code.CLASS_NEW, row.place, params))
    return list(found.values())


def _disagreement(name: str, first: Place, second: Place, fields: str) -> Problem:
    params: dict[str, Param] = {
        "name": name,
        "number": "",
        "sheet": first.sheet,
        "row": first.row,
        "fields": fields,
    }
    return Problem(Code.ROWS_DISAGREE, second, params)


def _taught(row: TeachingRow, colleagues: Directory, problems: list[Problem]) -> TeachingRow | None:
    teacher = colleagues.resolve(row.teacher, row.place, problems)
    return replace(row, teacher=teacher) if teacher else None


def _clubs(rows: Rows, colleagues: Directory, problems: list[Problem]) -> list[ClubRow]:
    found: dict[str, ClubRow] = {}
    for row in rows.clubs:
        told = replace(row, leader=colleagues.resolve(row.leader, row.place, problems))
        first = found.get(row.name, told)
        if first.leader and told.leader and first.leader != told.leader:
            problems.append(_disagreement(row.name, first.place, row.place, "leader"))
        found[row.name] = replace(first, leader=first.leader or told.leader)
    return list(found.values())


def _member(row: MemberRow, pupils: Directory, problems: list[Problem]) -> MemberRow | None:
    student = pupils.resolve(row.student, row.place, problems, row.class_key)
    return replace(row, student=student, class_key=None) if student else None


def _teaching_key(row: TeachingRow) -> tuple[ClassKey, str, Named | Link]:
    return row.class_key, row.subject, row.teacher


def _member_key(row: MemberRow) -> tuple[str, Named | Link]:
    return row.club, row.student


def _by_key(
    rows: Iterable[R], known: Iterable[Known[R]], key: Callable[[R], object]
) -> list[tuple[R, Known[R] | None]]:
    """Each key once, with the stored row of that key."""
    stored: Mapping[object, Known[R]] = {key(each.row): each for each in known}
    once: dict[object, R] = {}
    for row in rows:
        once.setdefault(key(row), row)
    return [(row, stored.get(which)) for which, row in once.items()]


def _compare(matched: Matched[R], known: Iterable[Known[R]], expected: Callable[[R], bool]) -> Part[R]:
    added: list[R] = []
    changed: list[Change[R]] = []
    left: list[Known[R]] = []
    met: set[int] = set()
    for row, stored in matched:
        if stored is None:
            added.append(_new(row))
            continue
        met.add(stored.ref)
        changes = tuple(_changes(stored.row, row))
        if changes:
            changed.append(Change(stored, row, changes))
        else:
            left.append(stored)
    absent = tuple(each for each in known if each.ref not in met and expected(each.row))
    return Part(tuple(added), tuple(changed), tuple(left), absent)


def _new(row: R) -> R:
    """A new row as it will be written."""
    if isinstance(row, StudentRow) and row.guardians:
        return replace(row, guardians=joined((), row.guardians))
    return row


def _changes(stored: R, row: R) -> Iterable[FieldChange]:
    for each in fields(row):
        if each.name == "place":
            continue
        old, told = getattr(stored, each.name), getattr(row, each.name)
        if told is None:
            continue
        new = joined(old, told) if each.name == "guardians" else told
        if not _equal(old, new):
            yield FieldChange(each.name, old, new)


def _equal(old: object, new: object) -> bool:
    """Lists of words are equal in any order."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        if any(isinstance(each, GuardianEntry) for each in (*old, *new)):
            return old == new
        return frozenset(old) == frozenset(new)
    return old == new
