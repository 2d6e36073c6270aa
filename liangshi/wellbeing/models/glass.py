"""Breaking the glass: the principal reads one restricted row, for a reason, for a while, seen by others."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School

from .cases import Case, case_within
from .concerns import Concern, ConcernStudent, KeptAway


class BrokenGlassQuerySet(ScopedQuerySet["BrokenGlass"]):
    """Openings: one's own; those of the school for who watches over them, save where that person is kept away."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        own = models.Q(account=viewer.account)
        if not viewer.can(Capability.READ_BROKEN_GLASS):
            return own
        away = KeptAway.unscoped.filter(account=viewer.account).values("concern")
        related = ConcernStudent.unscoped.filter(student__in=viewer.relatives).values("concern")
        concerns = models.Q(concern__isnull=False) & ~models.Q(concern__in=away) & ~models.Q(concern__in=related)
        cases = models.Q(case__in=Case.unscoped.filter(case_within(viewer)))
        return own | (models.Q(school=viewer.school) & (concerns | cases))

    def open_at(self, now: object) -> "BrokenGlassQuerySet":
        """Those by which something can be read at the moment."""
        return self.filter(ended_at__isnull=True, ends_at__gt=now)


class BrokenGlass(Row):
    """One opening of one concern or case. `reason` says why it could not wait and holds nothing of the content."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="broken_glass")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, null=True, related_name="openings")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="openings")
    reason = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Door["BrokenGlass"]()
    unscoped = BrokenGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(concern__isnull=True) ^ models.Q(case__isnull=True), name="wellbeing_glass_one_row"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at")), name="wellbeing_glass_ends_after_start"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="wellbeing_glass_has_reason"),
            models.UniqueConstraint(
                fields=["account", "concern"],
                condition=models.Q(ended_at__isnull=True, concern__isnull=False),
                name="wellbeing_glass_concern_once",
            ),
            models.UniqueConstraint(
                fields=["account", "case"],
                condition=models.Q(ended_at__isnull=True, case__isnull=False),
                name="wellbeing_glass_case_once",
            ),
        ]
