"""Figures of a region from what each school keeps: sums, never a child's row. Whoever shows them hides small cells."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from liangshi.duties.models import SchoolSum
from liangshi.duties.models.sums import SchoolSumQuerySet

from .board import monday_of

YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class CityFigure:
    """What was asked, done, and honestly not possible, in the weeks that are over."""

    asked: int
    done: int
    excused: int


def _over(region: int, today: date) -> SchoolSumQuerySet:
    """The weeks of the last year that are over."""
    monday = monday_of(today)
    rows: SchoolSumQuerySet = SchoolSum.unscoped.filter(school__region=region, week__lt=monday, week__gte=monday - YEAR)
    return rows.order_by()


def city_by_kind(region: int, today: date) -> dict[str, CityFigure]:
    """The whole region by kind of duty; one statement."""
    rows = _over(region, today).values_list("kind").annotate(Sum("asked"), Sum("done"), Sum("excused"))
    return {kind: CityFigure(*sums) for kind, *sums in rows}


def city_by_school(region: int, today: date) -> dict[tuple[int, str], CityFigure]:
    """Each school by kind of duty; one statement."""
    rows = _over(region, today).values_list("school", "kind").annotate(Sum("asked"), Sum("done"), Sum("excused"))
    return {(school, kind): CityFigure(*sums) for school, kind, *sums in rows}


def city_trend(region: int, kind: str, today: date) -> dict[date, CityFigure]:
    """One kind of duty over the weeks; one statement."""
    rows = _over(region, today).filter(kind=kind).values_list("week")
    sums = rows.annotate(Sum("asked"), Sum("done"), Sum("excused")).order_by("week")
    return {week: CityFigure(*found) for week, *found in sums}
