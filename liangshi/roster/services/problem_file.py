"""The problems of an import as a workbook, to be worked through beside the school's own file."""

from django.utils.translation import gettext as _

from liangshi.roster.models import ImportBatch, ImportProblem
from liangshi.roster.wording import cure_of, sentence_of, severity_word
from liangshi.roster.writing import Table, workbook


def problems_file(*, batch: ImportBatch) -> bytes:
    """One line for each problem: what it weighs, where it is, what is the matter, what to do."""
    headers = (_("类别"), _("工作表"), _("行"), _("列"), _("问题"), _("怎么处理"))
    lines = tuple(
        (
            severity_word(row.severity), row.sheet, str(row.row or ""), row.column,
            sentence_of(row.code, row.params), cure_of(row.code),
        )
        for row in ImportProblem.unscoped.filter(batch=batch)
    )  # fmt: skip
    table = Table(_("问题清单"), headers, (10, 16, 8, 8, 60, 60), ((),) * len(headers), lines)
    return workbook([table])
