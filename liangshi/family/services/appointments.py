"""Propose a meeting: a member of staff invites, or a guardian or a student asks for one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.family.choices import Side, StepKind, Way
from liangshi.family.models import (
    Appointment,
    AppointmentGuardian,
    AppointmentStaff,
    AppointmentStep,
    AppointmentTime,
)
from liangshi.family.queries.sides import colleagues_for, guardianships_of, staff_for_family
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Staff, Student

from .telling import tell_others


class NotWithinReachError(RefusalError):
    """A student, guardian or colleague who does not exist for whoever invites."""


class NobodyInvitedError(RefusalError):
    """Neither the student nor a guardian is invited."""


class NoTimeError(RefusalError):
    """No time was proposed."""

    field = "time_1"


class TimeIsPastError(RefusalError):
    """A time that lies behind."""

    field = "time_1"


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """What is proposed; `team` lets the homeroom teacher of the class know."""

    way: Way
    times: tuple[datetime, ...]
    minutes: int = 30
    subject: str = ""
    place: str = ""
    with_student: bool = False
    guardians: tuple[int, ...] = ()
    colleagues: tuple[int, ...] = ()
    team: bool = False
    words: str = ""


@transaction.atomic
def propose(*, by: Viewer, student: Student, draft: AppointmentDraft, now: datetime) -> Appointment:
    """A member of staff invites student, guardians, or both; colleagues may come along."""
    reached = Student.objects.visible_to(by).exclude(pk__in=by.relatives).filter(pk=student.pk, school=by.school)
    if by.staff is None or not reached.exists():
        raise NotWithinReachError
    if not draft.with_student and not draft.guardians:
        raise NobodyInvitedError
    _all_found(draft.guardians, guardianships_of(by, student).values_list("guardian", flat=True))
    _all_found(draft.colleagues, colleagues_for(by, student).values_list("pk", flat=True))
    appointment = _open(by, student, by.staff, Side.FAMILY, draft, now)
    tell_others(appointment, by, StepKind.PROPOSED, now)
    return appointment


@transaction.atomic
def ask_for_meeting(
    *, by: Viewer, student: Student, staff: Staff, draft: AppointmentDraft, now: datetime
) -> Appointment:
    """A guardian, or the student alone, asks the mentor or the homeroom teacher for a meeting."""
    today, own = timezone.localdate(now), student.pk == by.student
    if not own and (by.guardian is None or student.pk not in by.wards):
        raise NotWithinReachError
    _all_found((staff.pk,), staff_for_family(student, today).values_list("pk", flat=True))
    guardians = () if own or by.guardian is None else (by.guardian,)
    asked = replace(draft, guardians=guardians, with_student=own, colleagues=(), team=False)
    appointment = _open(by, student, staff.pk, Side.SCHOOL, asked, now)
    tell_others(appointment, by, StepKind.PROPOSED, now)
    return appointment


def _all_found(wanted: Iterable[int], offered: Iterable[int]) -> None:
    if not set(wanted) <= set(offered):
        raise NotWithinReachError


def _open(
    by: Viewer, student: Student, organiser: int, waits_for: Side, draft: AppointmentDraft, now: datetime
) -> Appointment:
    times = upcoming(draft.times, now)
    if not times:
        raise NoTimeError
    appointment: Appointment = Appointment.unscoped.create(
        school_id=student.school_id, student=student, organiser_id=organiser, way=draft.way,
        with_student=draft.with_student, team=draft.team, subject=draft.subject, place=draft.place,
        minutes=draft.minutes, waits_for=waits_for, opened_by_id=by.account, opened_at=now,
    )  # fmt: skip
    for staff in dict.fromkeys((organiser, *draft.colleagues)):
        AppointmentStaff.unscoped.create(appointment=appointment, staff_id=staff)
    for guardian in dict.fromkeys(draft.guardians):
        AppointmentGuardian.unscoped.create(appointment=appointment, guardian_id=guardian)
    offer(appointment, times, revision=1)
    note_step(by, appointment, StepKind.PROPOSED, draft.words, now)
    return appointment


def upcoming(times: Iterable[datetime], now: datetime) -> tuple[datetime, ...]:
    """The times in order, each once; none of them lies behind."""
    found = tuple(sorted(set(times)))
    if found and found[0] <= now:
        raise TimeIsPastError
    return found


def offer(appointment: Appointment, times: Iterable[datetime], *, revision: int) -> None:
    """Put these times to the other side."""
    AppointmentTime.unscoped.bulk_create(
        AppointmentTime(appointment=appointment, revision=revision, starts_at=starts_at) for starts_at in times
    )


def note_step(by: Viewer, appointment: Appointment, kind: StepKind, words: str, now: datetime) -> None:
    """Keep what was done, on the appointment and in the trail."""
    AppointmentStep.unscoped.create(appointment=appointment, kind=kind, by_id=by.account, words=words, at=now)
    record(
        by=by, verb=f"appointment.{kind}", kind="appointment", subject=appointment.public_id,
        school=appointment.school_id, now=now, detail={"way": appointment.way},
    )  # fmt: skip
