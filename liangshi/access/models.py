"""Failed and running attempts to sign in; kept for minutes."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY, Door, ScopedQuerySet


class AttemptQuerySet(ScopedQuerySet["Attempt"]):
    """Attempts: nobody reads them."""

    def reach(self, viewer: Viewer) -> models.Q:
        return NOBODY


class Attempt(models.Model):
    """One try at `key`, the keyed digest of an account as typed, or of a network address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = Door["Attempt"]()
    unscoped = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="access_attempt_by_key")]
