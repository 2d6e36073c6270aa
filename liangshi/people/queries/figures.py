"""Counts that show what of the organisation is still missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from liangshi.people.models import AcademicYear, CalendarSeeding, ClassGroup, School, Staff, Student


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


def office_figures(school: int, year: AcademicYear | None, today: date) -> OfficeFigures:
    """In one statement."""
    students = Student.unscoped.filter(school=OuterRef("pk"), left_on=None)
    staff = Staff.unscoped.filter(school=OuterRef("pk"), left_on=None)
    bare = ClassGroup.unscoped.filter(school=OuterRef("pk"), year=year, homeroom_teacher=None)
    counted = {
        "students": students,
        "unplaced": students.filter(class_group=None),
        "staff": staff,
        "without_profile": staff.filter(words=""),
        "review_due": staff.filter(mentor_status_review_on__lte=today),
        "without_homeroom": bare if year else bare.none(),
    }
    seeded = Exists(CalendarSeeding.unscoped.filter(school=OuterRef("pk"), calendar_year=today.year))
    row = School.unscoped.filter(pk=school).values_list(seeded, *(_number(rows) for rows in counted.values())).get()
    return OfficeFigures(has_year=year is not None, calendar_seeded=row[0], **dict(zip(counted, row[1:], strict=True)))


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("school").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
