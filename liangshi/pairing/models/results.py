"""The closed input of a round, its solutions, and changes by hand."""

from typing import TypeVar

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School

from .candidates import Candidate
from .mentors import RoundMentor
from .rounds import Round

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class OfThoseWhoRun(ScopedQuerySet[M_co]):
    """What only the one who runs the round reads; others see what is published from it."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.RUN_ROUND):
            return NOBODY
        return models.Q(school=viewer.school, school__isnull=False)


class ClosedInput(Row):
    """The whole input as it stood when it was closed; its digest is announced before the draw.

    Reopening sets `reopened_at`; at most one input of a round is in force.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="closed_inputs")
    digest = models.CharField(max_length=64)
    market = models.JSONField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.CharField(max_length=200, blank=True)

    objects = Door["ClosedInput"]()
    unscoped = OfThoseWhoRun["ClosedInput"].as_manager()

    class Meta:
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(reopened_at__isnull=True), name="pairing_closed_input_once"
            ),
            models.CheckConstraint(
                condition=models.Q(reopened_at__isnull=True) | ~models.Q(reopened_reason=""),
                name="pairing_closed_input_reopened_has_reason",
            ),
        ]


class Solution(Row):
    """What the engine found for one input: the main run, or a what-if; one of a round may be chosen."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="solutions")
    closed_input = models.ForeignKey(ClosedInput, on_delete=models.PROTECT, related_name="solutions")
    name = models.CharField(max_length=60, blank=True)
    what_if = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    seed = models.CharField(max_length=200)
    policy = models.JSONField(default=dict)
    market = models.JSONField()
    certificate = models.JSONField()
    statistics = models.JSONField(default=dict)
    chosen = models.BooleanField(default=False)
    solved_at = models.DateTimeField()
    solved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = Door["Solution"]()
    unscoped = OfThoseWhoRun["Solution"].as_manager()

    class Meta:
        ordering = ["-solved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(chosen=True), name="pairing_solution_chosen_once"
            )
        ]


class ManualChange(Row):
    """The coordinator put a student elsewhere: why, and which rules it strains."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="changes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="manual_changes")
    mentor_before = models.ForeignKey(RoundMentor, on_delete=models.PROTECT, null=True, related_name="+")
    mentor_after = models.ForeignKey(RoundMentor, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    problems = models.JSONField(default=list)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = Door["ManualChange"]()
    unscoped = OfThoseWhoRun["ManualChange"].as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="pairing_manual_has_reason"),
            models.CheckConstraint(
                condition=models.Q(mentor_before__isnull=False) | models.Q(mentor_after__isnull=False),
                name="pairing_manual_names_somebody",
            ),
        ]
