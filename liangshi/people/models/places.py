"""Where: regions, schools, campuses."""

from typing import TypeVar

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.people.choices import Stage


class Region(Row):
    """A city, district or county with an education bureau."""

    name = models.CharField(max_length=60, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(ScopedQuerySet["School"]):
    """Schools: one's own; for an officer those of the region and of all below it."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(pk=viewer.school) | models.Q(region__in=viewer.regions)


class School(Row):
    """A school; the first part of every other row's key."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=80, unique=True)
    code = models.SlugField(max_length=30, unique=True)
    stage = models.CharField(max_length=10, choices=Stage)
    staff_second_factor = models.BooleanField(default=False)

    objects = Door["School"]()
    unscoped = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="people_school_stage_known")
        ]

    def __str__(self) -> str:
        return self.name


M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class OfOwnSchool(ScopedQuerySet[M_co]):
    """Rows that everybody of the school may know: its places, its calendar, its classes."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(school=viewer.school, school__isnull=False)


class Campus(Row):
    """A site of a school (校区)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="campuses")
    name = models.CharField(max_length=40)

    objects = Door["Campus"]()
    unscoped = OfOwnSchool["Campus"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="people_campus_once")]

    def __str__(self) -> str:
        return self.name
