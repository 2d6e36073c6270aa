"""The result workbook: pairs, reasons, wishes not met, mentors' lists, figures with charts, certificate."""

from collections.abc import Iterator
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from liangshi.domain.outcome.figures import Manner, Pair
from liangshi.domain.words.reasons import Tongue, sentence, wish_words

from . import result_words as words
from .language import Language, Words, joined
from .result import Result
from .result_figures import FiguresSheet
from .result_tables import Heading, Value, ready_to_print, write_table
from .result_words import RESULT_TABS, ResultTab
from .school import Line, Student
from .sheets import Styles


def result_workbook(result: Result, language: Language, certificate_name: str) -> bytes:
    """The whole workbook."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        _ResultWorkbook(workbook, result, language).write(certificate_name)
    return written.getvalue()


class _ResultWorkbook:
    """Writes one result."""

    def __init__(self, workbook: xlsxwriter.Workbook, result: Result, language: Language) -> None:
        self._workbook = workbook
        self._result = result
        self._language = language
        self._tongue = Tongue(language.value)
        self._styles = Styles(workbook)
        self._lines = {line.key: line for line in result.school.lines}
        self._names = {mentor.id: mentor.name for mentor in result.school.mentors}

    def write(self, certificate_name: str) -> None:
        self._pairs(self._sheet(ResultTab.PAIRS))
        self._reasons(self._sheet(ResultTab.REASONS))
        self._unmet(self._sheet(ResultTab.UNMET))
        self._mentors(self._sheet(ResultTab.MENTORS))
        figures = FiguresSheet(self._workbook, self._result, self._language, self._styles)
        figures.write(self._sheet(ResultTab.FIGURES))
        self._proof(self._sheet(ResultTab.PROOF), certificate_name)

    def _sheet(self, tab: ResultTab) -> Worksheet:
        return self._workbook.add_worksheet(RESULT_TABS[tab].told(self._language))

    def _heading(self, name: Words, width: int, *, wrapped: bool = False) -> Heading:
        styles = self._styles
        style = styles.cell_wrapped if wrapped else styles.cell
        return Heading(name.told(self._language), width, style, wrapped)

    def _track_heading(self) -> list[Heading]:
        """The column for the kind of mentor, where there are kinds."""
        return [self._heading(words.TRACK, 10)] if self._result.school.has_tracks else []

    def _manner(self, pair: Pair) -> str:
        if (pair.student, pair.mentor) in self._result.assigned:
            return words.ASSIGNED.told(self._language)
        if pair.manner is Manner.WISH:
            return words.NTH_WISH.told(self._language, number=pair.number)
        return words.MANNERS[pair.manner].told(self._language)

    def _person(self, line: Line) -> tuple[str, ...]:
        student = line.student
        track = (line.track,) if line.track else ()
        return (student.number, student.name, student.grade, student.class_name, *track)

    def _short(self, line: Line) -> tuple[str, ...]:
        student = line.student
        track = (line.track,) if line.track else ()
        return (student.number, student.name, student.class_name, *track)

    def _pairs(self, sheet: Worksheet) -> None:
        headings = [
            self._heading(words.NUMBER, 14),
            self._heading(words.NAME, 12),
            self._heading(words.GRADE, 10),
            self._heading(words.CLASS, 12),
            *self._track_heading(),
            self._heading(words.MENTOR_NUMBER, 12),
            self._heading(words.MENTOR, 12),
            self._heading(words.MANNER, 12),
        ]
        if any(student.code for student in self._result.school.students):
            headings.append(self._heading(words.CODE, 14))
        write_table(sheet, 0, 0, headings, self._pair_rows(), self._styles)
        sheet.autofilter(0, 0, len(self._result.pairs), len(headings) - 1)
        ready_to_print(sheet)

    def _pair_rows(self) -> Iterator[tuple[Value, ...]]:
        by_student: dict[str, list[Pair]] = {}
        for pair in self._result.pairs:
            by_student.setdefault(pair.student, []).append(pair)
        nobody = words.MANNERS[None].told(self._language)
        for line in self._result.school.lines:
            pairs = by_student.get(line.key, [])
            code = (line.student.code,) if line.student.code else ()
            for pair in pairs:
                yield (*self._person(line), pair.mentor, self._names[pair.mentor], self._manner(pair), *code)
            if not pairs:
                yield (*self._person(line), "", "", nobody, *code)

    def _reasons(self, sheet: Worksheet) -> None:
        headings = [
            self._heading(words.NUMBER, 14),
            self._heading(words.NAME, 12),
            self._heading(words.CLASS, 14),
            *self._track_heading(),
            self._heading(words.REASON, 90, wrapped=True),
        ]
        rows = (
            (*self._short(line), sentence(self._result.reasons[line.key], self._names.__getitem__, self._tongue))
            for line in self._result.school.lines
        )
        write_table(sheet, 0, 0, headings, rows, self._styles)
        ready_to_print(sheet, landscape=True)

    def _unmet(self, sheet: Worksheet) -> None:
        headings = [
            self._heading(words.NUMBER, 14),
            self._heading(words.NAME, 12),
            self._heading(words.CLASS, 14),
            *self._track_heading(),
            self._heading(words.WISH, 8),
            self._heading(words.REASON, 80, wrapped=True),
        ]
        rows: Iterator[tuple[Value, ...]] = (
            (*self._short(line), number, told)
            for line in self._result.school.lines
            for number, told in wish_words(self._result.reasons[line.key], self._names.__getitem__, self._tongue)
        )
        write_table(sheet, 0, 0, headings, rows, self._styles)
        ready_to_print(sheet, landscape=True)

    def _mentors(self, sheet: Worksheet) -> None:
        headings = [
            self._heading(words.MENTOR_NUMBER, 12),
            self._heading(words.MENTOR, 12),
            *self._track_heading(),
            self._heading(words.QUOTA, 7),
            self._heading(words.MINIMUM, 7),
            self._heading(words.COUNT, 7),
            self._heading(words.STUDENT, 90, wrapped=True),
        ]
        write_table(sheet, 0, 0, headings, self._mentor_rows(), self._styles)
        ready_to_print(sheet, landscape=True)

    def _mentor_rows(self) -> Iterator[tuple[Value, ...]]:
        by_mentor: dict[str, list[Student]] = {}
        for pair in self._result.pairs:
            by_mentor.setdefault(pair.mentor, []).append(self._lines[pair.student].student)
        for mentor in self._result.school.mentors:
            if mentor.takes_part:
                students = sorted(by_mentor.get(mentor.id, []), key=lambda one: (one.class_name, one.number))
                told = joined((f"{student.name}({student.class_name})" for student in students), self._language)
                track = (mentor.track,) if mentor.track else ()
                yield (mentor.id, mentor.name, *track, mentor.quota, mentor.minimum, len(students), told)

    def _proof(self, sheet: Worksheet, certificate_name: str) -> None:
        certificate, styles, language = self._result.certificate, self._styles, self._language
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 74)
        sheet.write_string(0, 0, words.PROOF_TITLE.told(language), styles.title)
        row = 2
        for name, label in words.PROOF_FACTS:
            sheet.write_string(row, 0, label.told(language), styles.label)
            sheet.write_string(row, 1, str(certificate[name]), styles.mono)
            row += 1
        row += 1
        for name, label in words.TOTALS:
            sheet.write_string(row, 0, label.told(language), styles.label)
            sheet.write_number(row, 1, certificate["totals"][name], styles.input_plain)
            row += 1
        sheet.write_string(row + 1, 0, words.VERIFIED.told(language), styles.heading)
        sheet.write_string(row + 3, 0, words.VERIFY_TITLE.told(language), styles.heading)
        for at, line in enumerate(words.VERIFY_LINES, start=row + 4):
            text = line.told(language, certificate=certificate_name)
            sheet.merge_range(at, 0, at, 1, text, styles.wrapped)
            sheet.set_row(at, 32)
        ready_to_print(sheet, repeat=False)
