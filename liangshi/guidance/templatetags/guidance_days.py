"""Weeks in words."""

from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def zh_week(week_on: date) -> str:
    """9月7日—13日; 9月28日—10月4日."""
    last = week_on + timedelta(days=6)
    days = {"m1": week_on.month, "d1": week_on.day, "m2": last.month, "d2": last.day}
    if week_on.month == last.month:
        return _("%(m1)s月%(d1)s日—%(d2)s日") % days
    return _("%(m1)s月%(d1)s日—%(m2)s月%(d2)s日") % days
