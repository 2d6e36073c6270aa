"""Guardians and their children."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.people.choices import Relation

from .accounts import Account
from .places import School
from .students import Student, care_reach, student_reach


class GuardianQuerySet(ScopedQuerySet["Guardian"]):
    """Guardians: oneself, and those who act for the school as a whole or for the child's class."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(pk=viewer.guardian)
        cared_for = Student.unscoped.filter(care_reach(viewer))
        acting = models.Q(wards__student__in=cared_for.values("pk"))
        if viewer.whole_school:
            acting |= models.Q(school=viewer.school, wards=None)
        return own | acting

    def visible_to(self, viewer: Viewer) -> "GuardianQuerySet":
        """Once each, although several children may lead to one guardian."""
        return self.filter(pk__in=self.model.unscoped.filter(self.reach(viewer)).values("pk"))


class Guardian(Row):
    """A guardian; one account for all children at the school."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="guardians")
    account = models.OneToOneField(Account, on_delete=models.SET_NULL, null=True, related_name="guardian")
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)

    objects = Door["Guardian"]()
    unscoped = GuardianQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "phone", "name"], name="people_guardian_once")]

    def __str__(self) -> str:
        return self.name


class GuardianshipQuerySet(ScopedQuerySet["Guardianship"]):
    """Guardianships follow the student."""

    def reach(self, viewer: Viewer) -> models.Q:
        return student_reach(viewer, "student__")


class Guardianship(models.Model):
    """Who is guardian of whom, in which order the school calls."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="wards")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="guardianships")
    relation = models.CharField(max_length=12, choices=Relation, default=Relation.OTHER)
    position = models.PositiveSmallIntegerField(default=1)

    objects = Door["Guardianship"]()
    unscoped = GuardianshipQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["guardian", "student"], name="people_guardianship_once")]
