"""What somebody is writing and has not sent."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account


class DraftQuerySet(ScopedQuerySet["Draft"]):
    """Drafts: one's own."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(account=viewer.account)


class Draft(Row):
    """The text of one form of one person; empty with `dropped_at` once it was sent or thrown away."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=120)
    content = SealedTextField()
    kept_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    objects = Door["Draft"]()
    unscoped = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="records_draft_once")]
        indexes = [models.Index(fields=["kept_at"], name="records_draft_by_age")]
