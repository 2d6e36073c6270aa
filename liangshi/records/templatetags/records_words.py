"""Months and readers in words."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils import dateformat
from django.utils.translation import gettext as _

from liangshi.foundation.templatetags.liangshi import listed
from liangshi.records.queries.around import Colleague

register = template.Library()


@register.filter
def zh_month(value: date) -> str:
    """2026年9月; Sep 2026."""
    return dateformat.format(value, _("Y年n月"))


@register.filter
def people(values: Iterable[Colleague]) -> str:
    """王海燕（导师）、林知远（校长）."""
    return listed(each.named for each in values)
