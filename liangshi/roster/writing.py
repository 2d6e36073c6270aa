"""Roster files: what is stored as xlsx or csv, and empty templates. Every id is text; lists drop down.

Whatever is written here is read back by `domain.roster` without a change.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

import xlsxwriter

from liangshi.domain.roster.classes import ClassKey, class_name
from liangshi.domain.roster.fields import Kind
from liangshi.domain.roster.grid import letters
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
from liangshi.domain.roster.words import Gender, MentorStatus, Relation, as_list
from liangshi.domain.vocabulary import SUBJECTS

from .opening import CHOICES_SHEET
from .reading import FORMULA_STARTS

R = TypeVar("R")

GENDER_WORDS = {Gender.FEMALE: "女", Gender.MALE: "男", Gender.UNSTATED: ""}
BOARDING_WORDS = {True: "住校", False: "走读", None: ""}
RELATION_WORDS = {
    Relation.MOTHER: "母亲",
    Relation.FATHER: "父亲",
    Relation.GRANDPARENT: "祖父母或外祖父母",
    Relation.OTHER: "其他",
    None: "",
}
STATUS_WORDS = {
    MentorStatus.ELIGIBLE: "可任导师",
    MentorStatus.IN_TRAINING: "培养中",
    MentorStatus.EXEMPT: "暂免",
    None: "",
}
SHEET_NAMES = {
    Kind.STUDENTS: "学生",
    Kind.STAFF: "教职工",
    Kind.CLASSES: "班级",
    Kind.TEACHING: "任课",
    Kind.CLUBS: "社团",
}
_ROWS_PREPARED = 2_000
_GUARDIANS_AT_LEAST = 2
_GUARDIANS_AT_MOST = 4
_NOBODY = GuardianEntry("", "", None)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: header, how a row fills it, its width, the choices that drop down."""

    header: str
    value: Callable[[R], str]
    width: int = 12
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class People:
    """How links and classes are written."""

    classes: Mapping[ClassKey, str]
    staff: Mapping[int, StaffRow]
    students: Mapping[int, StudentRow]

    def class_name(self, key: ClassKey | None) -> str:
        """The name of a class as the school writes it."""
        return "" if key is None else self.classes.get(key, class_name(key))

    def colleague(self, link: Named | Link | None) -> StaffRow | None:
        """The member of staff whom a stored row means."""
        return self.staff[link.ref] if isinstance(link, Link) and link.ref is not None else None

    def pupil(self, link: Named | Link) -> StudentRow | None:
        """The student whom a stored row means."""
        return self.students[link.ref] if isinstance(link, Link) and link.ref is not None else None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet ready to be written."""

    name: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    choices: tuple[Sequence[str], ...]
    lines: tuple[tuple[str, ...], ...] = field(default=())

    def emptied(self) -> "Table":
        """The sheet without its lines."""
        return replace(self, lines=())


def roster_tables(present: Present, class_names: Mapping[ClassKey, str]) -> tuple[Table, ...]:
    """The sheets of a whole roster; people who have left are not in it."""
    staff = {each.ref: each.row for each in present.staff}
    students = {each.ref: each.row for each in present.students}
    people = People(class_names, staff, students)
    guardians = max((len(row.guardians or ()) for row in students.values()), default=0)
    slots = min(max(guardians, _GUARDIANS_AT_LEAST), _GUARDIANS_AT_MOST)
    classes = [people.class_name(each.row.key) for each in present.classes]
    return (
        _table(Kind.STUDENTS, student_columns(people, slots, classes), _here(present.students)),
        _table(Kind.STAFF, staff_columns(), _here(present.staff)),
        _table(Kind.CLASSES, class_columns(people), _rows(present.classes)),
        _table(Kind.TEACHING, teaching_columns(people, classes), _rows(present.teaching)),
        _table(Kind.CLUBS, club_columns(people), _club_lines(present)),
    )


def _rows(known: Iterable[Known[R]]) -> list[R]:
    return [each.row for each in known]


def _here(known: Iterable[Known[Any]]) -> list[Any]:
    return [each.row for each in known if each.row.here]


def _table(kind: Kind, columns: Sequence[Column[R]], rows: Iterable[R]) -> Table:
    return Table(
        SHEET_NAMES[kind],
        tuple(column.header for column in columns),
        tuple(column.width for column in columns),
        tuple(column.choices for column in columns),
        tuple(tuple(column.value(row) for column in columns) for row in rows),
    )


def student_columns(people: People, slots: int, classes: Sequence[str]) -> list[Column[StudentRow]]:
    """Number, name, class and what the school knows of a student."""
    columns: list[Column[StudentRow]] = [
        Column("学号", lambda row: row.number or "", 20),
        Column("姓名", lambda row: row.name, 12),
        Column("班级", lambda row: people.class_name(row.class_key), 14, classes),
        Column("性别", lambda row: GENDER_WORDS[row.gender or Gender.UNSTATED], 8, ("男", "女")),
        Column("住校情况", lambda row: BOARDING_WORDS[row.boarding], 10, ("住校", "走读")),
        Column("兴趣爱好", lambda row: as_list(row.interests or ()), 24),
        Column("成长需求", lambda row: as_list(row.needs or ()), 24),
    ]
    for slot in range(slots):
        columns += _guardian_columns(slot)
    return columns


def _guardian_columns(slot: int) -> list[Column[StudentRow]]:
    def entry(row: StudentRow) -> GuardianEntry:
        guardians = row.guardians or ()
        return guardians[slot] if slot < len(guardians) else _NOBODY

    relations = [word for word in RELATION_WORDS.values() if word]
    return [
        Column(f"监护人{slot + 1}姓名", lambda row: entry(row).name, 14),
        Column(f"监护人{slot + 1}关系", lambda row: RELATION_WORDS[entry(row).relation], 14, relations),
        Column(f"监护人{slot + 1}电话", lambda row: entry(row).phone, 16),
    ]


def staff_columns() -> list[Column[StaffRow]]:
    """Number, name and mentor profile of a member of staff."""
    statuses = [word for word in STATUS_WORDS.values() if word]
    return [
        Column("工号", lambda row: row.number or "", 14),
        Column("姓名", lambda row: row.name, 12),
        Column("性别", lambda row: GENDER_WORDS[row.gender or Gender.UNSTATED], 8, ("男", "女")),
        Column("手机", lambda row: row.phone or "", 16),
        Column("职务", lambda row: row.title or "", 14),
        Column("任教学科", lambda row: as_list(row.subjects or ()), 16),
        Column("指导特长", lambda row: as_list(row.strengths or ()), 20),
        Column("兴趣爱好", lambda row: as_list(row.interests or ()), 20),
        Column("语言", lambda row: as_list(row.languages or ()), 14),
        Column("导师资格", lambda row: STATUS_WORDS[row.mentor_status], 12, statuses),
        Column("资格说明", lambda row: row.mentor_reason or "", 20),
        Column("导师寄语", lambda row: row.words or "", 40),
    ]


def class_columns(people: People) -> list[Column[ClassRow]]:
    """Classes with their homeroom teachers."""
    return [
        Column("班级", lambda row: people.class_name(row.key), 14),
        Column("班主任", lambda row: _name(people.colleague(row.homeroom)), 12),
        Column("班主任工号", lambda row: _number(people.colleague(row.homeroom)), 14),
    ]


def teaching_columns(people: People, classes: Sequence[str]) -> list[Column[TeachingRow]]:
    """Who teaches which class what."""
    return [
        Column("班级", lambda row: people.class_name(row.class_key), 14, classes),
        Column("学科", lambda row: row.subject, 14, SUBJECTS),
        Column("任课教师", lambda row: _name(people.colleague(row.teacher)), 12),
        Column("工号", lambda row: _number(people.colleague(row.teacher)), 14),
    ]


ClubLine = tuple[ClubRow, MemberRow | None]


def club_columns(people: People) -> list[Column[ClubLine]]:
    """Clubs, one line for each member."""

    def member(line: ClubLine) -> StudentRow | None:
        return people.pupil(line[1].student) if line[1] else None

    def class_of(line: ClubLine) -> str:
        found = member(line)
        return people.class_name(found.class_key) if found else ""

    return [
        Column("社团名称", lambda line: line[0].name, 18),
        Column("指导教师", lambda line: _name(people.colleague(line[0].leader)), 12),
        Column("指导教师工号", lambda line: _number(people.colleague(line[0].leader)), 14),
        Column("学号", lambda line: _number(member(line)), 20),
        Column("学生姓名", lambda line: _name(member(line)), 12),
        Column("班级", class_of, 14),
    ]


def _club_lines(present: Present) -> list[ClubLine]:
    lines: list[ClubLine] = []
    for club in present.clubs:
        members = [each.row for each in present.members if each.row.club == club.row.name]
        lines += [(club.row, member) for member in members] or [(club.row, None)]
    return lines


def _name(row: StaffRow | StudentRow | None) -> str:
    return row.name if row else ""


def _number(row: StaffRow | StudentRow | None) -> str:
    return (row.number or "") if row else ""


def workbook(tables: Iterable[Table], instructions: Sequence[str] = ()) -> bytes:
    """The tables as an xlsx file, with a first sheet of instructions where there are any."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        if instructions:
            _write_instructions(book, instructions)
        choices: list[Sequence[str]] = []
        for table in tables:
            _write_table(book, table, choices)
        if choices:
            _write_choices(book, choices)
    return buffer.getvalue()


def _write_instructions(book: Any, instructions: Sequence[str]) -> None:
    sheet = book.add_worksheet("填写说明")
    sheet.set_column(0, 0, 96)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, sentence in enumerate(instructions):
        sheet.write_string(row, 0, sentence, wrapped)


def _write_table(book: Any, table: Table, choices: list[Sequence[str]]) -> None:
    sheet = book.add_worksheet(table.name)
    head = book.add_format({"bold": True, "bg_color": "#E8EFE9", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    last = max(len(table.lines), _ROWS_PREPARED)
    for column, header in enumerate(table.headers):
        sheet.set_column(column, column, table.widths[column], text)
        sheet.write_string(0, column, header, head)
        if table.choices[column]:
            choices.append(table.choices[column])
            sheet.data_validation(1, column, last, column, _drop_down(choices))
    for row, line in enumerate(table.lines, start=1):
        for column, value in enumerate(line):
            if value:
                sheet.write_string(row, column, value, text)
    sheet.freeze_panes(1, 0)
    if table.lines:
        sheet.autofilter(0, 0, len(table.lines), len(table.headers) - 1)


def _drop_down(choices: Sequence[Sequence[str]]) -> dict[str, str]:
    """The rule of a cell: its choices stand in the hidden sheet, since a list in the rule is cut at 255 characters."""
    column = letters(len(choices) - 1)
    return {
        "validate": "list",
        "source": f"={CHOICES_SHEET}!${column}$1:${column}${len(choices[-1])}",
        "error_type": "warning",
        "error_title": "请看一下",
        "error_message": "这一格通常从列表里选。确定要这样填吗？",
    }


def _write_choices(book: Any, choices: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(CHOICES_SHEET)
    for column, words in enumerate(choices):
        sheet.write_column(0, column, words)
    sheet.hide()


def comma_separated(table: Table) -> bytes:
    """One table as csv with a byte order mark; long digits and formula signs are kept from a spreadsheet's help."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(table.headers)
    writer.writerows(tuple(map(_guarded, line)) for line in table.lines)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(value: str) -> str:
    if value[:1] in tuple(FORMULA_STARTS):
        return f"'{value}"
    ruined = value.isdigit() and (len(value) > 11 or value.startswith("0"))
    return f"{value}\t" if ruined else value
