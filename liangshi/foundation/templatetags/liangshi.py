"""Tags and filters that all templates have."""

import html
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils import dateformat, timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

_WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)


@cache
def _svg(name: str) -> str:
    source = get_template(f"vendor/icons/{name}.svg").render()
    return source.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon by its Tabler name, inline and hidden from screen readers."""
    return mark_safe(_svg(name))  # noqa: S308 - our own build copies these files


@register.filter
def attributes(given: dict[str, Any]) -> SafeString:
    """The attributes of a widget, drawn at once: in a template each would take five nodes."""
    return mark_safe("".join(_attribute(name, value) for name, value in given.items()))  # noqa: S308 - each is escaped


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'


@register.filter
def box(option: dict[str, Any]) -> SafeString:
    """One of several to tick or to choose from."""
    attrs = option["attrs"]
    own = {"type": option["type"], "name": option["name"], "value": str(option["value"])} | attrs
    words = f"<label{_attribute('for', attrs.get('id'))}><input{attributes(own)}> {conditional_escape(option['label'])}"
    return mark_safe(f"<div>{words}</label></div>")  # noqa: S308 - each part is escaped


@register.filter
def zh_date(value: date | datetime | None) -> str:
    """2026年9月1日; 1 Sep 2026."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return dateformat.format(day, _("Y年n月j日"))


@register.filter
def zh_day(value: date | datetime | None) -> str:
    """9月1日 周二; 1 Sep Tue."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{month_day(day)} {weekday(day)}"


def month_day(day: date) -> str:
    """9月1日; 1 Sep."""
    return dateformat.format(day, _("n月j日"))


def weekday(day: date) -> str:
    """周二; Tue."""
    return str(_WEEKDAYS[day.weekday()])


@register.filter
def zh_time(value: datetime | None) -> str:
    """2026年9月1日 08:05; 1 Sep 2026, 08:05."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return dateformat.format(local, _("Y年n月j日 H:i"))


@register.filter
def listed(values: Iterable[object] | None) -> str:
    """语文、数学; 语文, 数学."""
    return _("、").join(str(value) for value in values or ())


@register.filter
def clauses(values: Iterable[object] | None) -> str:
    """家访一次；谈话两次; one visit; two talks."""
    return _("；").join(str(value) for value in values or ())


@register.filter
def noted(name: object, values: Iterable[object] | None) -> str:
    """王海燕（语文、数学）; the name alone where there is nothing to note."""
    words = listed(values)
    return _("%(name)s（%(words)s）") % {"name": name, "words": words} if words else str(name)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """The query string of this page with `changes` put in; an empty value removes a key."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in {"", None}:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"
