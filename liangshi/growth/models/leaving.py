"""What becomes of an archive when a student leaves: sealed, and its ending held back where there is a reason."""

from django.db import models

from liangshi.domain.access import READS_RECORDS, Capability, Viewer
from liangshi.domain.growth.retention import RESTRICTED
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.growth.choices import HeldKind
from liangshi.people.models import Account, School, Student


class ArchiveSealQuerySet(ScopedQuerySet["ArchiveSeal"]):
    """Seals: the school's roles of care."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.roles & READS_RECORDS:
            return NOBODY
        return models.Q(school=viewer.school) & ~models.Q(student__in=viewer.relatives)

    def standing(self) -> "ArchiveSealQuerySet":
        """Those that were not opened again."""
        return self.filter(opened_at__isnull=True)


class ArchiveSeal(Row):
    """From here on nothing of this student's archive is added or changed; the database itself refuses it.

    `sealed_by` is empty where the student had left and nobody sealed it in time. `given_at` is the day on which the
    family first took its copy.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="archive_seals")
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    opened_for = models.CharField(max_length=200, blank=True)

    objects = Door["ArchiveSeal"]()
    unscoped = ArchiveSealQuerySet.as_manager()

    class Meta:
        ordering = ["-sealed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["student"], condition=models.Q(opened_at__isnull=True), name="growth_seal_stands_once"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True, opened_by__isnull=True, opened_for="")
                | (models.Q(opened_at__isnull=False, opened_by__isnull=False) & ~models.Q(opened_for="")),
                name="growth_seal_opened_for_a_reason",
            ),
        ]


class RetentionHoldQuerySet(ScopedQuerySet["RetentionHold"]):
    """Holds: the school's roles of care; those of the restricted tier are the counsellor's, and no others."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.roles & READS_RECORDS:
            return NOBODY
        own = models.Q(school=viewer.school) & ~models.Q(student__in=viewer.relatives)
        restricted = models.Q(kind__in=RESTRICTED)
        return own & (restricted if viewer.can(Capability.SEE_CARE_BOARD) else ~restricted)

    def standing(self) -> "RetentionHoldQuerySet":
        """Those that were not ended."""
        return self.filter(ended_at__isnull=True)


class RetentionHold(Row):
    """Keep, because …: what of one kind is kept although its rule says that it ends."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="retention_holds")
    kind = models.CharField(max_length=16, choices=HeldKind)
    reason = models.CharField(max_length=200)
    placed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = Door["RetentionHold"]()
    unscoped = RetentionHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=HeldKind.values), name="growth_hold_kind_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="growth_hold_has_reason"),
            models.UniqueConstraint(
                fields=["student", "kind"], condition=models.Q(ended_at__isnull=True), name="growth_hold_stands_once"
            ),
        ]
