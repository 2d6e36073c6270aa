"""How regions lie in each other."""

from collections import defaultdict

from liangshi.people.models import Region


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
