"""How a duty and its time are said."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from liangshi.domain.duties import Expected
from liangshi.domain.scheme import DutyRule, MomentRule
from liangshi.domain.scheme.terms import term
from liangshi.foundation.templatetags.liangshi import month_day, weekday, zh_date

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
    last = last_day(due)
    left = (last - today).days
    if left < 0:
        return _("%(day)s已到期") % {"day": month_day(last)}
    if left == 0:
        return _("今天")
    if left == 1:
        return _("明天前")
    if left < 7 - today.weekday():
        return _("本%(day)s前") % {"day": weekday(last)}
    if left > A_YEAR:
        return _("%(day)s前") % {"day": zh_date(last)}
    return _("%(day)s前") % {"day": month_day(last)}
