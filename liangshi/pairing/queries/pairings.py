"""Who guides whom today."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from liangshi.foundation.prepared import Prepared, slot
from liangshi.pairing.models import Pairing
from liangshi.pairing.models.pairings import PairingQuerySet
from liangshi.people.models import DeclaredRelative


def _guided() -> QuerySet[Pairing, tuple[int]]:
    staff: Any = slot("staff")
    day: Any = slot("day")
    relatives = DeclaredRelative.unscoped.filter(staff=staff).values("student")
    rows: QuerySet[Pairing] = Pairing.unscoped.on(day).filter(mentor=staff).exclude(student__in=relatives)
    return rows.values_list("student")


GUIDED = Prepared(_guided)


def current_mentees(staff: int, day: date) -> frozenset[int]:
    """Keys of the students whom this member of staff guides on `day`; a declared relative never counts."""
    return frozenset(student for (student,) in GUIDED.ask(staff=staff, day=day))


def mentors_of(student: int, day: date) -> PairingQuerySet:
    """The pairings of a student in force on `day`, with the mentor at hand."""
    rows: PairingQuerySet = Pairing.unscoped.on(day).filter(student=student).select_related("mentor")
    return rows
