"""Around a concern: what a mentor is asked to do, the duty to report, helplines, who is away."""

from datetime import datetime

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account, School, Staff, Student
from liangshi.people.models.places import OfOwnSchool

from .concerns import Concern


class CareLineQuerySet(ScopedQuerySet["CareLine"]):
    """Lines of care: the person who is asked; readers of the concern find them on its page."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        return models.Q(to=viewer.staff) & ~models.Q(student__in=viewer.relatives)

    def on(self, day: object) -> "CareLineQuerySet":
        """Those that still hold on the day."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day))


class CareLine(Row):
    """A short neutral line to one member of staff: care is needed, do this. It says nothing of the concern."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="care_lines")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="care_lines")
    to = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="care_lines")
    text = models.CharField(max_length=120)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateField(null=True)

    objects = Door["CareLine"]()
    unscoped = CareLineQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]


class HarmReportQuerySet(ScopedQuerySet["HarmReport"]):
    """Reports of harm: one's own, and nobody else's."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(by=viewer.account)


class HarmReport(Row):
    """Somebody was told of the duty to report at `told_at`, and perhaps wrote down what they did."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="harm_reports")
    told_at = models.DateTimeField()
    told_on = models.DateField()
    called = SealedTextField(blank=True, default="")
    called_at = models.DateTimeField(null=True)
    done = SealedTextField(blank=True, default="")
    written_at = models.DateTimeField(null=True)

    objects = Door["HarmReport"]()
    unscoped = HarmReportQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "told_on"],
                condition=models.Q(written_at__isnull=True),
                name="wellbeing_report_one_open_a_day",
            )
        ]


class Helpline(Row):
    """A number of the school that people phone first."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="helplines")
    name = models.CharField(max_length=40)
    number = models.CharField(max_length=30)
    note = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = Door["Helpline"]()
    unscoped = OfOwnSchool["Helpline"].as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name", "number"], name="wellbeing_helpline_once")]


class AbsenceQuerySet(ScopedQuerySet["Absence"]):
    """Absences: one's own, and the whole staff's for who keeps the ladder manned."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        own = models.Q(staff=viewer.staff)
        return own | models.Q(school=viewer.school) if viewer.can(Capability.KEEP_LADDER) else own

    def at(self, now: datetime) -> "AbsenceQuerySet":
        """Those that hold at the moment."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)


class Absence(Row):
    """A member of staff cannot be reached for a while; `stand_in` is asked in their place. Half-open.

    `because` is the public id of the leave that it follows, empty where somebody entered it.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="absences")
    stand_in = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    because = models.CharField(max_length=12, blank=True, default="")

    objects = Door["Absence"]()
    unscoped = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="wellbeing_absence_ends_after_start"
            )
        ]
