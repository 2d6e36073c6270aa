"""Which academic year it is."""

from datetime import date

from django.db.models import QuerySet

from liangshi.foundation.prepared import Prepared, slot
from liangshi.people.models import AcademicYear

BEGUN = Prepared(lambda: _years().filter(starts_on__lte=slot("today")).order_by("-starts_on")[:1])
FIRST = Prepared(lambda: _years().order_by("starts_on")[:1])


def _years() -> "QuerySet[AcademicYear]":
    return AcademicYear.unscoped.filter(school=slot("school")).select_related("school")


def current_year(school: int, today: date) -> AcademicYear | None:
    """The latest year that has begun, or the first one of a school that begins later."""
    found = BEGUN.ask(school=school, today=today) or FIRST.ask(school=school)
    return found[0] if found else None
