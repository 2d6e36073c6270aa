"""Entries of the trail in words: who — did what — to which row."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext_lazy

from liangshi.foundation.templatetags.liangshi import listed
from liangshi.people.choices import AppointedRole
from liangshi.workbench.queries import TrailLine
from liangshi.workbench.words import VERB_WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()

_PARTICULARS: "Mapping[str, StrOrPromise]" = {
    "on": gettext_lazy("日期 %s"),
    "date": gettext_lazy("日期 %s"),
    "starts_on": gettext_lazy("从 %s 起"),
    "year": gettext_lazy("%s年"),
    "days": gettext_lazy("%s 天"),
    "rows": gettext_lazy("%s 行"),
    "rising": gettext_lazy("升级 %s 人"),
    "leaving": gettext_lazy("毕业 %s 人"),
    "members": gettext_lazy("成员 %s 人"),
}


@register.filter
def in_words(line: TrailLine) -> str:
    """What was done; entries of older versions show their code."""
    return str(VERB_WORDS.get(line.verb, line.verb))


@register.filter
def particulars(line: TrailLine) -> str:
    """Roles, people, dates and numbers of the entry."""
    told = [str(AppointedRole(str(line.detail["role"])).label)] if "role" in line.detail else []
    told += line.others
    told += [str(_PARTICULARS[key]) % value for key, value in line.detail.items() if key in _PARTICULARS]
    return listed(told)
