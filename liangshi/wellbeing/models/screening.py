"""Levels of a screening that was held elsewhere: for the counsellor only, sealed."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account, School, Student


class ScreeningQuerySet(ScopedQuerySet["Screening"]):
    """Screenings: the counsellor's."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None or not viewer.can(Capability.KEEP_SCREENING):
            return NOBODY
        return models.Q(school=viewer.school)


class Screening(Row):
    """One screening whose levels were taken over from a file; `forget_on` is the day on which they are deleted."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    held_on = models.DateField()
    forget_on = models.DateField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = Door["Screening"]()
    unscoped = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="wellbeing_screening_name_once"),
            models.CheckConstraint(
                condition=models.Q(forget_on__gt=models.F("held_on")), name="wellbeing_screening_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScreeningLevelQuerySet(ScopedQuerySet["ScreeningLevel"]):
    """Levels: the counsellor's, save of relatives."""

    def reach(self, viewer: Viewer) -> models.Q:
        rounds = Screening.unscoped.visible_to(viewer)
        return models.Q(screening__in=rounds) & ~models.Q(student__in=viewer.relatives)


class ScreeningLevel(Row):
    """The level that the screening gave, in its own words."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="levels")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="screening_levels")
    level = SealedTextField()
    note = SealedTextField(blank=True, default="")

    objects = Door["ScreeningLevel"]()
    unscoped = ScreeningLevelQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "student"], name="wellbeing_level_once")]
