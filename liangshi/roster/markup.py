"""Tables that other systems export as a web page or as XML under the name xls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from .limits import COLUMNS_AT_MOST, ROWS_AT_MOST, SHEETS_AT_MOST
from .merging import Area
from .sniffing import Refusal, UnreadableFileError

_ROW, _CELL = ("tr", "row"), ("td", "th", "cell")


@dataclass(slots=True)
class MarkedTable:
    """One sheet: its cells by row from 0, and the areas that one cell fills."""

    name: str
    lines: dict[int, list[Any]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)


class _Tables(HTMLParser):
    """Collects cells; all tables of a page stand below each other, those of an XML workbook in their own sheets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[MarkedTable] = []
        self._row = self._column = -1
        self._span = (1, 1)
        self._covered: dict[int, int] = {}
        self._words: list[str] | None = None
        self._comment = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name.rpartition(":")[2]: value or "" for name, value in attrs}
        match tag.rpartition(":")[2]:
            case "worksheet":
                self._open(told.get("name", ""))
            case name if name in _ROW:
                self._begin_row(told)
            case name if name in _CELL:
                self._begin_cell(told)
            case "comment":
                self._comment = True
            case "br" if self._words is not None:
                self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "comment":
            self._comment = False
        elif name in _CELL or name in _ROW:
            self.end_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._comment:
            self._words.append(data)

    def _open(self, name: str) -> None:
        if len(self.sheets) >= SHEETS_AT_MOST:
            raise UnreadableFileError(Refusal.TOO_MANY_SHEETS, limit=SHEETS_AT_MOST)
        self.sheets.append(MarkedTable(name or f"Sheet{len(self.sheets) + 1}"))
        self._row = -1
        self._covered.clear()

    def _begin_row(self, told: Mapping[str, str]) -> None:
        self.end_cell()
        if not self.sheets:
            self._open("")
        self._row = max(self._row, _number(told, "index") - 2) + 1
        self._column = -1

    def _begin_cell(self, told: Mapping[str, str]) -> None:
        self.end_cell()
        if self._row < 0:
            return
        self._column = max(self._column, _number(told, "index") - 2) + 1
        while self._covered.get(self._column, -1) >= self._row:
            self._column += 1
        across = max(_number(told, "colspan"), _number(told, "mergeacross") + 1)
        down = max(_number(told, "rowspan"), _number(told, "mergedown") + 1)
        self._span = (down, across)
        if self._column + across > COLUMNS_AT_MOST:
            raise UnreadableFileError(Refusal.TOO_MANY_COLUMNS, limit=COLUMNS_AT_MOST)
        self._words = []

    def end_cell(self) -> None:
        """Put down the cell that is open, if one is."""
        if self._words is None:
            return
        text, self._words = "".join(self._words).strip(), None
        (down, across), sheet = self._span, self.sheets[-1]
        if down > 1 or across > 1:
            sheet.areas.append(((self._row, self._column), (self._row + down - 1, self._column + across - 1)))
            self._covered |= dict.fromkeys(range(self._column, self._column + across), self._row + down - 1)
        if text:
            cells = sheet.lines.setdefault(self._row, [])
            cells += [None] * (self._column - len(cells)) + [text]
            if len(sheet.lines) > ROWS_AT_MOST:
                raise UnreadableFileError(Refusal.TOO_MANY_ROWS, limit=ROWS_AT_MOST)
        self._column += across - 1


def _number(told: Mapping[str, str], name: str) -> int:
    written = told.get(name, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0


def marked_tables(text: str) -> list[MarkedTable]:
    """The sheets of a page or of an XML workbook."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    parser.end_cell()
    return parser.sheets
