"""Writing one table after the other into a sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .sheets import Styles

_LINE_HEIGHT = 15.5

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: its header, its width, and the format of its cells."""

    name: str
    width: int
    style: Format
    wrapped: bool = False


def write_table(
    sheet: Worksheet, top: int, left: int, headings: Sequence[Heading], rows: Iterable[Sequence[Value]], styles: Styles
) -> int:
    """Header and rows from a corner; the row after the last. Text stays text whatever it looks like."""
    for column, heading in enumerate(headings, start=left):
        sheet.write_string(top, column, heading.name, styles.header)
        sheet.set_column(column, column, heading.width)
    formats = [heading.style for heading in headings]
    wrapped = [(at, heading.width) for at, heading in enumerate(headings) if heading.wrapped]
    row = top
    for row, values in enumerate(rows, start=top + 1):
        for at, width in wrapped:
            lines = -(-_shown_width(str(values[at])) // width)
            if lines > 1:
                sheet.set_row(row, _LINE_HEIGHT * lines)
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, left + column, value, formats[column])
            elif value is None:
                sheet.write_blank(row, left + column, None, formats[column])
            else:
                sheet.write_number(row, left + column, value, formats[column])
    return row + 1


def _shown_width(text: str) -> int:
    """A Chinese character is as wide as two others."""
    return len(text.encode("gbk", "replace"))


def ready_to_print(sheet: Worksheet, *, landscape: bool = False, repeat: bool = True) -> None:
    """A4, one page wide, header on every page, page numbers."""
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    if landscape:
        sheet.set_landscape()
    if repeat:
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
