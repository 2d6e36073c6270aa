"""How regions lie in each other, and whose officers look after one."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, Region


def region_and_below(region: int) -> frozenset[int]:
    """The region, the regions in it, and those in them; one statement."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Region.objects.values_list("pk", "parent"):
        parts[parent].append(pk)
    found, waiting = {region}, [region]
    while waiting:
        inside = [part for part in parts[waiting.pop()] if part not in found]
        found.update(inside)
        waiting += inside
    return frozenset(found)


def region_and_above(region: int) -> tuple[int, ...]:
    """The region and what it lies in, the nearest first; one statement."""
    above = dict(Region.objects.values_list("pk", "parent"))
    found = [region]
    while (over := above[found[-1]]) is not None and over not in found:
        found.append(over)
    return tuple(found)


def officers_over(region: int, today: date) -> tuple[Account, ...]:
    """The officers of the region's bureau; where it has nobody, of the next above. Two statements."""
    above = region_and_above(region)
    holds = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gt=today)
    rows = Account.unscoped.filter(
        holds, is_active=True, region__in=above, appointments__role=AppointedRole.OFFICER,
        appointments__starts_on__lte=today,
    ).distinct().order_by("pk")  # fmt: skip
    by_region: dict[int | None, list[Account]] = defaultdict(list)
    for row in rows:
        by_region[row.region_id].append(row)
    return next((tuple(by_region[one]) for one in above if by_region[one]), ())
