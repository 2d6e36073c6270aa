"""师生职责协议书 as Word, one or many, each on its own page."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from liangshi.foundation.papers import LINE, TEXT_FONT, TEXT_SIZE, TEXT_WIDTH, Look, Paper, day_words
from liangshi.pairing.choices import Signer
from liangshi.pairing.models import Agreement
from liangshi.pairing.queries.agreements import Side, sides

LOOK = Look(top=30, bottom=25, numbered=False)
"""Each agreement is a paper of its own: no page is numbered through the file, and one page holds a usual one."""
NUMERALS = "一二三四五六七八九十"
PARTIES = {
    Signer.MENTOR: gettext_lazy("甲方（导师）"),
    Signer.STUDENT: gettext_lazy("乙方（学生）"),
    Signer.GUARDIAN: gettext_lazy("丙方（监护人）"),
}


def agreements_document(school: str, agreements: Iterable[Agreement]) -> bytes:
    """The document; pairing, student, class, mentor and signatures are at hand."""
    paper = Paper(_("师生职责协议书"), headed=False, look=LOOK)
    for number, agreement in enumerate(agreements):
        _write(paper, school, agreement, new_page=number > 0)
    return paper.written()


def _write(paper: Paper, school: str, agreement: Agreement, *, new_page: bool) -> None:
    text, pairing = agreement.text, agreement.pairing
    paper.title(f"{school}\n{text['title']}", new_page=new_page)
    place = pairing.student.class_group
    paper.unindented(_("甲方（导师）：%(name)s") % {"name": pairing.mentor.name})
    paper.unindented(
        _("乙方（学生）：%(name)s    班级：%(group)s") % {"name": pairing.student.name, "group": place or ""}
    )
    if Signer.GUARDIAN in agreement.signers:
        paper.unindented(_("丙方（监护人）："))
    lead = text["lead"] or _("为落实全员导师制，经各方同意结为师生，约定如下。")
    paper.text(lead)
    sections = [(_("导师职责"), text["mentor"]), (_("学生职责"), text["student"]), (_("家庭配合"), text["guardian"])]
    told = [(title, duties) for title, duties in sections if duties]
    for numeral, (title, duties) in zip(NUMERALS, told, strict=False):
        _write_duties(paper, f"{numeral}、{title}", duties)
    until = pairing.ends_on
    ends = _("至%(day)s止") % {"day": day_words(until)} if until else ""
    last = NUMERALS[len(told)]
    paper.heading(_("%(numeral)s、期限") % {"numeral": last})
    paper.text(_("本协议自%(day)s起%(ends)s。") % {"day": day_words(pairing.starts_on), "ends": ends})
    _write_signatures(paper, sides(agreement))


def _write_duties(paper: Paper, heading: str, duties: Sequence[str]) -> None:
    paper.heading(heading)
    for number, duty in enumerate(duties, start=1):
        paper.text(f"{number}. {duty.rstrip('。；;')}。")


def _write_signatures(paper: Paper, found: Iterable[Side]) -> None:
    every = tuple(found)
    for number, side in enumerate(every, start=1):
        line = _("%(party)s签名：") % {"party": PARTIES[side.signer]}
        if side.signature is None:
            line += "\t年　　月　　日"
        else:
            day = day_words(timezone.localdate(side.signature.signed_at))
            line += f"{side.signature.name}\t{day}" + _("（电子签名）")
        paragraph = paper.line(line, TEXT_FONT, TEXT_SIZE, indent=False)
        paragraph.paragraph_format.space_before = Pt(LINE if number == 1 else 6)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = number < len(every)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
