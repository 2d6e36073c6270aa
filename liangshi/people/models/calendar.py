"""When: academic years, terms, special days. Intervals are half-open: `ends_on` is the first day after."""

from django.db import models

from liangshi.foundation.rows import Door, Row
from liangshi.people.choices import DayKind

from .places import OfOwnSchool, School

ENDS_AFTER_START = models.Q(ends_on__gt=models.F("starts_on"))


class AcademicYear(Row):
    """An academic year of a school (2026—2027学年)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="years")
    name = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = Door["AcademicYear"]()
    unscoped = OfOwnSchool["AcademicYear"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="people_year_once"),
            models.CheckConstraint(condition=ENDS_AFTER_START, name="people_year_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Term(Row):
    """A term of an academic year; `ordinal` is 1 or 2."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="terms")
    year = models.ForeignKey(AcademicYear, on_delete=models.CASCADE, related_name="terms")
    ordinal = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = Door["Term"]()
    unscoped = OfOwnSchool["Term"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "ordinal"], name="people_term_once"),
            models.CheckConstraint(condition=ENDS_AFTER_START, name="people_term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.year} 第{self.ordinal}学期"


class CalendarDay(Row):
    """A day that differs from its weekday: a holiday, a working Saturday, an exam, an event."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    kind = models.CharField(max_length=12, choices=DayKind)
    name = models.CharField(max_length=40)

    objects = Door["CalendarDay"]()
    unscoped = OfOwnSchool["CalendarDay"].as_manager()

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "date", "name"], name="people_day_once"),
            models.CheckConstraint(condition=models.Q(kind__in=DayKind.values), name="people_day_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class CalendarSeeding(models.Model):
    """A calendar year whose public holidays were laid into the school's calendar: done once, edits stay."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="calendar_seedings")
    calendar_year = models.PositiveSmallIntegerField()
    seeded_at = models.DateTimeField()

    objects = Door["CalendarSeeding"]()
    unscoped = OfOwnSchool["CalendarSeeding"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "calendar_year"], name="people_calendar_seeded_once")]
