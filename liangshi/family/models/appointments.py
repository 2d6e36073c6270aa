"""Who meets whom about which student: times proposed, answered, settled, cancelled."""

from typing import TypeVar

from django.db import models
from django.db.models import Q

from liangshi.domain.access import Viewer
from liangshi.family.choices import Side, State, StepKind, Way
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, Guardian, School, Staff, Student
from liangshi.records.models import Entry

from .constraints import one_of


class AppointmentQuerySet(ScopedQuerySet["Appointment"]):
    """Appointments: those on them, and the homeroom teacher where the team is to know."""

    def reach(self, viewer: Viewer) -> models.Q:
        within = Q(school=viewer.school, school__isnull=False) & ~Q(student__in=viewer.relatives)
        team = Q(team=True, student__class_group__in=viewer.homerooms)
        return within & (mine(viewer) | team)


def mine(viewer: Viewer) -> models.Q:
    """Appointments that the viewer is on."""
    q = NOBODY
    if viewer.staff is not None:
        q |= Q(pk__in=AppointmentStaff.unscoped.filter(staff=viewer.staff).values("appointment"))
    if viewer.student is not None:
        q |= Q(with_student=True, student=viewer.student)
    if viewer.guardian is not None:
        on = AppointmentGuardian.unscoped.filter(guardian=viewer.guardian).values("appointment")
        q |= Q(pk__in=on, student__in=viewer.wards)
    return q


class Appointment(Row):
    """One meeting about one student; `waits_for` says whose answer is next, `revision` counts every step.

    `starts_at` is set while it is settled. `entry` is the record that was made of it.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="appointments")
    organiser = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=Way)
    with_student = models.BooleanField(default=False)
    team = models.BooleanField(default=False)
    subject = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    waits_for = models.CharField(max_length=8, choices=Side)
    revision = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = Door["Appointment"]()
    unscoped = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            one_of("way", Way, "family_appointment_way_known"),
            one_of("state", State, "family_appointment_state_known"),
            one_of("waits_for", Side, "family_appointment_side_known"),
            models.CheckConstraint(
                condition=Q(state=State.CONFIRMED, starts_at__isnull=False)
                | (~Q(state=State.CONFIRMED) & Q(starts_at__isnull=True)),
                name="family_appointment_settled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.PROPOSED, State.CONFIRMED), closed_at__isnull=True)
                | Q(state__in=(State.DECLINED, State.CANCELLED), closed_at__isnull=False),
                name="family_appointment_closed_has_time",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(5, 480)), name="family_appointment_minutes"),
        ]
        indexes = [
            models.Index(fields=["school", "starts_at"], name="family_appointment_by_time"),
            models.Index(fields=["student", "state"], name="family_appointment_by_student"),
        ]


M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class OfAppointment(ScopedQuerySet[M_co]):
    """Whoever reaches the appointment."""

    def reach(self, viewer: Viewer) -> models.Q:
        return Q(appointment__in=Appointment.unscoped.visible_to(viewer).values("pk"))


class AppointmentStaff(models.Model):
    """A member of staff on an appointment: the organiser, or a colleague."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="company")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    objects = Door["AppointmentStaff"]()
    unscoped = OfAppointment["AppointmentStaff"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["appointment", "staff"], name="family_company_once")]


class AppointmentGuardian(models.Model):
    """A guardian on an appointment; one of them answers for all."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="guardians")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="+")

    objects = Door["AppointmentGuardian"]()
    unscoped = OfAppointment["AppointmentGuardian"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["appointment", "guardian"], name="family_guardian_once")]


class AppointmentTime(Row):
    """A time that was proposed with one revision of the appointment."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="times")
    revision = models.PositiveIntegerField()
    starts_at = models.DateTimeField()

    objects = Door["AppointmentTime"]()
    unscoped = OfAppointment["AppointmentTime"].as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "revision", "starts_at"], name="family_time_once"),
        ]


class AppointmentStep(Row):
    """What was done about an appointment, by whom, with which words; never changed."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=14, choices=StepKind)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = Door["AppointmentStep"]()
    unscoped = OfAppointment["AppointmentStep"].as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [one_of("kind", StepKind, "family_step_kind_known")]
