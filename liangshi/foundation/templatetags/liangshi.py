"""Tags and filters that all templates have."""

from datetime import date, datetime
from functools import cache

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_WEEKDAYS = "一二三四五六日"


@cache
def _svg(name: str) -> str:
    source = get_template(f"vendor/icons/{name}.svg").render()
    return source.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon by its Tabler name, inline and hidden from screen readers."""
    return mark_safe(_svg(name))  # noqa: S308 - our own build copies these files


@register.filter
def zh_date(value: date | datetime | None) -> str:
    """2026年9月1日."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def zh_day(value: date | datetime | None) -> str:
    """9月1日 周二."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


@register.filter
def zh_time(value: datetime | None) -> str:
    """2026年9月1日 08:05."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def listed(values: list[str] | tuple[str, ...] | None) -> str:
    """语文、数学."""
    return "、".join(str(value) for value in values or ())


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
