"""The chronology of a case and a notice to the family as Word, in the form of official papers."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from liangshi.foundation.papers import Paper, day_words
from liangshi.wellbeing.models import Case
from liangshi.wellbeing.queries.chronology import Entry


def chronology_paper(case: Case, entries: Iterable[Entry], day: date) -> bytes:
    """One line for each entry; other children are hidden already."""
    paper = Paper(_("个案纪要"), under=f"{case.school.name}　{case.number}")
    paper.unindented(_("学生：%(name)s　%(place)s") % _who(case))
    paper.unindented(_("负责人：%(owner)s　状态：%(state)s") % {
        "owner": case.owner.name, "state": case.get_state_display()
    })  # fmt: skip
    rows = [(day_words(entry.happened_on), entry.label, _text(entry), entry.written_by) for entry in _flat(entries)]
    paper.table((_("日期"), _("类别"), _("内容"), _("记录人")), rows, (24, 20, 86, 20))
    paper.note(_("其他学生的姓名已替换。本件涉及未成年人隐私，只给有权查看的人，用后收回或销毁。"))
    paper.signed(case.school.name, day)
    return paper.written()


def notice_paper(case: Case, entry: Entry) -> bytes:
    """What the family is told, with room for their answer and signature."""
    paper = Paper(_("告知书"), under=case.school.name)
    paper.unindented(_("%(name)s的监护人：") % {"name": case.student.name})
    for one in entry.said:
        paper.text(one.words, lead=f"{one.label}：")
    paper.heading(_("监护人的答复"))
    answers = [said for answer in entry.answers for said in answer.said]
    if answers:
        for one in answers:
            paper.text(one.words, lead=f"{one.label}：")
    else:
        paper.text(_("□ 知情并同意　□ 已知情，有不同意见　□ 不同意"))
        paper.text(_("意见：") + "　" * 20)
    paper.unindented(_("监护人签名：　　　　　　　　　　年　　月　　日"))
    paper.signed(case.school.name, entry.happened_on)
    return paper.written()


def _who(case: Case) -> dict[str, object]:
    return {"name": case.student.name, "place": case.student.class_group or ""}


def _flat(entries: Iterable[Entry]) -> Iterable[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.answers)


def _text(entry: Entry) -> str:
    return "\n".join(f"{one.label}：{one.words}" if len(entry.said) > 1 else one.words for one in entry.said)
