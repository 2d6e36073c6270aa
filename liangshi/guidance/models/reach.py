"""Conditions that several tables of this app share; `domain.guidance.reach` says the same in Python."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.domain.guidance.reach import CARES
from liangshi.foundation.rows import NOBODY


def of_own(viewer: Viewer) -> models.Q:
    """Rows of the viewer as a student."""
    return models.Q(student=viewer.student) if viewer.student is not None else NOBODY


def guidance_reach(viewer: Viewer) -> models.Q:
    """`reaches_guidance` as a condition on rows with a student."""
    if viewer.school is None:
        return NOBODY
    q = models.Q(student__school=viewer.school) & ~models.Q(student__in=viewer.relatives)
    if viewer.roles & CARES:
        return q
    near = models.Q(student__in=viewer.mentees) | models.Q(student__class_group__in=viewer.homerooms)
    return q & (near | models.Q(student__class_group__grade__in=viewer.grades))


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The field holds one of the values of `choices`."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)
