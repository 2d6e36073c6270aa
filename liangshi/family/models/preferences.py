"""How a family would like to be met."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.family.choices import Preferred
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.people.models import Guardian, School, Student
from liangshi.people.models.students import care_reach

from .constraints import one_of


class VisitPreferenceQuerySet(ScopedQuerySet["VisitPreference"]):
    """Preferences: the guardian's own, and those of students in the viewer's care."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(guardian=viewer.guardian, guardian__isnull=False, student__in=viewer.wards)
        return own | models.Q(student__in=Student.unscoped.filter(care_reach(viewer)).values("pk"))


class VisitPreference(Row):
    """What a guardian of a student prefers since when; changed at any time, without a reason."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="visit_preferences")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="visit_preferences")
    way = models.CharField(max_length=12, choices=Preferred)
    words = models.CharField(max_length=100, blank=True)
    chosen_at = models.DateTimeField()

    objects = Door["VisitPreference"]()
    unscoped = VisitPreferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-chosen_at", "-pk"]
        constraints = [
            one_of("way", Preferred, "family_preference_way_known"),
            models.UniqueConstraint(fields=["student", "guardian"], name="family_preference_once"),
        ]
