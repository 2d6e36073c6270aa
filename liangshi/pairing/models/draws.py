"""The draw of a round, the key to its sealed input, and what the outcome says to each child."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.pairing.choices import DrawState
from liangshi.people.models import Account, School

from .candidates import Candidate
from .constraints import one_of
from .results import ClosedInput, OfThoseWhoRun, Solution
from .wishes import wish_reach


class SealKey(models.Model):
    """Which code of a sealed input stands for whom; it never leaves the school.

    `students` and `mentors` map public ids to codes, `words` maps codes to words.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    closed_input = models.OneToOneField(ClosedInput, on_delete=models.CASCADE, related_name="key")
    students = models.JSONField()
    mentors = models.JSONField()
    words = models.JSONField()

    objects = Door["SealKey"]()
    unscoped = OfThoseWhoRun["SealKey"].as_manager()


class Draw(Row):
    """The seed of a closed input: entered once, then worked out in the background."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    closed_input = models.OneToOneField(ClosedInput, on_delete=models.CASCADE, related_name="draw")
    seed = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=DrawState, default=DrawState.WAITING)
    failure = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects = Door["Draw"]()
    unscoped = OfThoseWhoRun["Draw"].as_manager()

    class Meta:
        constraints = [
            one_of("state", DrawState, "pairing_draw_state_known"),
            models.CheckConstraint(condition=~models.Q(seed=""), name="pairing_draw_has_seed"),
        ]


class ToldQuerySet(ScopedQuerySet["Told"]):
    """As wishes: the student, the guardians, and the one who runs the round."""

    def reach(self, viewer: Viewer) -> models.Q:
        return wish_reach(viewer, "")


class Told(models.Model):
    """Why this mentor and why not an earlier wish, for one child: codes with parameters, mentors by public id."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="told")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="told")
    reasons = models.JSONField()

    objects = Door["Told"]()
    unscoped = ToldQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["solution", "candidate"], name="pairing_told_once")]
