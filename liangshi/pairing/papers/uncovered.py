"""Who is without a mentor or without a student, as a workbook."""

import io

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liangshi.foundation.templatetags.liangshi import listed, zh_date
from liangshi.pairing.papers.outcome import Line, write_sheet
from liangshi.people.models import Staff, Student


def uncovered_workbook(students: QuerySet[Student], staff: QuerySet[Staff], *, reasons: bool) -> bytes:
    """Two sheets; why somebody guides nobody stands there only for those who may read it."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        write_sheet(book, _("没有导师的学生"), _students(students))
        write_sheet(book, _("没有学生的教师"), _staff(staff, reasons=reasons))
        book.set_properties({"title": _("还没有结对的人")})
    return written.getvalue()


def _students(rows: QuerySet[Student]) -> list[Line]:
    lines: list[Line] = [(_("班级"), _("学号"), _("姓名"))]
    return lines + [(str(row.class_group or _("未编班")), row.number, row.name) for row in rows]


def _staff(rows: QuerySet[Staff], *, reasons: bool) -> list[Line]:
    lines: list[Line] = [
        (_("姓名"), _("工号"), _("学科"), _("导师状态"), *((_("原因"), _("何时再看")) if reasons else ()))
    ]
    for row in rows:
        why = (row.mentor_status_reason, zh_date(row.mentor_status_review_on)) if reasons else ()
        lines.append((row.name, row.number, listed(row.subjects), str(row.get_mentor_status_display()), *why))
    return lines
