"""Whom somebody looks after while a colleague is away."""

from datetime import date

from django.db.models import QuerySet

from liangshi.duties.models import MentorLeave
from liangshi.duties.models.changes import holds_on
from liangshi.pairing.models import Pairing


def looked_after(staff: int, day: date) -> QuerySet[Pairing]:
    """The pairings in force on `day` whose mentor is away with this member of staff standing in."""
    away = MentorLeave.unscoped.filter(holds_on(day), stand_in=staff).values("mentor")
    rows: QuerySet[Pairing] = Pairing.unscoped.on(day).filter(mentor__in=away)
    return rows
