"""How regions lie in each other, and whose officers look after one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, Region, RoleAppointment, School


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region as it lies in the others: how deep, its own schools, the officers of its bureau."""

    region: Region
    depth: int
    schools: tuple[School, ...]
    officers: tuple[Account, ...]


def region_tree(today: date) -> tuple[RegionLine, ...]:
    """Every region below the one it lies in, by name; three statements."""
    parts: dict[int | None, list[Region]] = defaultdict(list)
    for region in Region.objects.order_by("-name"):
        parts[region.parent_id].append(region)
    schools: dict[int, list[School]] = defaultdict(list)
    for school in School.unscoped.order_by("name"):
        schools[school.region_id].append(school)
    officers: dict[int | None, list[Account]] = defaultdict(list)
    for account in _officers(today).order_by("number"):
        officers[account.region_id].append(account)
    found, waiting = [], [(region, 0) for region in parts[None]]
    while waiting:
        region, depth = waiting.pop()
        found.append(RegionLine(region, depth, tuple(schools[region.pk]), tuple(officers[region.pk])))
        waiting += [(part, depth + 1) for part in parts[region.pk]]
    return tuple(found)


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
    by_region: dict[int | None, list[Account]] = defaultdict(list)
    for row in _officers(today).filter(region__in=above).order_by("pk"):
        by_region[row.region_id].append(row)
    return next((tuple(by_region[one]) for one in above if by_region[one]), ())


def _officers(today: date) -> QuerySet[Account]:
    held = RoleAppointment.unscoped.on(today).filter(role=AppointedRole.OFFICER)
    rows: QuerySet[Account] = Account.unscoped.filter(is_active=True, pk__in=held.values("account"))
    return rows
