"""Figures of a region from what each school keeps: sums of whole months, never a child's row, small numbers hidden."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum

from liangshi.domain.duties import HALF_A_WEEK, month_of
from liangshi.domain.figures import Share, share_of
from liangshi.domain.scheme import DutyKind
from liangshi.domain.scheme.terms import term
from liangshi.duties.models import ClassSum, DutyBook, SchoolSum
from liangshi.duties.models.sums import SchoolSumQuerySet
from liangshi.people.models import School

from .board import monday_of, title
from .book import rules_for

SCHOOL_YEAR_BEGINS = 8


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, from the first day of the first to the day before `end`."""

    start: date
    end: date

    @property
    def any(self) -> bool:
        """Whether there is a month."""
        return self.start < self.end


def whole_months(today: date) -> tuple[date, ...]:
    """The months of the school year of which every week is over, the newest first."""
    end = month_of(monday_of(today))
    start = date(end.year if end.month >= SCHOOL_YEAR_BEGINS else end.year - 1, SCHOOL_YEAR_BEGINS, 1)
    if start == end:
        start = date(end.year - 1, SCHOOL_YEAR_BEGINS, 1)
    found = [end]
    while found[-1] > start:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return tuple(found[1:])


def months_asked(months: tuple[date, ...], asked: str) -> Months:
    """The month that is named like 2026-09, or all of them."""
    one = next((month for month in months if f"{month:%Y-%m}" == asked), None)
    first, last = (one, one) if one else (months[-1], months[0])
    return Months(first, (last + timedelta(days=31)).replace(day=1))


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of duty with the share of the whole region."""

    kind: str
    title: str
    share: Share


def _sums(months: Months) -> SchoolSumQuerySet:
    rows: SchoolSumQuerySet = SchoolSum.unscoped.filter(month__gte=months.start, month__lt=months.end)
    return rows.order_by()


def city_by_kind(regions: Collection[int], months: Months) -> tuple[Column, ...]:
    """The whole region by kind of duty in the order of the vocabulary; one statement."""
    rows = _sums(months).filter(school__region__in=regions)
    sums = {
        kind: found for kind, *found in rows.values_list("kind").annotate(Sum("asked"), Sum("done"), Sum("excused"))
    }
    return tuple(Column(kind.value, term(kind), share_of(*sums[kind.value])) for kind in DutyKind if kind.value in sums)


def city_by_school(schools: Collection[int], months: Months) -> Mapping[tuple[int, str], Share]:
    """Some schools by kind of duty; one statement."""
    rows = _sums(months).filter(school__in=schools).values_list("school", "kind")
    sums = rows.annotate(Sum("asked"), Sum("done"), Sum("excused"))
    return {(school, kind): share_of(*found) for school, kind, *found in sums}


def city_trend(regions: Collection[int], kind: str, months: Months) -> Mapping[date, Share]:
    """One kind of duty over the months; one statement."""
    rows = _sums(months).filter(school__region__in=regions, kind=kind).values_list("month")
    sums = rows.annotate(Sum("asked"), Sum("done"), Sum("excused")).order_by("month")
    return {month: share_of(*found) for month, *found in sums}


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause of one school: its share of the months asked for, and of the last of them."""

    title: str
    share: Share
    last: Share


@dataclass(frozen=True, slots=True)
class SchoolClauses:
    """One school by its own clauses, in the order of its scheme."""

    lines: tuple[ClauseLine, ...]
    reckoned: DutyBook | None


def school_by_clause(school: School, months: Months, today: date) -> SchoolClauses:
    """Sums of all classes, and of the staff; six statements."""
    asked = rules_for(school.pk, today)
    clauses = asked.clauses if asked else {}
    weeks = [day - HALF_A_WEEK for day in (months.start, (months.end - timedelta(days=1)).replace(day=1), months.end)]
    last = Q(week__gte=weeks[1])
    rows = ClassSum.unscoped.filter(school=school, week__gte=weeks[0], week__lt=weeks[2]).order_by()
    sums = rows.values_list("rule", "kind").annotate(
        Sum("asked"), Sum("done"), Sum("excused"),
        last_asked=Sum("asked", filter=last, default=0), last_done=Sum("done", filter=last, default=0),
        last_excused=Sum("excused", filter=last, default=0),
    )  # fmt: skip
    order = {rule: number for number, rule in enumerate(clauses)}
    found = sorted(sums, key=lambda line: (order.get(line[0], len(order)), line[1]))
    lines = tuple(
        ClauseLine(title(clauses.get(rule), kind), share_of(*numbers[:3]), share_of(*numbers[3:]))
        for rule, kind, *numbers in found
    )
    return SchoolClauses(lines, DutyBook.objects.filter(school=school).first())
