"""The growth archive (成长档案): older parts opened with a reason, letters from mentor to mentor."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School, Staff, Student
from liangshi.records.models.reach import record_reach


class OlderOpeningQuerySet(ScopedQuerySet["OlderOpening"]):
    """Openings: one's own."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(account=viewer.account)


class OlderOpening(models.Model):
    """A member of staff opened the years before this one, for a stated reason and a short time."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    objects = Door["OlderOpening"]()
    unscoped = OlderOpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="growth_opening_has_reason"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("opened_at")), name="growth_opening_ends_afterwards"
            ),
        ]
        indexes = [models.Index(fields=["account", "student", "until"], name="growth_opening_by_viewer")]


class HandoverLetterQuerySet(ScopedQuerySet["HandoverLetter"]):
    """Letters: their author; once given the team of staff. The family reads the archive, not the letter."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        given = models.Q(given_at__isnull=False)
        return models.Q(author=viewer.staff, student__left_on__isnull=True) | (given & record_reach(viewer, own=NOBODY))


class HandoverLetter(Row):
    """What a mentor leaves to the next one: strengths first, then what helps, then what comes next."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="handover_letters")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    strengths = models.TextField()
    helps = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    objects = Door["HandoverLetter"]()
    unscoped = HandoverLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(strengths=""), name="growth_letter_begins_with_strengths"),
            models.UniqueConstraint(
                fields=["student", "author"], condition=models.Q(given_at__isnull=True), name="growth_letter_open_once"
            ),
        ]
