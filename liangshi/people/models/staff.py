"""Staff with their mentor profile, declared relatives, posts of the leadership group."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.choices import Gender, MentorStatus

from .accounts import Account
from .places import Campus, OfOwnSchool, School


class StaffQuerySet(ScopedQuerySet["Staff"]):
    """Staff: colleagues see each other; families meet mentors through published profiles."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        return models.Q(school=viewer.school)


class Staff(Row):
    """A member of staff and what students may read of them before choosing (clauses O5, O6)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="staff")
    account = models.OneToOneField(Account, on_delete=models.SET_NULL, null=True, related_name="staff")
    campus = models.ForeignKey(Campus, on_delete=models.SET_NULL, null=True)
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120)
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.UNSTATED)
    title = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    subjects = models.JSONField(default=list)
    strengths = models.JSONField(default=list)
    interests = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    words = models.TextField(blank=True)
    photo = models.ImageField(upload_to="profiles/", blank=True)
    mentor_status = models.CharField(max_length=12, choices=MentorStatus, default=MentorStatus.ELIGIBLE)
    mentor_status_reason = models.CharField(max_length=200, blank=True)
    mentor_status_review_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects = Door["Staff"]()
    unscoped = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="people_staff_number_once"),
            models.CheckConstraint(
                condition=models.Q(mentor_status__in=MentorStatus.values),
                name="people_staff_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(mentor_status=MentorStatus.ELIGIBLE) | ~models.Q(mentor_status_reason=""),
                name="people_staff_status_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["school", "sort_key"], name="people_staff_by_name")]

    def __str__(self) -> str:
        return self.name


class DeclaredRelativeQuerySet(ScopedQuerySet["DeclaredRelative"]):
    """Declarations: the one who made it, and the coordinator."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(staff=viewer.staff, staff__isnull=False)
        if viewer.whole_school:
            return own | models.Q(school=viewer.school)
        return own


class DeclaredRelative(Row):
    """A student declared as a relative of a member of staff: no professional reach, no pairing."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="relatives")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="relatives")
    student = models.ForeignKey("people.Student", on_delete=models.CASCADE, related_name="staff_relatives")
    relation = models.CharField(max_length=40)

    objects = Door["DeclaredRelative"]()
    unscoped = DeclaredRelativeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "student"], name="people_relative_once")]


class LeadershipPost(Row):
    """A named post of the leadership group (领导小组, clause O3) and what its holder does."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="posts")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="posts")
    post = models.CharField(max_length=40)
    charge = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = Door["LeadershipPost"]()
    unscoped = OfOwnSchool["LeadershipPost"].as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "staff", "post"], name="people_post_once")]


class LeadershipLevel(Row):
    """What one level of the school does for the mentor system: 校长, 班子成员, 政教处, 班主任, 任课教师 (clause O3)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="leadership_levels")
    name = models.CharField(max_length=40)
    charge = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = Door["LeadershipLevel"]()
    unscoped = OfOwnSchool["LeadershipLevel"].as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="people_level_once")]

    def __str__(self) -> str:
        return self.name
