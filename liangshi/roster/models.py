"""Imports of a roster: the file, how it is read, what was found, what it would do, how to take it back."""

from typing import TypeVar

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import AcademicYear, Account, School

from .choices import Act, State, Step

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


def importers(viewer: Viewer, prefix: str = "") -> models.Q:
    """Rows of the viewer's school, for those who import rosters."""
    if viewer.school is None or not viewer.can(Capability.IMPORT_ROSTER):
        return NOBODY
    return models.Q(**{f"{prefix}school": viewer.school})


class ImportBatchQuerySet(ScopedQuerySet["ImportBatch"]):
    """Imports: those who keep the roster."""

    def reach(self, viewer: Viewer) -> models.Q:
        return importers(viewer)


class ImportBatch(Row):
    """One file that somebody has given us, until it is applied, undone or put aside."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="imports")
    year = models.ForeignKey(AcademicYear, on_delete=models.CASCADE, related_name="imports")
    uploaded_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    step = models.CharField(max_length=12, choices=Step, default=Step.QUEUED)
    state_since = models.DateTimeField()
    refusal = models.CharField(max_length=30, blank=True)
    refusal_params = models.JSONField(default=dict)
    mappings = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    line_counts = models.JSONField(default=dict)
    problem_counts = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = Door["ImportBatch"]()
    unscoped = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="roster_batch_state_known"),
            models.CheckConstraint(condition=models.Q(step__in=Step.values), name="roster_batch_step_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[State.APPLIED, State.UNDONE]) | models.Q(applied_at__isnull=False),
                name="roster_batch_applied_has_time",
            ),
        ]
        indexes = [models.Index(fields=["school", "uploaded_at"], name="roster_batch_history")]

    def __str__(self) -> str:
        return self.file_name


class PartOfBatchQuerySet(ScopedQuerySet[M_co]):
    """Parts of an import follow it."""

    def reach(self, viewer: Viewer) -> models.Q:
        return importers(viewer)


class PartOfBatch(models.Model):
    """A row that belongs to one import."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class StoredFile(PartOfBatch):
    """The bytes of the file, kept until it is applied or put aside."""

    batch = models.OneToOneField(ImportBatch, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

    objects = Door["StoredFile"]()
    unscoped = PartOfBatchQuerySet["StoredFile"].as_manager()


class UndoJournal(PartOfBatch):
    """What was written, compressed: enough to take it back, and to see whether anybody has touched it since."""

    batch = models.OneToOneField(ImportBatch, on_delete=models.CASCADE, related_name="journal")
    content = models.BinaryField()

    objects = Door["UndoJournal"]()
    unscoped = PartOfBatchQuerySet["UndoJournal"].as_manager()


class ImportProblem(PartOfBatch):
    """A problem by sheet, row and column."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problems")
    position = models.PositiveIntegerField()
    severity = models.CharField(max_length=10)
    code = models.CharField(max_length=30)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=3, blank=True)
    params = models.JSONField(default=dict)
    asks = models.CharField(max_length=200, blank=True)

    objects = Door["ImportProblem"]()
    unscoped = PartOfBatchQuerySet["ImportProblem"].as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="roster_problem_once")]


class PlannedPage(PartOfBatch):
    """One page of the preview: rows that the import adds or changes, or that the file does not name.

    A line is {kind, sheet, row, title, beside, changes: [[field, old, new], ...]}.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="pages")
    act = models.CharField(max_length=8, choices=Act)
    number = models.PositiveIntegerField()
    lines = models.JSONField()

    objects = Door["PlannedPage"]()
    unscoped = PartOfBatchQuerySet["PlannedPage"].as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "act", "number"], name="roster_page_once")]


class ColumnMemory(PartOfBatch):
    """How somebody said that sheets with these headers are to be read."""

    signature = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, blank=True)
    targets = models.JSONField(default=dict)
    chosen_at = models.DateTimeField()

    objects = Door["ColumnMemory"]()
    unscoped = PartOfBatchQuerySet["ColumnMemory"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "signature"], name="roster_memory_once")]
