"""Conditions that several tables of this app share; `domain.guidance.reach` says the same in Python."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY
from liangshi.records.models.reach import record_reach


def of_own(viewer: Viewer) -> models.Q:
    """Rows of the viewer as a student."""
    return models.Q(student=viewer.student) if viewer.student is not None else NOBODY


def staff_reach(viewer: Viewer) -> models.Q:
    """`domain.guidance.fields.reaches_guidance` as a condition on rows with a student."""
    return record_reach(viewer, NOBODY) if viewer.staff is not None else NOBODY


def of_wards(viewer: Viewer) -> models.Q:
    """Rows of a guardian's children."""
    return models.Q(student__in=viewer.wards)


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The field holds one of the values of `choices`."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)
