"""From sheets of cells to rows whose values have been looked at; what cannot be read is noted and reading goes on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from liangshi.domain.roster.classes import whole_number
from liangshi.domain.roster.footers import first_text, is_footer
from liangshi.domain.roster.grid import Broken, Cell, Line, Place, Sheet, letters
from liangshi.domain.roster.problems import Code as RosterCode
from liangshi.domain.roster.words import Fault, as_text, identifier, is_blank, listed, plain, stated

from .columns import COLUMNS, OPTIONAL_TABS, TAB_NAMES, Field, Tab
from .headers import Meaning, header_of, meaning_of, tab_named
from .language import Language
from .problems import Code, Notes

T = TypeVar("T")

_HEADER_WITHIN = 15
_SHOWN_OF_FOOTER = 20
_COUNTED = re.compile(r"\s*[人名位个]$")
_FAULTS: Mapping[RosterCode, Code] = {
    RosterCode.ID_ROUNDED: Code.ID_ROUNDED,
    RosterCode.ID_SCIENTIFIC: Code.ID_SCIENTIFIC,
    RosterCode.ID_BECAME_DATE: Code.ID_BECAME_DATE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, read by the meaning of its columns."""

    tab: Tab
    sheet: str
    line: Line
    columns: Mapping[Meaning, int]
    notes: Notes
    language: Language

    def place(self, field: Field, number: int = 0) -> Place:
        """Where a value stands; the whole row where the sheet has no such column."""
        index = self.columns.get(Meaning(field, number))
        return Place(self.sheet, self.line.number, "" if index is None else letters(index))

    def name_of(self, field: Field, number: int = 0) -> str:
        """The header of a column in the speaker's language."""
        return header_of(self.tab, field, self.language, number)

    def cell(self, field: Field, number: int = 0) -> Cell:
        """The cell; one that shows an error is noted and read as empty."""
        index = self.columns.get(Meaning(field, number))
        found = None if index is None else self.line.at(index)
        if isinstance(found, Broken):
            self.notes.add(Code.CELL_ERROR, self.place(field, number), found=found.text)
            return None
        return found

    def text(self, field: Field, number: int = 0) -> str:
        """The text of a cell; the usual ways of writing nothing count as nothing."""
        found = self.cell(field, number)
        if found is None:
            return ""
        if isinstance(found, date | time):
            self.notes.add(
                Code.TEXT_BECAME_DATE, self.place(field, number), column=self.name_of(field), found=found.isoformat()
            )
            return ""
        return stated(found)

    def needed(self, field: Field) -> str:
        """The text of a cell that may not be empty."""
        found = self.text(field)
        if not found and is_blank(self._raw(field)):
            self.notes.add(Code.VALUE_MISSING, self.place(field), column=self.name_of(field))
        return found

    def _raw(self, field: Field) -> Cell:
        index = self.columns.get(Meaning(field))
        return None if index is None else self.line.at(index)

    def identifier(self, field: Field) -> str:
        """A number of a person as text, or empty with a note of how a spreadsheet has ruined it."""
        found = identifier(self.cell(field))
        if isinstance(found, Fault):
            self.notes.add(_FAULTS.get(found.code, Code.ID_UNREADABLE), self.place(field), found=found.found)
            return ""
        if "|" in found:
            self.notes.add(Code.BAR, self.place(field), found=found)
        return found

    def person(self, field: Field, number: int = 0) -> str:
        """A person named by number or name; a number ruined by the spreadsheet is noted."""
        found = self.cell(field, number)
        if not isinstance(found, int | float | date | time):
            return stated(found)
        read = identifier(found)
        if isinstance(read, Fault):
            self.notes.add(_FAULTS.get(read.code, Code.ID_UNREADABLE), self.place(field, number), found=read.found)
            return ""
        return read

    def whole(self, field: Field, low: int, high: int, default: int | None) -> int:
        """A whole number within bounds, also 12人 and 三; the default where the cell is empty, None: it may not be."""
        found = self.text(field)
        if not found:
            if default is None:
                self.needed(field)
            return low if default is None else default
        number = whole_number(_COUNTED.sub("", found))
        if number is not None and low <= number <= high:
            return number
        self.notes.add(
            Code.NOT_A_NUMBER, self.place(field), column=self.name_of(field), low=low, high=high, found=found
        )
        return low

    def listed(self, field: Field) -> tuple[str, ...]:
        """The entries of a list in one cell."""
        found = self.text(field)
        return listed(found) if found else ()

    def choice(self, field: Field, choices: Mapping[str, T], default: T, shown: Sequence[str]) -> T:
        """One of a few words."""
        found = self.text(field)
        if not found:
            return default
        if found.casefold() in choices:
            return choices[found.casefold()]
        self.notes.add(
            Code.CHOICE_UNKNOWN, self.place(field), column=self.name_of(field), found=found, choices=tuple(shown)
        )
        return default


@dataclass(frozen=True, slots=True)
class Table:
    """One of our sheets, found in the workbook."""

    tab: Tab
    sheet: Sheet
    first: int
    columns: Mapping[Meaning, int]

    def rows(self, notes: Notes, language: Language) -> Iterator[Row]:
        """The rows below the header that say anything in a known column."""
        for line in self.sheet.lines[self.first :]:
            if self.tab not in OPTIONAL_TABS and is_footer(line, len(self.columns)):
                place = Place(self.sheet.name, line.number)
                notes.add(Code.FOOTER_SKIPPED, place, found=first_text(line)[:_SHOWN_OF_FOOTER])
            elif any(not is_blank(line.at(index)) for index in self.columns.values()):
                yield Row(self.tab, self.sheet.name, line, self.columns, notes, language)


def find_tables(sheets: Iterable[Sheet], notes: Notes, language: Language) -> dict[Tab, Table]:
    """Our sheets among those of the workbook, with what is missing noted."""
    found: dict[Tab, Table] = {}
    for sheet in sheets:
        tab = tab_named(sheet.name)
        if tab in found:
            notes.add(Code.SHEET_TWICE, Place(sheet.name, 0), sheet=TAB_NAMES[tab].told(language))
        elif tab:
            table = _find_table(tab, sheet, notes, language)
            if table:
                found[tab] = table
    named = {tab_named(sheet.name) for sheet in sheets}
    for tab in Tab:
        if tab not in named and tab not in OPTIONAL_TABS:
            notes.add(Code.SHEET_MISSING, sheet=TAB_NAMES[tab].told(language))
    return found


def _find_table(tab: Tab, sheet: Sheet, notes: Notes, language: Language) -> Table | None:
    """The header is the line among the first with most known columns."""
    counts = [
        (sum(meaning_of(tab, as_text(cell)) is not None for cell in line.cells if isinstance(cell, str)), -at)
        for at, line in enumerate(sheet.lines[:_HEADER_WITHIN])
    ]
    count, above = max(counts, default=(0, 0))
    needed = [column for column in COLUMNS[tab] if column.required]
    if count < min(2, len(needed)):
        if tab not in OPTIONAL_TABS or sheet.lines:
            told = tuple(column.header.told(language) for column in needed)
            notes.add(Code.HEADER_MISSING, Place(sheet.name, 0), sheet=sheet.name, columns=told)
        return None
    at = -above
    columns = _columns(tab, sheet, at, notes)
    present = {meaning.field for meaning in columns}
    for column in needed:
        if column.field not in present:
            place = Place(sheet.name, sheet.lines[at].number)
            notes.add(Code.COLUMN_MISSING, place, column=column.header.told(language))
    return Table(tab, sheet, at + 1, columns)


def _columns(tab: Tab, sheet: Sheet, at: int, notes: Notes) -> dict[Meaning, int]:
    line = sheet.lines[at]
    columns: dict[Meaning, int] = {}
    for index, cell in enumerate(line.cells):
        header = plain(as_text(cell))
        if not header:
            continue
        place = Place(sheet.name, line.number, letters(index))
        meaning = meaning_of(tab, header)
        if meaning is None:
            if tab is not Tab.RULES:
                notes.add(Code.COLUMN_UNKNOWN, place, column=header)
        elif meaning in columns:
            notes.add(Code.COLUMN_TWICE, place, column=header)
        else:
            columns[meaning] = index
    return columns
