"""师生职责协议书 as Word, one or many, each on its own page."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.document import Document as DocumentType
from docx.shared import Pt

from liangshi.pairing.choices import Signer
from liangshi.pairing.models import Agreement
from liangshi.pairing.queries.agreements import Side, sides

from .style import LINE, official_paper, write, write_heading, write_title

NUMERALS = "一二三四五六七八九十"
PARTIES = {
    Signer.MENTOR: gettext_lazy("甲方（导师）"),
    Signer.STUDENT: gettext_lazy("乙方（学生）"),
    Signer.GUARDIAN: gettext_lazy("丙方（监护人）"),
}


def agreements_document(school: str, agreements: Iterable[Agreement]) -> bytes:
    """The document; pairing, student, class, mentor and signatures are at hand."""
    document = official_paper()
    for number, agreement in enumerate(agreements):
        _write(document, school, agreement, new_page=number > 0)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write(document: DocumentType, school: str, agreement: Agreement, *, new_page: bool) -> None:
    text, pairing = agreement.text, agreement.pairing
    write_title(document, f"{school}\n{text['title']}", new_page=new_page)
    place = pairing.student.class_group
    write(document, _("甲方（导师）：%(name)s") % {"name": pairing.mentor.name}, indent=False)
    write(
        document,
        _("乙方（学生）：%(name)s    班级：%(group)s") % {"name": pairing.student.name, "group": place or ""},
        indent=False,
    )
    if Signer.GUARDIAN in agreement.signers:
        write(document, _("丙方（监护人）："), indent=False)
    lead = text["lead"] or _("为落实全员导师制，经双方同意结为师生，约定如下。")
    write(document, lead)
    sections = [(_("导师职责"), text["mentor"]), (_("学生职责"), text["student"]), (_("家庭配合"), text["guardian"])]
    told = [(title, duties) for title, duties in sections if duties]
    for numeral, (title, duties) in zip(NUMERALS, told, strict=False):
        _write_duties(document, f"{numeral}、{title}", duties)
    until = pairing.ends_on
    ends = _("至%(day)s止") % {"day": _day(until)} if until else ""
    last = NUMERALS[len(told)]
    write_heading(document, _("%(numeral)s、期限") % {"numeral": last})
    write(document, _("本协议自%(day)s起%(ends)s。") % {"day": _day(pairing.starts_on), "ends": ends})
    _write_signatures(document, sides(agreement))


def _write_duties(document: DocumentType, heading: str, duties: Sequence[str]) -> None:
    write_heading(document, heading)
    for number, duty in enumerate(duties, start=1):
        end = "" if duty.endswith(("。", ";", ";")) else "。"
        write(document, f"{number}. {duty}{end}")


def _write_signatures(document: DocumentType, found: Iterable[Side]) -> None:
    first = True
    for side in found:
        line = _("%(party)s签名：") % {"party": PARTIES[side.signer]}
        if side.signature is None:
            line += "                年    月    日"
        else:
            line += f"{side.signature.name}  {_day(timezone.localtime(side.signature.signed_at))}" + _("（电子签名）")
        paragraph = write(document, line, indent=False)
        paragraph.paragraph_format.space_before = Pt(LINE if first else 6)
        paragraph.paragraph_format.keep_together = True
        first = False


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
