"""Who guides whom today."""

from datetime import date

from liangshi.pairing.models import Pairing
from liangshi.pairing.models.pairings import PairingQuerySet
from liangshi.people.models import DeclaredRelative


def current_mentees(staff: int, day: date) -> frozenset[int]:
    """Keys of the students whom this member of staff guides on `day`; a declared relative never counts."""
    relatives = DeclaredRelative.unscoped.filter(staff=staff).values("student")
    rows = Pairing.unscoped.on(day).filter(mentor=staff).exclude(student__in=relatives)
    return frozenset(rows.values_list("student", flat=True))


def mentors_of(student: int, day: date) -> PairingQuerySet:
    """The pairings of a student in force on `day`, with the mentor at hand."""
    rows: PairingQuerySet = Pairing.unscoped.on(day).filter(student=student).select_related("mentor")
    return rows
