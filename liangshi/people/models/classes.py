"""Grades, classes, who teaches which class what, clubs."""

from django.db import models

from liangshi.foundation.rows import Door, Row

from .calendar import AcademicYear
from .places import Campus, OfOwnSchool, School


class Grade(Row):
    """A grade of a school; `level` runs from 1 (一年级) to 12 (高三)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="grades")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)

    objects = Door["Grade"]()
    unscoped = OfOwnSchool["Grade"].as_manager()

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(fields=["school", "level"], name="people_grade_level_once"),
            models.UniqueConstraint(fields=["school", "name"], name="people_grade_name_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 12)), name="people_grade_level_1_to_12"),
        ]

    def __str__(self) -> str:
        return self.name


class ClassGroup(Row):
    """A class in one academic year (班级); its homeroom teacher is 班主任."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="class_groups")
    year = models.ForeignKey(AcademicYear, on_delete=models.PROTECT, related_name="class_groups")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="class_groups")
    campus = models.ForeignKey(Campus, on_delete=models.PROTECT, null=True)
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=30)
    homeroom_teacher = models.ForeignKey("people.Staff", on_delete=models.SET_NULL, null=True, related_name="homerooms")

    objects = Door["ClassGroup"]()
    unscoped = OfOwnSchool["ClassGroup"].as_manager()

    class Meta:
        ordering = ["grade__level", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year", "name"], name="people_class_once"),
            models.UniqueConstraint(fields=["school", "year", "grade", "ordinal"], name="people_class_ordinal_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TeachingAssignment(models.Model):
    """Who teaches which class what."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="assignments")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, related_name="assignments")
    staff = models.ForeignKey("people.Staff", on_delete=models.CASCADE, related_name="assignments")
    subject = models.CharField(max_length=20)

    objects = Door["TeachingAssignment"]()
    unscoped = OfOwnSchool["TeachingAssignment"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["class_group", "staff", "subject"], name="people_assignment_once")
        ]


class Club(Row):
    """A club (社团) of one academic year with its leader."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="clubs")
    year = models.ForeignKey(AcademicYear, on_delete=models.PROTECT, related_name="clubs")
    name = models.CharField(max_length=40)
    leader = models.ForeignKey("people.Staff", on_delete=models.SET_NULL, null=True, related_name="clubs_led")

    objects = Door["Club"]()
    unscoped = OfOwnSchool["Club"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "year", "name"], name="people_club_once")]

    def __str__(self) -> str:
        return self.name


class ClubMembership(models.Model):
    """A student in a club."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="club_memberships")
    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="memberships")
    student = models.ForeignKey("people.Student", on_delete=models.CASCADE, related_name="club_memberships")

    objects = Door["ClubMembership"]()
    unscoped = OfOwnSchool["ClubMembership"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "student"], name="people_club_member_once")]
