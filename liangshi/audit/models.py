"""The chain: each entry carries the digest of the one before it, so that a missing or altered one is found."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet


class Chain(models.Model):
    """The head of one school's chain; entries are appended by compare-and-set on it."""

    school = models.BigIntegerField(unique=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")


RESTRICTED_KINDS = frozenset(
    {"concern", "addition", "careline", "harmreport", "case", "casemember", "studentcheckin", "screening"}
)
"""Kinds whose entries would tell that a restricted row exists: shown on the page of the row, to its readers only."""


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Entries of one's school, for those whose door asks for READ_AUDIT; nothing of the restricted tier."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.whole_school:
            return NOBODY
        return models.Q(school=viewer.school) & ~models.Q(kind__in=RESTRICTED_KINDS)


class Entry(Row):
    """One act or one reading. `detail` holds codes and public ids, never the text of a record."""

    school = models.BigIntegerField()
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = Door["Entry"]()
    unscoped = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-position"]
        constraints = [models.UniqueConstraint(fields=["school", "position"], name="audit_entry_position_once")]
        indexes = [
            models.Index(fields=["school", "kind", "subject"], name="audit_entry_by_subject"),
        ]
