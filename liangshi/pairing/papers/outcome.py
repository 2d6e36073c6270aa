"""The pairings of a round as a workbook: by student and by mentor."""

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _

from liangshi.pairing.models import Pairing, Round
from liangshi.pairing.models.pairings import PairingQuerySet

Line = tuple[str, ...]


def pairings_workbook(round_: Round, rows: PairingQuerySet) -> bytes:
    """Two sheets; numbers stay text."""
    pairings = list(rows.select_related("student__class_group__grade", "mentor"))
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        write_sheet(book, _("按班级"), _by_class(pairings))
        write_sheet(book, _("按导师"), _by_mentor(pairings))
        book.set_properties({"title": round_.name})
    return written.getvalue()


def write_sheet(book: xlsxwriter.Workbook, name: str, lines: Iterable[Line]) -> None:
    """A sheet to read and to print: the first line is its head and is repeated on each page."""
    head = book.add_format({"bold": True, "bg_color": "#e8f1ec", "border": 1})
    body = book.add_format({"border": 1, "num_format": "@"})
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 6, 14)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, body if row else head)


def _by_class(pairings: Iterable[Pairing]) -> list[Line]:
    lines: list[Line] = [(_("班级"), _("学号"), _("姓名"), _("导师"), _("类别"), _("产生方式"))]
    for one in sorted(pairings, key=_class_order):
        student = one.student
        lines.append(
            (str(student.class_group or ""), student.number, student.name, one.mentor.name,
             str(one.get_track_display()), str(one.get_came_about_display()))
        )  # fmt: skip
    return lines


def _class_order(one: Pairing) -> tuple[int, int, str]:
    group = one.student.class_group
    return (group.grade.level, group.ordinal, one.student.sort_key) if group else (99, 0, one.student.sort_key)


def _by_mentor(pairings: Iterable[Pairing]) -> list[Line]:
    lines: list[Line] = [(_("导师"), _("工号"), _("学生"), _("班级"), _("类别"), _("产生方式"))]
    for one in sorted(pairings, key=lambda one: (one.mentor.sort_key, _class_order(one))):
        student = one.student
        lines.append(
            (one.mentor.name, one.mentor.number, student.name, str(student.class_group or ""),
             str(one.get_track_display()), str(one.get_came_about_display()))
        )  # fmt: skip
    return lines
