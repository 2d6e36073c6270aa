"""From the bytes of a file to sheets of cells. It ends in sheets or in one `UnreadableFileError`.

Workbooks are parsed by native code that ends its whole process when a crafted file asks for more memory than there
is (a cell in the last corner of a sheet suffices), so a process of its own opens them, with a limit on memory and time.
"""

import csv
import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from liangshi.domain.roster.grid import Breakage, Broken, Cell, Line, Sheet

from .decoding import decoded
from .limits import COLUMNS_AT_MOST, ROWS_AT_MOST
from .sniffing import Format, Refusal, UnreadableFileError, sniff

BYTES_AT_MOST = 40_000_000
SECONDS_AT_MOST = 60
FORMULA_STARTS = "=+-@"
_AS_TEXT = re.compile(r'="([^"]*)"')
_DELIMITERS = ",\t;"
_OPEN = "import sys; sys.path[:] = sys.argv[1:]; from liangshi.roster.opening import main; main()"

log = logging.getLogger(__name__)


def read_sheets(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook that are shown, or the one sheet of a text file."""
    return tuple(sheet for sheet in read_file(content) if not sheet.hidden)


def read_file(content: bytes) -> tuple[Sheet, ...]:
    """The same, then the hidden sheets by name alone; nobody expects what is hidden to be imported."""
    if len(content) > BYTES_AT_MOST:
        megabytes = len(content) // 1_000_000
        raise UnreadableFileError(Refusal.TOO_LARGE, megabytes=megabytes, limit=BYTES_AT_MOST // 1_000_000)
    if sniff(content) is Format.TEXT:
        return (_read_text(content),)
    return _read_workbook(content)


def _read_workbook(content: bytes) -> tuple[Sheet, ...]:
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-X", "utf8", "-c", _OPEN, *sys.path],
            input=content,
            capture_output=True,
            timeout=SECONDS_AT_MOST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(Refusal.TOO_HEAVY) from error
    if done.returncode:
        log.warning("a workbook ended its reader (%s): %s", done.returncode, done.stderr[-500:])
        raise UnreadableFileError(Refusal.DAMAGED if done.returncode == 1 else Refusal.TOO_HEAVY)
    answer = json.loads(done.stdout, object_hook=_cell)
    if "refused" in answer:
        raise UnreadableFileError(Refusal(answer["refused"]), **answer["params"])
    hidden = tuple(Sheet(name, (), hidden=True) for name in answer["hidden"])
    return tuple(_sheet(name, lines) for name, lines in answer["sheets"]) + hidden


def _cell(found: dict[str, Any]) -> Any:
    """What JSON has no word for: days, times and broken cells."""
    match found:
        case {"at": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"time": text}:
            return time.fromisoformat(text)
        case {"broken": reason, "text": text}:
            return Broken(Breakage(reason), text)
    return found


def _sheet(name: str, lines: Iterable[tuple[int, list[Cell]]]) -> Sheet:
    return Sheet(name, tuple(Line(number, tuple(cells)) for number, cells in lines))


def _read_text(content: bytes) -> Sheet:
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    lines = []
    try:
        for number, row in enumerate(reader, start=1):
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > COLUMNS_AT_MOST:
                raise UnreadableFileError(Refusal.TOO_MANY_COLUMNS, limit=COLUMNS_AT_MOST)
            lines.append(Line(number, tuple(map(_text_cell, row))))
            if len(lines) > ROWS_AT_MOST:
                raise UnreadableFileError(Refusal.TOO_MANY_ROWS, limit=ROWS_AT_MOST)
    except csv.Error as error:
        raise UnreadableFileError(Refusal.NOT_A_TABLE) from error
    return Sheet("CSV", tuple(lines))


def _text_cell(text: str) -> Cell:
    """A cell without the marks that keep a spreadsheet from taking it for a formula or a number: '+1, ="0123"."""
    if quoted := _AS_TEXT.fullmatch(text):
        return quoted.group(1) or None
    if text[:1] == "'" and text[1:2] in tuple(FORMULA_STARTS):
        return text[1:]
    return text or None


def _delimiter(text: str) -> str:
    """The separator that the first lines use most."""
    start = text[:5000]
    return max(_DELIMITERS, key=start.count)
