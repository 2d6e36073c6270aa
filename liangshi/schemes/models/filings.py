"""A version on file with the bureau, and what both sides say about its clauses."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School
from liangshi.schemes.choices import OPEN, FilingState
from liangshi.schemes.models.versions import SchemeVersion


def follows(viewer: Viewer) -> models.Q:
    """Filings of the own school for those who follow them, those of the region and all below it for its officers."""
    if not viewer.can(Capability.FOLLOW_FILING):
        return NOBODY
    if viewer.can(Capability.REVIEW_SCHEMES):
        return models.Q(school__region__in=viewer.regions)
    return models.Q(school=viewer.school, school__isnull=False)


class SchemeFilingQuerySet(ScopedQuerySet["SchemeFiling"]):
    """Filings: the school's coordinator and principal, the officers over it."""

    def reach(self, viewer: Viewer) -> models.Q:
        return follows(viewer)


class SchemeFiling(Row):
    """A version that was sent to the bureau; `letter` is what the school says to it, `decision` the bureau's words."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="scheme_filings")
    version = models.OneToOneField(SchemeVersion, on_delete=models.CASCADE, related_name="filing")
    state = models.CharField(max_length=10, choices=FilingState, default=FilingState.FILED)
    letter = models.TextField(blank=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Door["SchemeFiling"]()
    unscoped = SchemeFilingQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FilingState.values), name="schemes_filing_state_known"),
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(state__in=OPEN), name="schemes_filing_open_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[FilingState.APPROVED, FilingState.ASKED_BACK])
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="schemes_filing_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "filed_at"], name="schemes_filing_latest")]

    @property
    def open(self) -> bool:
        """Whether both sides still talk about it."""
        return self.state in OPEN


class FilingCommentQuerySet(ScopedQuerySet["FilingComment"]):
    """Comments: whoever sees the filing."""

    def reach(self, viewer: Viewer) -> models.Q:
        return follows(viewer)


class FilingComment(Row):
    """What somebody of the bureau or of the school says about a clause (`clause` is its id), or about the whole."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    filing = models.ForeignKey(SchemeFiling, on_delete=models.CASCADE, related_name="comments")
    clause = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=1000)
    by_bureau = models.BooleanField()
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = Door["FilingComment"]()
    unscoped = FilingCommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
