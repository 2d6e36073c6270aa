"""Codes around cases in words."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liangshi.wellbeing.case_choices import EntryKind
from liangshi.wellbeing.queries.figures import Ending, Month, Taken
from liangshi.wellbeing.queries.readers import Why
from liangshi.wellbeing.services.screening import RowProblem, WrongRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

register = template.Library()

_WHY: "Mapping[str, StrOrPromise]" = {
    Why.OWNER: gettext_lazy("负责人"),
    Why.TEAM: gettext_lazy("小组成员"),
    Why.COUNSELLOR: gettext_lazy("心理老师"),
    Why.GLASS: gettext_lazy("紧急查阅中"),
}
_COLUMNS: "Mapping[str, StrOrPromise]" = {
    Taken.HOUR: gettext_lazy("一小时内接手"),
    Taken.DAY: gettext_lazy("当天接手"),
    Taken.LATER: gettext_lazy("之后接手"),
    Taken.NOBODY: gettext_lazy("月末仍无人接手"),
    Ending.OPEN: gettext_lazy("月末进行中"),
    Ending.CLOSED: gettext_lazy("月末已结案"),
}
_ROWS: "Mapping[WrongRow, StrOrPromise]" = {
    WrongRow.NO_NUMBER: gettext_lazy("没有学号"),
    WrongRow.NO_LEVEL: gettext_lazy("学号 %s 没有等级"),
    WrongRow.UNKNOWN: gettext_lazy("学校里没有学号 %s"),
    WrongRow.OTHER_NAME: gettext_lazy("姓名“%s”与学号不符"),
    WrongRow.TWICE: gettext_lazy("学号 %s 出现了两次"),
}


@register.filter
def reads_as(why: Why) -> str:
    """Why somebody reads a case."""
    return str(_WHY[why])


@register.filter
def column_words(code: str) -> str:
    """The head of a column of the region's figures."""
    return str(_COLUMNS[code])


@register.filter
def row_words(problem: RowProblem) -> str:
    """What is wrong with a row of a screening file."""
    words = str(_ROWS[problem.code])
    return words % problem.text if "%s" in words else words


@register.filter
def kind_words(kind: EntryKind) -> str:
    """What an entry is."""
    return str(kind.label)


@register.filter
def below(answerable: "Mapping[EntryKind, list[EntryKind]]", kind: EntryKind) -> list[EntryKind]:
    """What can be written below an entry of this kind."""
    return answerable.get(kind, [])


@register.filter
def month_words(month: Month) -> str:
    """2026年9月."""
    return _("%(year)s年%(month)s月") % {"year": month.year, "month": month.month}


@register.filter
def lasting(duration: timedelta | None) -> str:
    """12 分钟, 3 小时, 2 天; a dash where there is none."""
    if duration is None:
        return "—"
    minutes = max(1, round(duration.total_seconds() / 60))
    if minutes < 90:
        return ngettext("%(n)s 分钟", "%(n)s 分钟", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)s 小时", "%(n)s 小时", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s 天", "%(n)s 天", days) % {"n": days}


@register.filter
def left_until(moment: datetime | None, now: datetime) -> str:
    """还有 12 分钟, 已到时间."""
    if moment is None:
        return ""
    if moment <= now:
        return _("已到时间，正在告诉下一位")
    return _("还有 %(time)s") % {"time": lasting(moment - now)}
