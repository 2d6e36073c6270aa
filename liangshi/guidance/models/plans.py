"""The guidance plan in versions, and the goals that student and mentor set."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.guidance.choices import GoalKind, GoalState, Horizon
from liangshi.people.models import Account, School, Student
from liangshi.schemes.models import SchemeVersion

from .reach import of_own, of_wards, one_of, staff_reach


class PlanVersionQuerySet(ScopedQuerySet["PlanVersion"]):
    """Plans: the student with whom they are made, staff in care, guardians once told."""

    def reach(self, viewer: Viewer) -> models.Q:
        told = of_wards(viewer) & models.Q(told_on__isnull=False)
        return of_own(viewer) | staff_reach(viewer) | told


class PlanVersion(Row):
    """One version of a student's guidance plan (指导计划); a change is a new version, an old one stays as it was.

    `form` is the scheme's form it was written with, empty for the built-in one; answers to sensitive fields are sealed.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="plan_versions")
    ordinal = models.PositiveIntegerField()
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=80, blank=True)
    answers = models.JSONField(default=dict)
    sealed = SealedTextField(blank=True)
    strategies = models.JSONField(default=list)
    review_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    told_on = models.DateField(null=True)

    objects = Door["PlanVersion"]()
    unscoped = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-ordinal"]
        constraints = [models.UniqueConstraint(fields=["student", "ordinal"], name="guidance_plan_ordinal_once")]


class GoalQuerySet(ScopedQuerySet["Goal"]):
    """Goals: the student and staff in care."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_own(viewer) | staff_reach(viewer)


class Goal(Row):
    """Something the student wants to reach by a day; a goal that changed points to the one that follows it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="goals")
    kind = models.CharField(max_length=16, choices=GoalKind, default=GoalKind.GOAL)
    field = models.CharField(max_length=40)
    horizon = models.CharField(max_length=8, choices=Horizon)
    text = models.CharField(max_length=200)
    sign = models.CharField(max_length=200, blank=True)
    by_when = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=GoalState, default=GoalState.ACTIVE)
    words = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    followed_by = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="follows")

    objects = Door["Goal"]()
    unscoped = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["by_when", "pk"]
        constraints = [
            one_of("kind", GoalKind, "guidance_goal_kind_known"),
            one_of("horizon", Horizon, "guidance_goal_horizon_known"),
            one_of("state", GoalState, "guidance_goal_state_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="guidance_goal_has_text"),
            models.CheckConstraint(
                condition=models.Q(state=GoalState.ACTIVE, closed_at__isnull=True)
                | (~models.Q(state=GoalState.ACTIVE) & models.Q(closed_at__isnull=False)),
                name="guidance_goal_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["student", "state"], name="guidance_goal_by_student")]
