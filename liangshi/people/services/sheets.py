"""Lists that leave the system as workbooks; each leaves a trace."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.people.models import School, Staff

from .trail import note

_WIDTH = 16


@transaction.atomic
def staff_workbook(*, by: Viewer, school: School, rows: Sequence[Staff], now: datetime) -> bytes:
    """The staff as they stand in the list, every cell as text."""
    note(by=by, verb="staff.exported", row=school, school=school.pk, now=now, detail={"rows": len(rows)})
    head = [
        _("姓名"),
        _("工号"),
        _("性别"),
        _("职务或职称"),
        _("校区"),
        _("任教学科"),
        _("导师状态"),
        _("原因"),
        _("电话"),
    ]
    lines = [
        [
            each.name, each.number, str(each.get_gender_display()), each.title, each.campus.name if each.campus else "",
            listed(each.subjects), str(each.get_mentor_status_display()), each.mentor_status_reason, each.phone,
        ]
        for each in rows
    ]  # fmt: skip
    return _workbook(_("教师"), head, lines)


def _workbook(title: str, head: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True, "bg_color": "#E6F0ED"})
        for column, text in enumerate(head):
            sheet.write_string(0, column, text, bold)
        for number, line in enumerate(lines, start=1):
            for column, text in enumerate(line):
                sheet.write_string(number, column, text)
        sheet.set_column(0, len(head) - 1, _WIDTH)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(head) - 1)
    return out.getvalue()
