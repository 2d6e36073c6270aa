"""What whoever runs an installation for a whole city keeps: regions, bureaus with their officers, further schools."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.people.choices import AppointedRole, Stage
from liangshi.people.models import Account, Region, RoleAppointment, School
from liangshi.people.queries.regions import region_and_below

from .accounts import make_administrator, username_of
from .problems import refusing


class SchoolKnownError(RefusalError):
    """A school of that name or code exists."""

    field: ClassVar[str] = "name"


class RegionElsewhereError(RefusalError):
    """The region stands within another one already."""


class RegionInItselfError(RefusalError):
    """The region would lie within itself or within one of its own parts."""

    field: ClassVar[str] = "above"


class RegionKnownError(RefusalError):
    """Another region has that name."""

    field: ClassVar[str] = "name"


class OfficerUnknownError(RefusalError):
    """The bureau has nobody of that number."""


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """A further school and who is to run the system there; `code` is the short name in Latin letters."""

    name: str
    code: str
    stage: Stage
    administrator: str
    number: str


@transaction.atomic
def region_of(*, name: str, within: str = "") -> Region:
    """The city, district or county of that name, made where there is none; `within` is the one above it."""
    above = region_of(name=within) if within else None
    region, new = Region.objects.get_or_create(name=name, defaults={"parent": above})
    if new or above is None or region.parent_id == above.pk:
        return region
    if region.parent_id is not None:
        raise RegionElsewhereError
    _put(region, above)
    return region


@transaction.atomic
def move_region(*, by: Viewer | None, region: Region, above: Region | None, now: datetime) -> None:
    """The region lies in another one from now on, or in none; its schools have it in their chains."""
    if region.parent_id == (above.pk if above else None):
        return
    _put(region, above)
    for school in School.unscoped.filter(region__in=region_and_below(region.pk)):
        record(
            by=by, verb="school.region_moved", kind="school", subject=school.public_id, school=school.pk, now=now,
            detail={"region": region.public_id, "above": above.public_id if above else ""},
        )  # fmt: skip


@transaction.atomic
def rename_region(*, by: Viewer | None, region: Region, name: str, now: datetime) -> None:
    """Another name; officers sign in at the bureau of that name from now on."""
    if Region.objects.filter(name=name).exclude(pk=region.pk).exists():
        raise RegionKnownError
    Region.objects.filter(pk=region.pk).update(name=name)
    region.name = name
    for school in School.unscoped.filter(region=region):
        record(
            by=by, verb="school.region_renamed", kind="school", subject=school.public_id, school=school.pk, now=now,
            detail={"region": region.public_id},
        )  # fmt: skip


def _put(region: Region, above: Region | None) -> None:
    """One move at a time, so that two of them do not close a circle."""
    list(Region.objects.select_for_update().order_by("pk").values_list("pk"))
    if above is not None and above.pk in region_and_below(region.pk):
        raise RegionInItselfError
    Region.objects.filter(pk=region.pk).update(parent=above)
    region.parent = above


@transaction.atomic
def add_school(*, by: Viewer | None, draft: SchoolDraft, region: Region, today: date, now: datetime) -> Account:
    """A further school; its first administrator has no password yet."""
    with refusing(SchoolKnownError):
        school = School.unscoped.create(region=region, name=draft.name, code=draft.code, stage=draft.stage)
    account: Account = Account.unscoped.create_user(
        username_of(school, draft.number), school=school, number=draft.number, name=draft.administrator
    )
    make_administrator(account=account, school=school, today=today)
    record(
        by=by, verb="school.set_up", kind="school", subject=school.public_id, school=school.pk, now=now,
        name="" if by else account.name,
    )  # fmt: skip
    return account


@transaction.atomic
def add_officers(
    *, region: Region, people: Mapping[str, str], today: date, role: AppointedRole = AppointedRole.OFFICER
) -> list[Account]:
    """Accounts of a bureau by number and name, without new passwords; who is there already keeps the account."""
    return [_officer(region, number, name, today, role) for number, name in people.items()]


def new_bureau_account(*, region: Region, number: str, name: str) -> Account:
    """An account of the region's bureau, without a password; IntegrityError where the number is taken."""
    account: Account = Account.unscoped.create_user(
        f"{region.public_id}:{number}", region=region, number=number, name=name
    )
    return account


def _officer(region: Region, number: str, name: str, today: date, role: AppointedRole) -> Account:
    account: Account | None = Account.unscoped.filter(region=region, school__isnull=True, number=number).first()
    if account is None:
        account = new_bureau_account(region=region, number=number, name=name)
    account.name, account.is_active = name, True
    account.save(update_fields=["name", "is_active"])
    rows = RoleAppointment.unscoped.filter(account=account, role=role, ends_on__isnull=True)
    if not rows.exists():
        RoleAppointment.unscoped.create(account=account, role=role, starts_on=today)
    return account


@transaction.atomic
def close_officer(*, region: Region, number: str, today: date) -> Account:
    """An officer who has left: the account no longer opens anything, what was written stays."""
    known = Account.unscoped.filter(region=region, school__isnull=True, number=number, is_active=True)
    account: Account | None = known.first()
    if account is None:
        raise OfficerUnknownError
    Account.unscoped.filter(pk=account.pk).update(is_active=False)
    rows = RoleAppointment.unscoped.filter(account=account, ends_on__isnull=True)
    rows.filter(starts_on__gte=today).delete()
    rows.update(ends_on=today)
    return account
