"""Students and their enrolments."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.people.choices import Gender

from .accounts import Account
from .classes import ClassGroup
from .places import School


def student_reach(viewer: Viewer, prefix: str = "") -> models.Q:
    """`domain.access.reaches_student` as a condition on a row that points to a student through `prefix`."""
    own = viewer.wards | ({viewer.student} if viewer.student else set())
    q = models.Q(**{f"{prefix}pk__in": own})
    if viewer.school is None:
        return q
    within = models.Q(**{f"{prefix}school": viewer.school})
    if viewer.whole_school:
        return q | within
    classes = viewer.homerooms | viewer.taught
    near = models.Q(**{f"{prefix}pk__in": viewer.mentees})
    near |= models.Q(**{f"{prefix}class_group__in": classes})
    near |= models.Q(**{f"{prefix}class_group__grade__in": viewer.grades})
    return q | (within & near)


def care_reach(viewer: Viewer) -> models.Q:
    """`domain.access.reaches_care` as a condition on students."""
    q = models.Q(school=viewer.school, school__isnull=False) & ~models.Q(pk__in=viewer.relatives)
    if viewer.whole_school:
        return q
    near = models.Q(pk__in=viewer.mentees) | models.Q(class_group__in=viewer.homerooms)
    return q & models.Q(left_on__isnull=True) & (near | models.Q(class_group__grade__in=viewer.grades))


class StudentQuerySet(ScopedQuerySet["Student"]):
    """Students within reach by role, class, pairing or family."""

    def reach(self, viewer: Viewer) -> models.Q:
        return student_reach(viewer)

    def enrolled(self) -> "StudentQuerySet":
        """Those who have not left."""
        return self.filter(left_on__isnull=True)


class Student(Row):
    """A student: what the roster says, and what they say of themselves before they choose."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="students")
    account = models.OneToOneField(Account, on_delete=models.SET_NULL, null=True, related_name="student")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.PROTECT, null=True, related_name="students")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120)
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.UNSTATED)
    boarding = models.BooleanField(default=False)
    interests = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects = Door["Student"]()
    unscoped = StudentQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="people_student_number_once"),
            models.CheckConstraint(condition=models.Q(gender__in=Gender.values), name="people_student_gender_known"),
        ]
        indexes = [
            models.Index(fields=["school", "sort_key"], name="people_student_by_name"),
            models.Index(fields=["school", "class_group"], name="people_student_by_class"),
        ]

    def __str__(self) -> str:
        return self.name


class EnrolmentQuerySet(ScopedQuerySet["Enrolment"]):
    """Enrolments follow their student."""

    def reach(self, viewer: Viewer) -> models.Q:
        return student_reach(viewer, "student__")


class Enrolment(models.Model):
    """In which class a student was from when until when (half-open); written by `services.students`."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="enrolments")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="enrolments")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.PROTECT, related_name="enrolments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = Door["Enrolment"]()
    unscoped = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student"],
                condition=models.Q(ends_on__isnull=True),
                name="people_enrolment_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="people_enrolment_ends_after_start",
            ),
        ]
