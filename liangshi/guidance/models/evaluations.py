"""Stage evaluations: written by the mentor, told on a day, answered by the family."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.guidance.choices import Side
from liangshi.people.models import Account, School, Student
from liangshi.schemes.models import SchemeVersion

from .reach import of_own, of_wards, one_of, staff_reach


class EvaluationQuerySet(ScopedQuerySet["Evaluation"]):
    """Evaluations: staff in care; the student and the guardians once told."""

    def reach(self, viewer: Viewer) -> models.Q:
        told = models.Q(told_on__isnull=False)
        return staff_reach(viewer) | (told & (of_own(viewer) | of_wards(viewer)))


class Evaluation(Row):
    """How a student stands at a stage of the term, in words; answers to sensitive fields are sealed."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="evaluations")
    stage = models.CharField(max_length=40)
    evaluated_on = models.DateField()
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=80, blank=True)
    answers = models.JSONField(default=dict)
    sealed = SealedTextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    told_on = models.DateField(null=True)
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Door["Evaluation"]()
    unscoped = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-evaluated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["student", "stage", "evaluated_on"], name="guidance_evaluation_once"),
            models.CheckConstraint(
                condition=models.Q(told_on__isnull=True, told_by__isnull=True)
                | models.Q(told_on__isnull=False, told_by__isnull=False),
                name="guidance_evaluation_told_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "evaluated_on"], name="guidance_evaluation_by_day")]


class EvaluationAnswerQuerySet(ScopedQuerySet["EvaluationAnswer"]):
    """Answers: whoever wrote them, and staff in care; child and guardians do not read each other's."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(account=viewer.account) | staff_reach(viewer)


class EvaluationAnswer(Row):
    """What the student or a guardian says to an evaluation; `student` is that of the evaluation."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="family_answers")
    side = models.CharField(max_length=8, choices=Side)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField()

    objects = Door["EvaluationAnswer"]()
    unscoped = EvaluationAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            one_of("side", Side, "guidance_answer_side_known"),
            models.UniqueConstraint(fields=["evaluation", "account"], name="guidance_answer_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="guidance_answer_has_text"),
        ]
