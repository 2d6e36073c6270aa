"""Figures of the school year by clause, class and week, kept by differences (docs/adr/0010)."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, ScopedQuerySet
from liangshi.people.models import ClassGroup, School

COUNTS_IN_ORDER = models.Q(asked__gte=models.F("done") + models.F("excused"))


class ClassSumQuerySet(ScopedQuerySet["ClassSum"]):
    """Figures of classes: those who follow duties, as far as their classes reach."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.FOLLOW_DUTIES) or viewer.school is None:
            return NOBODY
        own = models.Q(school=viewer.school)
        if viewer.whole_school:
            return own
        near = models.Q(class_group__in=viewer.homerooms) | models.Q(class_group__grade__in=viewer.grades)
        return own & near


class ClassSum(models.Model):
    """What a clause asks of a class (none: of the staff), by the week in which it ends; `opens` is the first day."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, null=True, related_name="+")
    rule = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    week = models.DateField()
    opens = models.DateField()
    asked = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    excused = models.PositiveIntegerField()

    objects = Door["ClassSum"]()
    unscoped = ClassSumQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["class_group", "rule", "kind", "week"],
                condition=models.Q(class_group__isnull=False),
                name="duties_class_sum_once",
            ),
            models.UniqueConstraint(
                fields=["school", "rule", "kind", "week"],
                condition=models.Q(class_group__isnull=True),
                name="duties_staff_sum_once",
            ),
            models.CheckConstraint(condition=COUNTS_IN_ORDER, name="duties_class_sum_in_order"),
        ]
        indexes = [models.Index(fields=["school", "rule", "week"], name="duties_class_sum_by_rule")]


class SchoolSumQuerySet(ScopedQuerySet["SchoolSum"]):
    """Figures of whole schools: everybody of the school, and the bureaus over it."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.can(Capability.READ_REGION_FIGURES):
            return models.Q(school__region__in=viewer.regions)
        return models.Q(school=viewer.school, school__isnull=False)


class SchoolSum(models.Model):
    """The same for a whole school by kind of duty, since clauses have other names elsewhere, and by month.

    A week belongs to the month in which most of it lies; `month` is the first day of it.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    month = models.DateField()
    asked = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    excused = models.PositiveIntegerField()

    objects = Door["SchoolSum"]()
    unscoped = SchoolSumQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "kind", "month"], name="duties_school_sum_by_month_once"),
            models.CheckConstraint(condition=COUNTS_IN_ORDER, name="duties_school_sum_in_order"),
        ]


class DutyBook(models.Model):
    """When the figures of a school were last reckoned anew, and on which day it was last reminded."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="+")
    reckoned_at = models.DateTimeField(null=True)
    reckoned_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)

    objects = models.Manager()


class StaleClass(models.Model):
    """A class whose figures have to be reckoned again; no class: the whole school."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["class_group"],
                condition=models.Q(class_group__isnull=False),
                name="duties_stale_class_once",
            ),
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(class_group__isnull=True), name="duties_stale_school_once"
            ),
        ]
