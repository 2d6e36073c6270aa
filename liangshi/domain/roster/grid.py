"""What a file looks like once it is open: sheets of lines of cells, and the places problems point at."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Breakage(StrEnum):
    """Why a cell has no value although something is written in it."""

    ERROR = "error"
    NO_VALUE = "no_value"


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error such as #N/A, or a formula that was never worked out."""

    reason: Breakage
    text: str


Cell = str | int | float | bool | date | time | Broken | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet that is not empty; `number` counts from 1 as the spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, index: int) -> Cell:
        """The cell at a column, None beyond the end of the line."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its lines in order; empty rows are left out. Of a hidden one nothing is read but its name."""

    name: str
    lines: tuple[Line, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: sheet, row, column letters; an empty column means the whole row."""

    sheet: str
    row: int
    column: str = ""


NOWHERE = Place("", 0)
"""The place of a row that was not read from a file."""


def letters(index: int) -> str:
    """The letters of a column counted from 0: A, B, ..., Z, AA."""
    name = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
