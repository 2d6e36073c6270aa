"""一生一策: a growth support file for a student of a listed group, with a check each term."""

from django.db import models

from liangshi.domain.access import SEES_CATEGORIES, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account, School, Staff, Student, Term


class SupportFileQuerySet(ScopedQuerySet["SupportFile"]):
    """Files: their keeper, and `domain.access.reaches_categories`."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None or viewer.school is None:
            return NOBODY
        near = models.Q(keeper=viewer.staff)
        near |= models.Q(student__class_group__in=viewer.homerooms)
        near |= models.Q(student__class_group__grade__in=viewer.grades)
        within = models.Q(school=viewer.school) & ~models.Q(student__in=viewer.relatives)
        return within if viewer.roles & SEES_CATEGORIES else within & near


class SupportFile(Row):
    """What the school does for one student, beginning with strengths; the group itself is not written in it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.OneToOneField(Student, on_delete=models.CASCADE, related_name="support_file")
    keeper = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    strengths = SealedTextField()
    aims = SealedTextField()
    measures = SealedTextField()
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Door["SupportFile"]()
    unscoped = SupportFileQuerySet.as_manager()

    class Meta:
        ordering = ["student__sort_key", "pk"]


class SupportCheckQuerySet(ScopedQuerySet["SupportCheck"]):
    """Checks follow their file."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(file__in=SupportFile.unscoped.visible_to(viewer))


class SupportCheck(Row):
    """What became of it in one term, and what comes next; never edited."""

    file = models.ForeignKey(SupportFile, on_delete=models.CASCADE, related_name="checks")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    progress = SealedTextField()
    next_steps = SealedTextField()

    objects = Door["SupportCheck"]()
    unscoped = SupportCheckQuerySet.as_manager()

    class Meta:
        ordering = ["checked_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["file", "term"], name="wellbeing_check_once_a_term")]
