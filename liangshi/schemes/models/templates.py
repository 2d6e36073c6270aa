"""Word templates that a school made for its papers."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, School
from liangshi.schemes.choices import PaperKind


class PaperTemplateQuerySet(ScopedQuerySet["PaperTemplate"]):
    """Templates: those who write the scheme."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.EDIT_SCHEME):
            return NOBODY
        return models.Q(school=viewer.school, school__isnull=False)


class PaperTemplate(Row):
    """One upload; kept for good, at most one of a kind in use."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="paper_templates")
    kind = models.CharField(max_length=12, choices=PaperKind)
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    in_use = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = Door["PaperTemplate"]()
    unscoped = PaperTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-ordinal"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PaperKind.values), name="schemes_template_kind_known"),
            models.UniqueConstraint(fields=["school", "kind", "ordinal"], name="schemes_template_ordinal_once"),
            models.UniqueConstraint(
                fields=["school", "kind"], condition=models.Q(in_use=True), name="schemes_template_in_use_once"
            ),
        ]
