"""Weekly reflections (周反思) with the mentor's answer."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.domain.guidance.lines import Line
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.guidance.choices import ReflectionState
from liangshi.pairing.models import Pairing
from liangshi.people.models import Account, School, Student

from .reach import of_own, one_of


class ReflectionQuerySet(ScopedQuerySet["Reflection"]):
    """Reflections: the student, the mentors of the day on which it was handed in, the homeroom teacher where told."""

    def reach(self, viewer: Viewer) -> models.Q:
        handed_in = models.Q(state=ReflectionState.HANDED_IN, school=viewer.school, school__isnull=False)
        still = models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.OuterRef("handed_on"))
        written_to = Pairing.unscoped.filter(
            still, student=models.OuterRef("student"), mentor=viewer.staff, starts_on__lte=models.OuterRef("handed_on")
        )
        mentor = models.Q(student__in=viewer.mentees) & models.Exists(written_to)
        homeroom = models.Q(homeroom_reads=True, student__class_group__in=viewer.homerooms)
        homeroom &= ~models.Q(student__in=viewer.relatives)
        return of_own(viewer) | (handed_in & (mentor | homeroom))


class Reflection(Row):
    """What a student writes of one week; `lines` keeps what was asked beside what was written. Never scored.

    `homeroom_reads` is what the student was told while writing. `due_on` is the last day in good time.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="reflections")
    week_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReflectionState)
    lines = models.JSONField(default=list)
    homeroom_reads = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    handed_on = models.DateField(null=True)
    read_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = Door["Reflection"]()
    unscoped = ReflectionQuerySet.as_manager()

    class Meta:
        ordering = ["-week_on", "pk"]
        constraints = [
            one_of("state", ReflectionState, "guidance_reflection_state_known"),
            models.UniqueConstraint(fields=["student", "week_on"], name="guidance_reflection_once_a_week"),
            models.CheckConstraint(
                condition=~models.Q(state=ReflectionState.HANDED_IN) | models.Q(handed_on__isnull=False),
                name="guidance_reflection_handed_in_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True, answer="") | models.Q(state=ReflectionState.HANDED_IN),
                name="guidance_reflection_read_was_handed_in",
            ),
        ]
        indexes = [models.Index(fields=["school", "week_on"], name="guidance_reflection_by_week")]

    @property
    def written(self) -> tuple[Line, ...]:
        """The lines that hold words."""
        return tuple(Line(*line) for line in self.lines if line[2])

    @property
    def late(self) -> bool:
        """Whether it came after its day."""
        return self.handed_on is not None and self.handed_on > self.due_on
