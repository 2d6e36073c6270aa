"""Levels of a screening come in from a file, all of them or none, and are forgotten on their day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.roster.grid import Line, Sheet
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Student
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import Screening, ScreeningLevel

COLUMNS = {
    "number": ("学号", "学籍号"),
    "name": ("姓名", "学生姓名"),
    "level": ("等级", "级别", "结果", "预警等级"),
    "note": ("备注", "说明"),
}


class WrongRow(StrEnum):
    """What is wrong with a row."""

    NO_NUMBER = "no_number"
    NO_LEVEL = "no_level"
    UNKNOWN = "unknown"
    OTHER_NAME = "other_name"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row of the file that cannot be taken over."""

    row: int
    code: WrongRow
    text: str = ""


class NoHeadError(RefusalError):
    """No row names the columns 学号 and 等级."""


class WrongRowsError(RefusalError):
    """Rows are wrong, and nothing was taken over."""

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(problems=problems)
        self.problems = problems


class NameTakenError(RefusalError):
    """There is a screening of this name."""


@dataclass(frozen=True, slots=True)
class ScreeningDraft:
    """What the screening is called, when it was held, when its levels are deleted."""

    name: str
    held_on: date
    forget_on: date


@dataclass(frozen=True, slots=True)
class _Found:
    row: int
    number: str
    name: str
    level: str
    note: str


@transaction.atomic
def import_screening(*, by: Viewer, draft: ScreeningDraft, sheets: tuple[Sheet, ...], now: datetime) -> Screening:
    """Take over every row of the first sheet."""
    assert by.school is not None
    found = list(_rows(sheets))
    numbers = {row.number for row in found}
    students = {one.number: one for one in Student.unscoped.filter(school=by.school, number__in=numbers)}
    problems = tuple(_problems(found, students))
    if problems:
        raise WrongRowsError(problems)
    try:
        with transaction.atomic():
            screening: Screening = Screening.unscoped.create(
                school_id=by.school, name=draft.name, held_on=draft.held_on, forget_on=draft.forget_on,
                imported_at=now, imported_by_id=by.account,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NameTakenError from twice
    ScreeningLevel.unscoped.bulk_create(
        ScreeningLevel(screening=screening, student=students[row.number], level=row.level, note=row.note)
        for row in found
    )
    note(by=by, verb="screening.imported", row=screening, school=by.school, now=now, detail={"rows": len(found)})
    return screening


def _rows(sheets: tuple[Sheet, ...]) -> Iterator[_Found]:
    lines = iter(sheets[0].lines if sheets else ())
    for line in lines:
        head = _head(line)
        if "number" in head and "level" in head:
            break
    else:
        raise NoHeadError
    for line in lines:
        said = {key: _text(line, place) for key, place in head.items()}
        yield _Found(line.number, said["number"], said.get("name", ""), said["level"], said.get("note", ""))


def _head(line: Line) -> dict[str, int]:
    words = [str(cell).strip() if cell is not None else "" for cell in line.cells]
    return {key: place for key, names in COLUMNS.items() for place, word in enumerate(words) if word in names}


def _text(line: Line, place: int) -> str:
    cell = line.at(place)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _problems(found: list[_Found], students: Mapping[str, Student]) -> Iterator[RowProblem]:
    seen: set[str] = set()
    for row in found:
        student = students.get(row.number)
        if not row.number:
            yield RowProblem(row.row, WrongRow.NO_NUMBER)
        elif student is None:
            yield RowProblem(row.row, WrongRow.UNKNOWN, row.number)
        elif row.name and row.name != student.name:
            yield RowProblem(row.row, WrongRow.OTHER_NAME, row.name)
        elif row.number in seen:
            yield RowProblem(row.row, WrongRow.TWICE, row.number)
        elif not row.level:
            yield RowProblem(row.row, WrongRow.NO_LEVEL, row.number)
        seen.add(row.number)


def forget_screenings(now: datetime) -> int:
    """Delete the levels whose day has come; the number of screenings forgotten."""
    rows = Screening.unscoped.filter(forget_on__lte=timezone.localdate(now))
    number = rows.count()
    rows.delete()
    return number
