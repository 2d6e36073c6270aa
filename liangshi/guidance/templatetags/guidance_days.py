"""Weeks in words."""

from datetime import date, timedelta

from django import template
from django.utils import dateformat
from django.utils.translation import gettext as _

from liangshi.foundation.templatetags.liangshi import month_day

register = template.Library()


@register.filter
def zh_week(week_on: date) -> str:
    """9月7日—13日; 9月28日—10月4日; 7 Sep–13 Sep."""
    last = week_on + timedelta(days=6)
    same_month = week_on.month == last.month
    end = dateformat.format(last, _("j日")) if same_month else month_day(last)
    return _("%(first)s—%(last)s") % {"first": month_day(week_on), "last": end}
