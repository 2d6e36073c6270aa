"""Drafts and published versions of a school's scheme."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School


class SchemeVersionQuerySet(ScopedQuerySet["SchemeVersion"]):
    """Published versions: everybody of the school reads the rules they live by; officers read what was filed."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.can(Capability.REVIEW_SCHEMES):
            return models.Q(filing__isnull=False, school__region__in=viewer.regions)
        return models.Q(school=viewer.school, school__isnull=False)


class SchemeVersion(Row):
    """A published scheme: never changed, in force from `valid_from` until a later one begins."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="scheme_versions")
    ordinal = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    objects = Door["SchemeVersion"]()
    unscoped = SchemeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["school", "ordinal"], name="schemes_version_ordinal_once"),
        ]
        indexes = [models.Index(fields=["school", "valid_from"], name="schemes_version_in_force")]

    def __str__(self) -> str:
        return f"{self.title} 第{self.ordinal}版"


class SchemeDraftQuerySet(ScopedQuerySet["SchemeDraft"]):
    """The draft: those who write it."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.EDIT_SCHEME):
            return NOBODY
        return models.Q(school=viewer.school, school__isnull=False)


class SchemeDraft(Row):
    """What the school is writing now: one draft a school; `revision` guards against lost edits."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="scheme_draft")
    text = models.TextField()
    started_from = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = Door["SchemeDraft"]()
    unscoped = SchemeDraftQuerySet.as_manager()
