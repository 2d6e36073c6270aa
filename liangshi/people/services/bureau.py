"""What the administrator of a bureau keeps on screen: regions within the own one, officers with their dates.

Each school concerned has it in its chain: whoever reads for the bureau reads of that school.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from liangshi.audit.services import record
from liangshi.domain.access import OF_BUREAUS, Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, Region, RoleAppointment, School
from liangshi.people.queries.regions import region_and_above, region_and_below

from .city import RegionKnownError, new_bureau_account
from .problems import AlreadyEndedError, refusing


class OfficerKnownError(RefusalError):
    """The bureau has an officer of that number already."""

    field: ClassVar[str] = "number"


class OfficerNumberTakenError(RefusalError):
    """The number belongs to somebody else, who may have left; what they wrote stays theirs."""

    field: ClassVar[str] = "number"


class KeeperIsNoOfficerError(RefusalError):
    """Whoever appoints readers does not become one by it."""

    field: ClassVar[str] = "number"


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """Who reads and reviews for the bureau, from when until when; half-open."""

    number: str
    name: str
    starts_on: date
    ends_on: date | None


@transaction.atomic
def begin_region(*, by: Viewer, above: Region, name: str, now: datetime) -> Region:
    """A county or district within the region."""
    with refusing(RegionKnownError):
        region: Region = Region.objects.create(name=name, parent=above)
    note_region(by=by, verb="bureau.region_begun", region=region, now=now)
    return region


@transaction.atomic
def appoint_officer(*, by: Viewer, region: Region, draft: OfficerDraft, now: datetime) -> RoleAppointment:
    """An officer of the region's bureau; whoever left comes back under the own number."""
    known = Account.unscoped.select_for_update().filter(region=region, school=None, number=draft.number).first()
    account = known or _new_officer(region, draft)
    _refuse_officer(account, draft, timezone.localdate(now))
    Account.unscoped.filter(pk=account.pk).update(is_active=True)
    account.is_active = True
    with refusing(OfficerKnownError):
        appointment: RoleAppointment = RoleAppointment.unscoped.create(
            account=account, role=AppointedRole.OFFICER, starts_on=draft.starts_on, ends_on=draft.ends_on
        )
    said = {"account": account.public_id, "starts_on": draft.starts_on.isoformat()}
    note_region(by=by, verb="bureau.officer_appointed", region=region, now=now, detail=said)
    return appointment


@transaction.atomic
def end_officer(*, by: Viewer, appointment: RoleAppointment, on: date, now: datetime) -> Account:
    """The officer is none from `on`; an account with nothing left to do is closed at once, else by its day."""
    rows = RoleAppointment.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=on), pk=appointment.pk)
    if not rows.filter(starts_on__lt=on).update(ends_on=on) and not rows.filter(starts_on__gte=on).delete()[0]:
        raise AlreadyEndedError
    account = appointment.account
    assert account.region is not None
    said = {"account": account.public_id, "on": on.isoformat()}
    note_region(by=by, verb="bureau.officer_ended", region=account.region, now=now, detail=said)
    close_ended_officers(now)
    account.refresh_from_db(fields=["is_active"])
    return account


def close_ended_officers(now: datetime) -> int:
    """Close accounts of bureaus whose last appointment is over; the number closed. Runs each night."""
    today = timezone.localdate(now)
    left = RoleAppointment.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=today), account=OuterRef("pk"))
    rows = Account.unscoped.filter(~Exists(left.filter(role__in=OF_BUREAUS)), school=None, is_active=True)
    return int(rows.update(is_active=False))


def note_region(
    *, by: Viewer, verb: str, region: Region, now: datetime, detail: Mapping[str, object] | None = None
) -> None:
    """In the chain of each school of the region; where it has none, of the nearest region above that has."""
    for place in region_and_above(region.pk):
        schools = list(School.unscoped.filter(region__in=region_and_below(place)).order_by("pk"))
        for school in schools:
            record(
                by=by, verb=verb, kind="school", subject=school.public_id, school=school.pk, now=now,
                detail={"region": region.public_id, **(detail or {})},
            )  # fmt: skip
        if schools:
            return


def _new_officer(region: Region, draft: OfficerDraft) -> Account:
    with refusing(OfficerKnownError):
        return new_bureau_account(region=region, number=draft.number, name=draft.name)


def _refuse_officer(account: Account, draft: OfficerDraft, today: date) -> None:
    if account.name != draft.name:
        raise OfficerNumberTakenError(name=account.name)
    held = RoleAppointment.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=today), account=account)
    roles = set(held.values_list("role", flat=True))
    if AppointedRole.BUREAU_ADMINISTRATOR in roles:
        raise KeeperIsNoOfficerError
    if AppointedRole.OFFICER in roles:
        raise OfficerKnownError
