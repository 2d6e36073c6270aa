"""Who guides whom, from when until when."""

from datetime import date

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.pairing.choices import CameAbout, Track
from liangshi.people.models import Account, School, Staff, Student
from liangshi.people.models.students import student_reach

from .constraints import one_of
from .rounds import Round


class PairingQuerySet(ScopedQuerySet["Pairing"]):
    """Pairings: whoever reaches the student, and the mentor, relatives excepted."""

    def reach(self, viewer: Viewer) -> models.Q:
        q = student_reach(viewer, "student__")
        if viewer.staff is not None:
            q |= models.Q(mentor=viewer.staff) & ~models.Q(student__in=viewer.relatives)
        return q

    def on(self, day: date) -> "PairingQuerySet":
        """Those in force on `day`."""
        open_or_later = models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=day)
        return self.filter(open_or_later, starts_on__lte=day)


class Pairing(Row):
    """A mentor guides a student; half-open interval, history is kept by ending rows and adding new ones."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="pairings")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="pairings")
    mentor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="pairings")
    track = models.CharField(max_length=8, choices=Track, blank=True, default=Track.WHOLE)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="pairings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    came_about = models.CharField(max_length=10, choices=CameAbout)
    wish_rank = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = Door["Pairing"]()
    unscoped = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            one_of("track", Track, "pairing_pairing_track_known"),
            one_of("came_about", CameAbout, "pairing_pairing_came_about_known"),
            models.UniqueConstraint(
                fields=["student", "mentor", "track"],
                condition=models.Q(ends_on__isnull=True),
                name="pairing_pairing_open_once",
            ),
            models.UniqueConstraint(
                fields=["round", "student", "mentor"],
                condition=models.Q(end_reason=""),
                name="pairing_pairing_once_a_round",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="pairing_pairing_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(came_about__in=(CameAbout.MANUAL, CameAbout.CHANGE)) | ~models.Q(reason=""),
                name="pairing_pairing_by_hand_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["mentor", "ends_on"], name="pairing_pairing_by_mentor"),
            models.Index(fields=["school", "ends_on"], name="pairing_pairing_by_school"),
        ]
