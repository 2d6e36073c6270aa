"""Roles given by name: who appoints whom, from when until when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from liangshi.domain.access import Viewer
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, Grade, RoleAppointment, School

from .problems import AlreadyAppointedError, AlreadyEndedError, LastAdministratorError, refusing
from .trail import note


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """A role for an account, for one grade where the role asks for it; half-open."""

    account: Account
    role: str
    grade: Grade | None
    starts_on: date
    ends_on: date | None


@transaction.atomic
def appoint(*, by: Viewer, school: School, draft: AppointmentDraft, now: datetime) -> RoleAppointment:
    """Give a role."""
    with refusing(AlreadyAppointedError):
        appointment = RoleAppointment.unscoped.create(
            account=draft.account, school=school, role=draft.role, grade=draft.grade,
            starts_on=draft.starts_on, ends_on=draft.ends_on,
        )  # fmt: skip
    note(
        by=by, verb="role.given", row=appointment, school=school.pk, now=now,
        detail={"role": draft.role, "account": draft.account.public_id, "starts_on": draft.starts_on.isoformat()},
    )  # fmt: skip
    return appointment


@transaction.atomic
def end_appointment(*, by: Viewer, appointment: RoleAppointment, on: date, now: datetime) -> None:
    """The role ends on `on`; one that has not begun by then is taken back whole."""
    assert appointment.school_id is not None
    School.unscoped.select_for_update().get(pk=appointment.school_id)
    if appointment.role == AppointedRole.ADMINISTRATOR:
        _refuse_last(appointment, on)
    open_rows = RoleAppointment.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=on), pk=appointment.pk)
    note(
        by=by, verb="role.ended", row=appointment, school=appointment.school_id, now=now,
        detail={"role": appointment.role, "account": appointment.account.public_id, "on": on.isoformat()},
    )  # fmt: skip
    if open_rows.filter(starts_on__lt=on).update(ends_on=on):
        return
    if not open_rows.filter(starts_on__gte=on).delete()[0]:
        raise AlreadyEndedError


def _refuse_last(appointment: RoleAppointment, on: date) -> None:
    others = RoleAppointment.unscoped.filter(
        ends_on=None, school=appointment.school_id, role=AppointedRole.ADMINISTRATOR, starts_on__lte=on,
        account__is_active=True, account__staff__left_on=None,
    ).exclude(account=appointment.account_id)  # fmt: skip
    if not others.exists():
        raise LastAdministratorError
