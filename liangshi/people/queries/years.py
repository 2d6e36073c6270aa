"""Which academic year it is."""

from datetime import date

from liangshi.people.models import AcademicYear


def current_year(school: int, today: date) -> AcademicYear | None:
    """The latest year that has begun, or the first one of a school that begins later."""
    years = AcademicYear.unscoped.filter(school=school).select_related("school")
    begun = years.filter(starts_on__lte=today).order_by("-starts_on").first()
    return begun or years.order_by("starts_on").first()
