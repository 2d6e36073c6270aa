"""A student's way in numbers that judge nobody, as far as the viewer reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.growth.charting import By, Exam, Period, Series, counted, of_items, periods
from liangshi.people.choices import DayKind
from liangshi.people.models import CalendarDay, Student
from liangshi.wellbeing.models import StudentCheckIn

from .timeline import archive_of

COUNTED = (
    "talk",
    "contact",
    "activity",
    "study_help",
    "reflection",
    "goal_set",
    "goal_reached",
    "piece",
    "shared",
    "message",
)
MOODS = ("sunny", "cloudy", "rainy", "stormy")


@dataclass(frozen=True, slots=True)
class Charts:
    """Periods, what was counted in them; `moods` for the student's own eyes alone."""

    by: By
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    moods: tuple[Series, ...]
    closed: int


def charts_of(viewer: Viewer, student: Student, by: By, now: datetime) -> Charts:
    """Counted on the timeline that the viewer reads; two statements more than it asks itself."""
    found, today = archive_of(viewer, student, now), timezone.localdate(now)
    items = of_items(item for month in found.months for item in month.items)
    moods = _moods(viewer, student)
    days = [on for _code, on in [*items, *moods]]
    if not days:
        return Charts(by, (), (), (), found.closed)
    within = periods(by, min(days), today, _exams(student.school_id) if by is By.EXAM else ())
    return Charts(by, within, counted(items, COUNTED, within), counted(moods, MOODS, within), found.closed)


def _moods(viewer: Viewer, student: Student) -> list[tuple[str, date]]:
    if viewer.student != student.pk:
        return []
    rows = StudentCheckIn.objects.visible_to(viewer).filter(student=student)
    return list(rows.values_list("mood", "on"))


def _exams(school: int) -> Iterable[Exam]:
    """One exam for each name in a month of exams: its last day."""
    rows = CalendarDay.unscoped.filter(school=school, kind=DayKind.EXAM).order_by("date", "pk")
    last: dict[tuple[str, int, int], date] = {}
    for row in rows:
        last[row.name, row.date.year, row.date.month] = row.date
    return [Exam(on, name) for (name, _year, _month), on in last.items()]
