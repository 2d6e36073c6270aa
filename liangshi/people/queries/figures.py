"""Counts that show what of the organisation is still missing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from liangshi.people.models import CalendarSeeding, ClassGroup, Staff, Student

from .years import current_year


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """What the office may want to mend; none of it counts anybody's work."""

    students: int
    unplaced: int
    staff: int
    without_profile: int
    review_due: int
    without_homeroom: int
    has_year: bool
    calendar_seeded: bool


def office_figures(school: int, today: date) -> OfficeFigures:
    """In five statements."""
    year = current_year(school, today)
    students = Student.unscoped.filter(school=school, left_on=None).aggregate(
        all=Count("pk"), unplaced=Count("pk", filter=Q(class_group=None))
    )
    staff = Staff.unscoped.filter(school=school, left_on=None).aggregate(
        all=Count("pk"),
        without_profile=Count("pk", filter=Q(words="")),
        review_due=Count("pk", filter=Q(mentor_status_review_on__lte=today)),
    )
    bare = ClassGroup.unscoped.filter(school=school, year=year, homeroom_teacher=None)
    seeded = CalendarSeeding.unscoped.filter(school=school, calendar_year=today.year)
    return OfficeFigures(
        students=students["all"],
        unplaced=students["unplaced"],
        staff=staff["all"],
        without_profile=staff["without_profile"],
        review_due=staff["review_due"],
        without_homeroom=bare.count() if year else 0,
        has_year=year is not None,
        calendar_seeded=seeded.exists(),
    )
