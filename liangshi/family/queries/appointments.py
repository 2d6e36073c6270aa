"""Appointments as people see them: what waits for me, what lies ahead, one in full."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.family.choices import Side, State, StepKind
from liangshi.family.models import Appointment, AppointmentStep, AppointmentTime
from liangshi.family.models.appointments import mine
from liangshi.people.models import Guardianship, Staff
from liangshi.records.choices import Outcome

from .acts import Act, open_acts, outcomes_of
from .sides import guardians_on, side_of, staff_on

STILL_TO_RECORD = timedelta(days=14)
"""So long does the list offer to record what took place."""


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """One appointment with everything that its page shows and offers."""

    appointment: Appointment
    side: Side | None
    acts: frozenset[Act]
    outcomes: tuple[Outcome, ...]
    times: tuple[AppointmentTime, ...]
    staff: tuple[Staff, ...]
    guardians: tuple[Guardianship, ...]
    steps: tuple[AppointmentStep, ...]
    wishes: str
    """What the other side last said about times, while it waits for the viewer."""


def page_of(viewer: Viewer, appointment: Appointment, now: datetime) -> AppointmentPage:
    """The page of an appointment within reach; six statements."""
    side = side_of(viewer, appointment)
    on_it = guardians_on(appointment).values("guardian")
    steps = tuple(AppointmentStep.unscoped.filter(appointment=appointment).select_related("by"))
    asked = steps[-1].words if steps and steps[-1].kind in {StepKind.OTHER_TIME, StepKind.PROPOSED} else ""
    return AppointmentPage(
        appointment=appointment,
        side=side,
        acts=open_acts(viewer, side, appointment, now),
        outcomes=outcomes_of(side, appointment, now),
        times=tuple(
            AppointmentTime.unscoped.filter(appointment=appointment, revision=appointment.revision, starts_at__gt=now)
        ),
        staff=tuple(Staff.unscoped.filter(pk__in=staff_on(appointment).values("staff")).order_by("sort_key")),
        guardians=tuple(
            Guardianship.unscoped.filter(student=appointment.student, guardian__in=on_it).select_related("guardian")
        ),
        steps=steps,
        wishes=asked if appointment.state == State.PROPOSED else "",
    )


def own_appointments(viewer: Viewer) -> QuerySet[Appointment]:
    """Those that the viewer is on, people at hand."""
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(viewer).filter(mine(viewer))
    return rows.select_related("student__class_group", "organiser")


def own_sides(viewer: Viewer) -> Q:
    """Appointments that wait for an answer of the viewer's side."""
    family = Q(waits_for=Side.FAMILY) if viewer.staff is None else Q(waits_for=Side.SCHOOL)
    return Q(state=State.PROPOSED) & family


def waiting_for_me(viewer: Viewer) -> QuerySet[Appointment]:
    """Those that wait for an answer of the viewer, oldest first."""
    return own_appointments(viewer).filter(own_sides(viewer)).order_by("opened_at", "pk")


def waiting_for_others(viewer: Viewer) -> QuerySet[Appointment]:
    """Those that wait for the other side."""
    rows = own_appointments(viewer).filter(state=State.PROPOSED).exclude(own_sides(viewer))
    return rows.order_by("opened_at", "pk")


def settled(viewer: Viewer, now: datetime, until: datetime | None = None) -> QuerySet[Appointment]:
    """What lies ahead, the next one first."""
    rows = own_appointments(viewer).filter(state=State.CONFIRMED, starts_at__gte=now)
    return (rows.filter(starts_at__lt=until) if until else rows).order_by("starts_at", "pk")


def to_record(viewer: Viewer, now: datetime) -> QuerySet[Appointment]:
    """For the organiser: what has taken place and has no record yet."""
    rows = own_appointments(viewer).filter(organiser=viewer.staff, organiser__isnull=False, entry__isnull=True)
    return rows.filter(
        state=State.CONFIRMED, starts_at__lt=now, starts_at__gte=now - STILL_TO_RECORD
    ).order_by("starts_at", "pk")  # fmt: skip


@dataclass(frozen=True, slots=True)
class AtHand:
    """The few that matter now: those that wait for me, those ahead, those that I can record."""

    waiting: list[Appointment]
    ahead: list[Appointment]
    unrecorded: list[Appointment]


def at_hand(viewer: Viewer, now: datetime, until: datetime) -> AtHand:
    """The same three questions for a first screen; one statement."""
    near = Q(state=State.CONFIRMED, starts_at__gte=now - STILL_TO_RECORD, starts_at__lt=until)
    rows = list(own_appointments(viewer).filter(own_sides(viewer) | near).order_by("starts_at", "opened_at", "pk"))
    return AtHand(
        waiting=[row for row in rows if row.starts_at is None],
        ahead=[row for row in rows if row.starts_at is not None and row.starts_at >= now],
        unrecorded=[
            row
            for row in rows
            if row.starts_at is not None and row.starts_at < now
            and row.organiser_id == viewer.staff and row.entry_id is None
        ],
    )  # fmt: skip


def closed(viewer: Viewer, now: datetime) -> QuerySet[Appointment]:
    """What is over, declined or cancelled, newest first."""
    over = Q(state__in=(State.DECLINED, State.CANCELLED)) | Q(state=State.CONFIRMED, starts_at__lt=now)
    return own_appointments(viewer).filter(over).order_by("-opened_at", "-pk")
