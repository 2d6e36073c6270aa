"""A student's own pieces: words, pictures, papers."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.people.models import School, Student

from .reach import of_own


class PieceQuerySet(ScopedQuerySet["Piece"]):
    """Pieces: the student's own; the mentor sees what is shared."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_own(viewer) | models.Q(shared=True, student__in=viewer.mentees)


class Piece(Row):
    """A piece of a student's portfolio (作品); the student's to share, change and delete until it is sealed."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="pieces")
    title = models.CharField(max_length=60)
    made_on = models.DateField()
    text = models.TextField(blank=True)
    file = models.FileField(upload_to="portfolio/", blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    is_picture = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)

    objects = Door["Piece"]()
    unscoped = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="guidance_piece_has_title"),
            models.CheckConstraint(condition=~(models.Q(text="") & models.Q(file="")), name="guidance_piece_not_empty"),
        ]
        indexes = [models.Index(fields=["student", "made_on"], name="guidance_piece_by_student")]
