"""Half-open intervals as people write them."""

from datetime import date, timedelta

from django import template

register = template.Library()


@register.filter
def day_before(value: date | None) -> date | None:
    """The last day of an interval whose `ends_on` is the first day after."""
    return value - timedelta(days=1) if value else None
