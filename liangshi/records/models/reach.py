"""The law of records as a condition: `domain.access.reaches_record` for rows that point to a student."""

from django.db import models

from liangshi.domain.access import READS_RECORDS, Viewer
from liangshi.foundation.rows import NOBODY

ALWAYS = ~NOBODY


def record_reach(
    viewer: Viewer, own: models.Q, team: models.Q = ALWAYS, teachers: models.Q = NOBODY, student: str = "student"
) -> models.Q:
    """Rows within reach. `own` are those of the viewer's hand; `team` and `teachers` those that are shared so far."""
    within = models.Q(**{f"{student}__school": viewer.school, f"{student}__school__isnull": False})
    within &= ~models.Q(**{f"{student}__in": viewer.relatives})
    if viewer.roles & READS_RECORDS:
        return within
    near = own | models.Q(**{f"{student}__in": viewer.mentees})
    near |= team & models.Q(**{f"{student}__class_group__in": viewer.homerooms})
    near |= team & models.Q(**{f"{student}__class_group__grade__in": viewer.grades})
    near |= teachers & models.Q(**{f"{student}__class_group__in": viewer.taught})
    return within & models.Q(**{f"{student}__left_on__isnull": True}) & near
