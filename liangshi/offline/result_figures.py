"""The sheet of figures: each chart with its table behind it."""

from collections import Counter

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from liangshi.domain.outcome.figures import Manner, RankCount, coverage, loads, wishes_by_rank

from . import result_words as words
from .language import Language, Words
from .market import PRIORITY
from .result import Result
from .result_tables import Heading, Value, ready_to_print, write_table
from .sheets import GREEN, Styles

_CHART_COLUMN = 9
_CHART_ROWS = 16
_COLOURS = (GREEN, "#6fa58f", "#c9a227", "#b8c7c0", "#8c4a3c")


class FiguresSheet:
    """Writes the figures of one result."""

    def __init__(self, workbook: Workbook, result: Result, language: Language, styles: Styles) -> None:
        self._workbook = workbook
        self._result = result
        self._language = language
        self._styles = styles
        self._lines = result.school.lines

    def write(self, sheet: Worksheet) -> None:
        """Wishes met, load of mentors, classes, held places and shortages."""
        self._name = sheet.get_name()
        row = self._ranks(sheet, 0)
        row = self._load_counts(sheet, max(row + 2, _CHART_ROWS + 2))
        row = self._coverage(sheet, max(row + 2, 2 * (_CHART_ROWS + 2)))
        self._exceptions(sheet, row + 2)
        ready_to_print(sheet, landscape=True, repeat=False)

    def _heading(self, name: Words, width: int = 12) -> Heading:
        return Heading(name.told(self._language), width, self._styles.cell)

    def _title(self, sheet: Worksheet, row: int, title: Words) -> None:
        sheet.write_string(row, 0, title.told(self._language), self._styles.heading)

    def _ranks(self, sheet: Worksheet, top: int) -> int:
        counts = wishes_by_rank(self._result.pairs, [line.key for line in self._lines])
        self._title(sheet, top, words.RANKS_TITLE)
        share = Heading(words.SHARE.told(self._language), 12, self._styles.share)
        headings = [self._heading(words.MANNER, 16), self._heading(self._children()), share]
        total = max(1, len(self._lines))
        rows = [(self._rank_name(count), count.count, count.count / total) for count in counts]
        end = write_table(sheet, top + 1, 0, headings, rows, self._styles)
        self._columns(sheet, words.RANKS_TITLE, top, (top + 2, end - 1), 1)
        return end

    def _children(self) -> Words:
        """What is counted: students, or one need for each kind of mentor."""
        return words.NEEDS if self._result.school.has_tracks else words.CHILDREN

    def _rank_name(self, count: RankCount) -> str:
        if count.manner is Manner.WISH:
            return words.NTH_WISH.told(self._language, number=count.number)
        return words.MANNERS[count.manner].told(self._language)

    def _load_counts(self, sheet: Worksheet, top: int) -> int:
        found = loads(self._result.pairs, self._result.raw["mentors"])
        counts = Counter(load.count for load in found)
        self._title(sheet, top, words.LOADS_TITLE)
        headings = [self._heading(words.STUDENTS_EACH, 16), self._heading(words.MENTORS_COUNT)]
        rows = [(str(number), counts[number]) for number in range(max(counts, default=0) + 1)]
        end = write_table(sheet, top + 1, 0, headings, rows, self._styles)
        self._columns(sheet, words.LOADS_TITLE, top, (top + 2, end - 1), 1)
        return end

    def _coverage(self, sheet: Worksheet, top: int) -> int:
        groups = {line.key: line.student.class_name for line in self._lines}
        found = sorted(coverage(self._result.pairs, groups), key=lambda each: self._order()[each.group])
        self._title(sheet, top, words.COVERAGE_TITLE)
        headings = [
            self._heading(words.CLASS, 16),
            self._heading(self._children()),
            self._heading(words.FIRST_WISH),
            self._heading(words.BY_WISH),
            self._heading(words.MANNERS[Manner.KEPT]),
            self._heading(words.MANNERS[Manner.PLACED]),
            self._heading(words.MANNERS[None]),
        ]
        rows: list[tuple[Value, ...]] = [
            (each.group, each.children, each.first_wish, each.by_wish, each.kept, each.placed, each.without)
            for each in found
        ]
        end = write_table(sheet, top + 1, 0, headings, rows, self._styles)
        self._stacked(sheet, top, (top + 2, end - 1), (3, 4, 5, 6))
        return end

    def _order(self) -> dict[str, int]:
        names = sorted({(student.grade, student.class_name) for student in self._result.school.students})
        return {name: at for at, (_, name) in enumerate(names)}

    def _columns(self, sheet: Worksheet, title: Words, top: int, rows: tuple[int, int], column: int) -> None:
        chart = self._workbook.add_chart({"type": "column"})
        chart.add_series(
            {
                "categories": [self._name, rows[0], 0, rows[1], 0],
                "values": [self._name, rows[0], column, rows[1], column],
                "fill": {"color": GREEN},
                "gap": 60,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title.told(self._language), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#dddddd"}}})
        chart.set_size({"width": 560, "height": 300})
        sheet.insert_chart(top, _CHART_COLUMN, chart, {"description": title.told(self._language)})

    def _stacked(self, sheet: Worksheet, top: int, rows: tuple[int, int], columns: tuple[int, ...]) -> None:
        chart = self._workbook.add_chart({"type": "bar", "subtype": "stacked"})
        for colour, column in zip(_COLOURS, columns, strict=False):
            chart.add_series(
                {
                    "name": [self._name, rows[0] - 1, column],
                    "categories": [self._name, rows[0], 0, rows[1], 0],
                    "values": [self._name, rows[0], column, rows[1], column],
                    "fill": {"color": colour},
                    "gap": 40,
                }
            )
        chart.set_title({"name": words.COVERAGE_TITLE.told(self._language), "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 560, "height": max(300, 90 + 22 * (rows[1] - rows[0] + 1))})
        sheet.insert_chart(top, _CHART_COLUMN, chart, {"description": words.COVERAGE_TITLE.told(self._language)})

    def _told(self, group: str) -> str:
        """The name of a group, but never that of a priority category."""
        return "" if PRIORITY in self._result.raw["groups"].get(group, {}) else group

    def _exceptions(self, sheet: Worksheet, top: int) -> None:
        certificate, language = self._result.certificate, self._language
        names = {mentor.id: mentor.name for mentor in self._result.school.mentors}
        self._title(sheet, top, words.HELD_TITLE)
        row = top + 1
        whole = words.WHOLE_GROUP.told(language)
        held = [
            words.HELD_LINE.told(language, mentor=names[mentor], group=self._told(group) or whole, places=places)
            for mentor, group, places in certificate["held"]
        ]
        for line in held or [words.NO_HELD.told(language)]:
            sheet.write_string(row, 0, line)
            row += 1
        if not certificate["shortage"]:
            return
        self._title(sheet, row + 1, words.SHORTAGE_TITLE)
        known = {line.key: line.student.name for line in self._lines}
        for at, hall in enumerate(certificate["shortage"], start=row + 2):
            told = tuple(known[key] for key in hall["students"])
            params = {name: hall[name] for name in ("need", "short")}
            places = hall["places"] + hall["alone"]
            count = len(hall["students"])
            text = words.SHORTAGE_LINE.told(language, students=count, places=places, names=told, **params)
            sheet.write_string(at, 0, text)
