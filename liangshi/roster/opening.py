"""Run as a process of its own: a workbook on standard input, its cells as JSON on standard output."""

import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .brokenness import broken_cells
from .decoding import decoded
from .limits import COLUMNS_AT_MOST, ROWS_AT_MOST, SHEETS_AT_MOST
from .markup import marked_tables
from .merging import Area, merged_areas
from .sniffing import Refusal, UnreadableFileError, is_page

MEMORY_AT_MOST = 2_000_000_000

Broken = dict[tuple[int, int], tuple[str, str]]


def limit_memory() -> None:
    """Where the system can: more than this ends the process, and only this one."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, MEMORY_AT_MOST))


CHOICES_SHEET = "选项"
"""The hidden sheet of our own templates, with the lists for their drop-downs."""

Opened = list[tuple[str, list[tuple[int, list[Any]]]]]


def open_workbook(content: bytes) -> tuple[Opened, list[str]]:
    """The sheets with their lines that are not empty, numbered as the spreadsheet does; the names of hidden ones."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        tables = [each for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
        names = [each.name for each in tables if each.visible is SheetVisibleEnum.Visible]
        hidden = [each.name for each in tables if each.name not in names and each.name != CHOICES_SHEET]
        if len(names) > SHEETS_AT_MOST:
            raise UnreadableFileError(Refusal.TOO_MANY_SHEETS, limit=SHEETS_AT_MOST)
        broken, merged = broken_cells(content), merged_areas(content)
        sheets = []
        rows = 0
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            areas = merged.get(name) or sheet.merged_cell_ranges or []
            lines = _lines(sheet, broken.get(name, {}), areas)
            rows += len(lines)
            if rows > ROWS_AT_MOST:
                raise UnreadableFileError(Refusal.TOO_MANY_ROWS, limit=ROWS_AT_MOST)
            sheets.append((name, lines))
        return sheets, hidden


def open_page(content: bytes) -> tuple[Opened, list[str]]:
    """The same of a table written as a web page or as XML; nothing is hidden in it."""
    sheets = []
    for table in marked_tables(decoded(content)):
        _fill_merged(table.lines, table.areas)
        sheets.append((table.name, [(row + 1, table.lines[row]) for row in sorted(table.lines)]))
    return sheets, []


def _lines(sheet: CalamineSheet, broken: Broken, areas: Sequence[Area]) -> list[tuple[int, list[Any]]]:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return []
    if end[1] >= COLUMNS_AT_MOST:
        raise UnreadableFileError(Refusal.TOO_MANY_COLUMNS, limit=COLUMNS_AT_MOST)
    lines: dict[int, list[Any]] = {}
    for row, cells in _rows(sheet, start):
        if any(cell is not None for cell in cells):
            lines[row] = cells
        if len(lines) > ROWS_AT_MOST:
            raise UnreadableFileError(Refusal.TOO_MANY_ROWS, limit=ROWS_AT_MOST)
    for (row, column), (reason, text) in broken.items():
        _put(lines, row, column, {"broken": reason, "text": text})
    _fill_merged(lines, areas)
    return [(row + 1, lines[row]) for row in sorted(lines)]


def _rows(sheet: CalamineSheet, start: tuple[int, int]) -> Iterator[tuple[int, list[Any]]]:
    """Rows from the first of the sheet; the parser leaves out columns before the first that is used, but not rows."""
    before: list[Any] = [None] * start[1]
    for row, cells in enumerate(sheet.iter_rows()):
        yield row, before + [_plain(cell) for cell in cells]


def _plain(cell: Any) -> Any:
    """A cell as JSON says it; an empty one is null."""
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, str):
        return None if not cell or cell.isspace() else cell
    return cell if isinstance(cell, int | float) else str(cell)


def _put(lines: dict[int, list[Any]], row: int, column: int, value: Any) -> None:
    cells = lines.setdefault(row, [])
    cells += [None] * (column + 1 - len(cells))
    if cells[column] is None:
        cells[column] = value


def _fill_merged(lines: dict[int, list[Any]], areas: Sequence[Area]) -> None:
    """What stands in a merged area stands in each of its cells, where the row has anything else to say."""
    for (top, left), (bottom, right) in areas:
        cells = lines.get(top, [])
        value = cells[left] if left < len(cells) else None
        if value is None:
            continue
        for row in _within(lines, top, bottom):
            for column in range(left, min(right, COLUMNS_AT_MOST - 1) + 1):
                _put(lines, row, column, value)


def _within(lines: dict[int, list[Any]], top: int, bottom: int) -> Iterable[int]:
    """The rows that are not empty between two rows, without counting through a million others."""
    if bottom - top < len(lines):
        return [row for row in range(top, bottom + 1) if row in lines]
    return [row for row in sorted(lines) if top <= row <= bottom]


def answer(content: bytes) -> dict[str, Any]:
    """The sheets, or why there are none."""
    try:
        marked = is_page(content)
        sheets, hidden = open_page(content) if marked else open_workbook(content)
        return {"sheets": sheets, "hidden": hidden}
    except UnreadableFileError as error:
        return {"refused": error.code, "params": error.params}
    except MemoryError:
        return {"refused": Refusal.TOO_HEAVY, "params": {}}
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, EOFError):
        return {"refused": Refusal.DAMAGED, "params": {}}


def main() -> None:
    """Read, open, write."""
    limit_memory()
    content = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(answer(content), ensure_ascii=True))
