"""Exemptions with their reason, and leave with who stands in."""

from datetime import date

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School, Staff, Student

NEVER_BACKWARDS = models.Q(ends_on__gte=models.F("starts_on"))


def holds_on(day: date) -> models.Q:
    """The half-open interval of the row holds the day."""
    return models.Q(starts_on__lte=day, ends_on__gt=day)


class ExemptionQuerySet(ScopedQuerySet["Exemption"]):
    """Exemptions: whoever manages duties, and the mentor concerned; never about a declared relative."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        q = models.Q(mentor=viewer.staff) | models.Q(student__in=viewer.mentees)
        if viewer.can(Capability.MANAGE_DUTIES):
            q |= models.Q(school=viewer.school)
        return q & ~models.Q(student__in=viewer.relatives)


class Exemption(Row):
    """A clause is not asked for a time: of a student, of a mentor, or of a mentor for one student. With a reason."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=80)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, null=True, related_name="exemptions")
    mentor = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="exemptions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = Door["Exemption"]()
    unscoped = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=NEVER_BACKWARDS, name="duties_exemption_ends_after_start"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="duties_exemption_has_reason"),
            models.CheckConstraint(
                condition=models.Q(student__isnull=False) | models.Q(mentor__isnull=False),
                name="duties_exemption_names_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "ends_on"], name="duties_exemption_by_end")]


class MentorLeaveQuerySet(ScopedQuerySet["MentorLeave"]):
    """Leave: whoever manages duties, the mentor, who stands in."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        q = models.Q(mentor=viewer.staff) | models.Q(stand_in=viewer.staff)
        if viewer.can(Capability.MANAGE_DUTIES):
            q |= models.Q(school=viewer.school)
        return q


class MentorLeave(Row):
    """A mentor is away; whoever stands in reaches the mentees meanwhile. Why the mentor is away is not asked."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="leaves")
    stand_in = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="stands_in")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = Door["MentorLeave"]()
    unscoped = MentorLeaveQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=NEVER_BACKWARDS, name="duties_leave_ends_after_start"),
            models.CheckConstraint(
                condition=models.Q(stand_in__isnull=True) | ~models.Q(stand_in=models.F("mentor")),
                name="duties_leave_somebody_else_stands_in",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "ends_on"], name="duties_leave_by_end"),
            models.Index(fields=["stand_in", "ends_on"], name="duties_leave_by_stand_in"),
        ]
