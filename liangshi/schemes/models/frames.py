"""The bureau's own frame: a draft for each region, published versions that are never changed."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, Region


class FrameVersionQuerySet(ScopedQuerySet["FrameVersion"]):
    """Published frames: officers of the region, above and below it, and whoever files schemes in a school below."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.FOLLOW_FILING):
            return NOBODY
        if viewer.can(Capability.REVIEW_SCHEMES):
            return models.Q(region__in=viewer.regions) | above(Region.objects.filter(models.Q(pk=viewer.region)))
        return over_school(viewer.school)


def over_school(school: int | None) -> models.Q:
    """Frames of the school's region and of those above it."""
    regions = Region.objects.filter(schools=school, schools__isnull=False)
    return models.Q(region__in=regions) | above(regions)


def above(regions: models.QuerySet[Region]) -> models.Q:
    """Frames of the city over a county, and of what the city lies in."""
    over = models.Q(parts__in=regions) | models.Q(parts__parts__in=regions)
    return models.Q(region__in=Region.objects.filter(over))


class FrameVersion(Row):
    """A published frame, in force from `valid_from` until a later one of the region begins."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="frames")
    ordinal = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    objects = Door["FrameVersion"]()
    unscoped = FrameVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-ordinal"]
        constraints = [models.UniqueConstraint(fields=["region", "ordinal"], name="schemes_frame_ordinal_once")]


class FrameDraftQuerySet(ScopedQuerySet["FrameDraft"]):
    """The draft: officers of the region."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.REVIEW_SCHEMES):
            return NOBODY
        return models.Q(region=viewer.region, region__isnull=False)


class FrameDraft(Row):
    """What the bureau is writing now: one draft a region; `revision` guards against lost edits."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, related_name="frame_draft")
    text = models.TextField()
    started_from = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = Door["FrameDraft"]()
    unscoped = FrameDraftQuerySet.as_manager()
