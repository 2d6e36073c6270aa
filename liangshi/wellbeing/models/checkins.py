"""The student's check-in: one tap a day at most, never counted, never scored."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import School, Student
from liangshi.wellbeing.case_choices import Mood


class StudentCheckInQuerySet(ScopedQuerySet["StudentCheckIn"]):
    """Check-ins: one's own, and the counsellor's, save of relatives."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(student=viewer.student, student__isnull=False)
        if viewer.staff is None or not viewer.can(Capability.SEE_CARE_BOARD):
            return own
        return own | (models.Q(school=viewer.school) & ~models.Q(student__in=viewer.relatives))


class StudentCheckIn(Row):
    """How a student says the day is, and whether the counsellor may come up to them about it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="check_ins")
    on = models.DateField()
    at = models.DateTimeField()
    mood = models.CharField(max_length=8, choices=Mood)
    words = SealedTextField(blank=True, default="")
    wants_talk = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)

    objects = Door["StudentCheckIn"]()
    unscoped = StudentCheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["student", "on"], name="wellbeing_check_in_once_a_day"),
            models.CheckConstraint(condition=models.Q(mood__in=Mood.values), name="wellbeing_check_in_mood_known"),
            models.CheckConstraint(
                condition=models.Q(wants_talk=True) | models.Q(answered_at__isnull=True),
                name="wellbeing_check_in_answer_was_asked",
            ),
        ]
        indexes = [models.Index(fields=["school", "wants_talk", "answered_at"], name="wellbeing_check_in_waiting")]
