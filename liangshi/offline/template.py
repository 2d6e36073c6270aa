"""The workbook a school fills in: ids as text, lists that drop down, a note on every header, an invented example."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liangshi.domain.roster.grid import letters

from . import examples
from .columns import COLUMNS, GUIDE_NAME, TAB_NAMES, WISHES_OFFERED, Column, Field, Tab
from .guide import guide_lines
from .headers import Meaning
from .language import Language
from .result_tables import ready_to_print
from .rules import PRIORITIES_OFFERED, RULE_LINES, Item
from .sheets import Styles

ROWS_PREPARED = 3_000
_EXAMPLES: Mapping[Tab, Sequence[examples.Example]] = {
    Tab.STUDENTS: examples.STUDENTS,
    Tab.MENTORS: examples.MENTORS,
    Tab.OPINIONS: examples.OPINIONS,
    Tab.KEPT: examples.KEPT,
}
_CHOICES: Mapping[Field, tuple[str, ...]] = {
    Field.GENDER: ("男", "女"),
    Field.MENTOR_GENDER: ("男", "女"),
    Field.TAKES_PART: ("是", "否"),
    Field.OPINION: ("排序", "婉拒"),
    Field.ORIGIN: ("保留", "指派"),
}
_WHOLE: Mapping[Field, tuple[int, int]] = {
    Field.NEED: (1, 9),
    Field.QUOTA: (0, 9_999),
    Field.MINIMUM: (0, 9_999),
    Field.ORDER: (1, 9_999),
}
_NAMES_OF: Mapping[Field, Tab] = {Field.WISH: Tab.MENTORS, Field.MENTOR: Tab.MENTORS}
_YES_NO_ITEMS = frozenset({Item.MINIMUM_FIRST})


def write_template(path: Path, language: Language) -> None:
    """The empty workbook with its example."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as workbook:
        _Template(workbook, language).write()


class _Template:
    """Writes one template."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: Language) -> None:
        self._workbook = workbook
        self._language = language
        self._styles = Styles(workbook)

    def write(self) -> None:
        self._guide()
        for tab in Tab:
            sheet = self._workbook.add_worksheet(TAB_NAMES[tab].told(self._language))
            if tab is Tab.RULES:
                self._rules(sheet)
            else:
                self._table(sheet, tab)

    def _guide(self) -> None:
        sheet = self._workbook.add_worksheet(GUIDE_NAME.told(self._language))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 4)
        sheet.set_column(1, 1, 92)
        row = 1
        for heading, lines in guide_lines(self._language):
            sheet.write(row, 1, heading, self._styles.title if row == 1 else self._styles.heading)
            row += 1
            for line in lines:
                sheet.write(row, 1, line, self._styles.wrapped)
                row += 1
            row += 1
        ready_to_print(sheet, repeat=False)

    def _table(self, sheet: Worksheet, tab: Tab) -> None:
        columns = _expanded(tab)
        for index, (column, meaning) in enumerate(columns):
            header = column.header.told(self._language) + (str(meaning.number) if meaning.number else "")
            style = self._styles.required if column.required else self._styles.header
            sheet.write(0, index, header, style)
            sheet.write_comment(0, index, column.note.told(self._language), {"x_scale": 1.6, "font_size": 10})
            sheet.set_column(index, index, column.width, self._body(column))
            self._validate(sheet, index, meaning)
        for row, example in enumerate(_EXAMPLES[tab], start=1):
            for index, (column, meaning) in enumerate(columns):
                value = example.get(meaning)
                if isinstance(value, int):
                    sheet.write_number(row, index, value, self._styles.example)
                elif value:
                    sheet.write_string(row, index, value, self._styles.example)
                elif column.required:
                    sheet.write_blank(row, index, None, self._styles.example)
        sheet.set_row(0, 24)
        ready_to_print(sheet, landscape=True)
        sheet.freeze_panes(1, 2)

    def _body(self, column: Column) -> Format:
        return self._styles.text if column.as_text or column.field is Field.WISH else self._styles.plain

    def _validate(self, sheet: Worksheet, index: int, meaning: Meaning) -> None:
        field = meaning.field
        if field in _CHOICES:
            rule: dict[str, object] = {"validate": "list", "source": list(_CHOICES[field])}
        elif field is Field.PRIORITY:
            first = next(row for row, line in enumerate(RULE_LINES, start=2) if line.item is Item.PRIORITY)
            last = first + PRIORITIES_OFFERED - 1
            rule = {
                "validate": "list",
                "source": f"='{TAB_NAMES[Tab.RULES].told(self._language)}'!$B${first}:$B${last}",
            }
        elif field in _WHOLE:
            low, high = _WHOLE[field]
            rule = {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
        elif field in _NAMES_OF:
            rule = {"validate": "list", "source": self._names(_NAMES_OF[field]), "error_type": "warning"}
        else:
            return
        sheet.data_validation(1, index, ROWS_PREPARED, index, rule)

    def _names(self, tab: Tab) -> str:
        """The range that holds the names of a sheet; a number may be written instead, so it only warns."""
        at = next(index for index, (_, meaning) in enumerate(_expanded(tab)) if meaning.field is Field.NAME)
        return f"='{TAB_NAMES[tab].told(self._language)}'!${letters(at)}$2:${letters(at)}$600"

    def _rules(self, sheet: Worksheet) -> None:
        item, value = COLUMNS[Tab.RULES]
        notes = "说明" if self._language is Language.ZH else "Note"
        for index, header in enumerate((item.header.told(self._language), value.header.told(self._language), notes)):
            sheet.write(0, index, header, self._styles.header)
        sheet.set_column(0, 0, 26, self._styles.plain)
        sheet.set_column(1, 1, 40, self._styles.text)
        sheet.set_column(2, 2, 76, self._styles.wrapped)
        for row, line in enumerate(RULE_LINES, start=1):
            sheet.write(row, 0, line.name.told(self._language), self._styles.label)
            sheet.write_string(row, 1, line.example, self._styles.input)
            sheet.write(row, 2, line.note.told(self._language), self._styles.note)
            if line.item in _YES_NO_ITEMS:
                sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": ["是", "否"]})
        ready_to_print(sheet, landscape=True)


def _expanded(tab: Tab) -> list[tuple[Column, Meaning]]:
    """The columns as they stand in the sheet; wishes are several."""
    columns: list[tuple[Column, Meaning]] = []
    for column in COLUMNS[tab]:
        numbers = range(1, WISHES_OFFERED + 1) if column.field is Field.WISH else (0,)
        columns += [(column, Meaning(column.field, number)) for number in numbers]
    return columns
