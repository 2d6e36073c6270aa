"""How a duty and its time are said."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from liangshi.domain.duties import Expected
from liangshi.domain.scheme import DutyRule, MomentRule
from liangshi.domain.scheme.terms import term

A_YEAR = 365


def title_of(clause: DutyRule | MomentRule | None, entry: Expected) -> str:
    """The clause by its short name; what a moment opened is called by what is to be done."""
    if isinstance(clause, DutyRule) and not entry.because:
        return clause.title
    return term(entry.kind)


def last_day(due: date) -> date:
    """The last day on which something due before `due` can be done."""
    return due - timedelta(days=1)


def when(due: date, today: date) -> str:
    """By when, as a colleague would say it."""
    left = (last_day(due) - today).days
    if left < 0:
        return _("%(month)s月%(day)s日已到期") % _parts(due)
    if left == 0:
        return _("今天")
    if left == 1:
        return _("明天前")
    if left < 7 - today.weekday():
        return _("本周%(day)s前") % {"day": _WEEKDAYS[last_day(due).weekday()]}
    if left > A_YEAR:
        return _("%(year)s年%(month)s月%(day)s日前") % _parts(due)
    return _("%(month)s月%(day)s日前") % _parts(due)


_WEEKDAYS = "一二三四五六日"


def _parts(due: date) -> dict[str, int]:
    day = last_day(due)
    return {"year": day.year, "month": day.month, "day": day.day}
