"""What the administrator of a bureau sees: regions as they lie in each other, their schools, their officers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, Region, RoleAppointment, School
from liangshi.people.queries.regions import region_and_above
from liangshi.schemes.queries.filings import schools_filed


@dataclass(frozen=True, slots=True)
class RegionPart:
    """A region: in which it lies, its schools with where their scheme stands, its officers, its administrators."""

    region: Region
    own: bool
    above: str
    schools: tuple[School, ...]
    officers: tuple[RoleAppointment, ...]
    keepers: tuple[str, ...]


def kept_regions(viewer: Viewer) -> QuerySet[Region]:
    """The own region and everything below it."""
    return Region.objects.filter(pk__in=viewer.regions).select_related("parent").order_by("name")


def officers_of(viewer: Viewer, today: date) -> QuerySet[RoleAppointment]:
    """Appointments of officers that hold or will hold."""
    rows: QuerySet[RoleAppointment] = RoleAppointment.objects.visible_to(viewer).filter(
        Q(ends_on=None) | Q(ends_on__gt=today)
    )
    return rows.select_related("account__region").order_by("account__number", "starts_on")


def region_parts(viewer: Viewer, today: date) -> tuple[RegionPart, ...]:
    """The own region first, then each below the one it lies in, by name; four statements."""
    regions = list(kept_regions(viewer))
    schools: dict[int, list[School]] = defaultdict(list)
    signed_in = Account.unscoped.filter(school=OuterRef("pk"), last_login__isnull=False)
    for school in schools_filed(viewer).annotate(awake=Exists(signed_in)).order_by("name"):
        schools[school.region_id].append(school)
    officers: dict[int | None, list[RoleAppointment]] = defaultdict(list)
    for row in officers_of(viewer, today):
        officers[row.account.region_id].append(row)
    keepers: dict[int | None, list[str]] = defaultdict(list)
    for account in keepers_in(viewer.regions, today).order_by("number"):
        keepers[account.region_id].append(account.name)
    return tuple(
        RegionPart(
            region, region.pk == viewer.region, region.parent.name if region.parent else "",
            tuple(schools[region.pk]), tuple(officers[region.pk]), tuple(keepers[region.pk]),
        )
        for region in _in_order(regions, viewer.region)
    )  # fmt: skip


def first_administrators(school: School) -> QuerySet[Account]:
    """Who runs the system at the school, as long as nobody of it has ever signed in."""
    awake = Account.unscoped.filter(school=school, last_login__isnull=False)
    rows: QuerySet[Account] = Account.unscoped.filter(
        ~Exists(awake), school=school, appointments__role=AppointedRole.ADMINISTRATOR
    )
    return rows.order_by("pk")


def keepers_in(regions: frozenset[int], today: date) -> QuerySet[Account]:
    """Who keeps these regions."""
    return _held(today, [AppointedRole.BUREAU_ADMINISTRATOR]).filter(region__in=regions)


def watchers_of(region: Region, but: frozenset[int], today: date) -> QuerySet[Account]:
    """Officers and administrators of the region and of those above, who are told when others join or leave."""
    held = _held(today, [AppointedRole.OFFICER, AppointedRole.BUREAU_ADMINISTRATOR])
    return held.filter(region__in=region_and_above(region.pk)).exclude(pk__in=but)


def _held(today: date, roles: list[AppointedRole]) -> QuerySet[Account]:
    held = RoleAppointment.unscoped.on(today).filter(role__in=roles)
    rows: QuerySet[Account] = Account.unscoped.filter(is_active=True, school=None, pk__in=held.values("account"))
    return rows


def _in_order(regions: list[Region], top: int | None) -> list[Region]:
    parts: dict[int | None, list[Region]] = defaultdict(list)
    for region in reversed(regions):
        parts[region.parent_id].append(region)
    found, waiting = [], [region for region in regions if region.pk == top]
    while waiting:
        found.append(waiting.pop())
        waiting += parts[found[-1].pk]
    return found
