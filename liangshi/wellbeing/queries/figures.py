"""Figures of care: for the school by month, for the bureau with small cells hidden."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.figures import Published, Table, publishable, typical
from liangshi.people.models import School
from liangshi.wellbeing.case_choices import CaseState, EntryKind
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import Case, CaseEntry, Concern
from liangshi.wellbeing.queries.glass import breakable_cases, breakable_concerns

MONTHS_SHOWN = 12

C = TypeVar("C", bound=StrEnum)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month in local time, half-open."""

    year: int
    month: int

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return timezone.make_aware(datetime.combine(date(self.year, self.month, 1), time()))

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.next.start

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> "Month":
        """The month before it."""
        return Month(self.year, self.month - 1) if self.month > 1 else Month(self.year - 1, 12)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


def month_of(moment: datetime) -> Month:
    """The month in which it lies."""
    local = timezone.localtime(moment)
    return Month(local.year, local.month)


def closed_months(now: datetime, number: int = MONTHS_SHOWN) -> tuple[Month, ...]:
    """The last whole months, the newest first."""
    months = [month_of(now).before]
    while len(months) < number:
        months.append(months[-1].before)
    return tuple(months)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of a school."""

    month: Month
    raised: int
    typical: timedelta | None
    longest: timedelta | None
    closed: int
    cases_opened: int
    cases_closed: int

    @property
    def has_something(self) -> bool:
        """Whether anything happened in the month."""
        return bool(self.raised or self.closed or self.cases_opened or self.cases_closed)


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """Months, newest first, back to the first with something in it; what is open now.

    `typical` of a month is told from five concerns on.
    """

    lines: tuple[MonthLine, ...]
    waiting: int
    in_hands: int
    open_cases: int


def school_figures(viewer: Viewer, now: datetime) -> SchoolFigures:
    """Four statements. What the viewer is kept away from is not counted: a sum would tell them that it exists."""
    concerns = breakable_concerns(viewer)
    months = (month_of(now), *closed_months(now, MONTHS_SHOWN - 1))
    since = months[-1].start
    waits = _waits(concerns.filter(raised_at__gte=since))
    ends = concerns.filter(closed_at__gte=since).values_list("closed_at", flat=True)
    closed = Counter(month_of(end) for end in ends if end is not None)
    states = Counter(concerns.exclude(state=ConcernState.CLOSED).values_list("state", flat=True))
    cases = list(
        breakable_cases(viewer)
        .filter(Q(opened_at__gte=since) | Q(closed_at__gte=since) | Q(state=CaseState.OPEN))
        .values_list("opened_at", "closed_at")
    )  # fmt: skip
    opened = Counter(month_of(opening) for opening, _ in cases)
    ended = Counter(month_of(end) for _, end in cases if end is not None)
    lines = tuple(
        _line(month, [wait for raised, wait in waits if month_of(raised) == month], closed, opened, ended)
        for month in months
    )
    while len(lines) > 1 and not lines[-1].has_something:
        lines = lines[:-1]
    open_now = sum(end is None for _, end in cases)
    return SchoolFigures(lines, states[ConcernState.RAISED], states[ConcernState.IN_HANDS], open_now)


def _line(
    month: Month, waits: list[timedelta | None], closed: Counter[Month], opened: Counter[Month], ended: Counter[Month]
) -> MonthLine:
    taken = [wait for wait in waits if wait is not None]
    return MonthLine(
        month, len(waits), typical(taken), max(taken, default=None), closed[month], opened[month], ended[month]
    )


def _waits(concerns: QuerySet[Concern]) -> list[tuple[datetime, timedelta | None]]:
    """(raised, time until somebody took it in hand) of each concern."""
    rows = concerns.order_by("raised_at").annotate(taken=Min("hands__at"))
    return [
        (raised, max(taken - raised, timedelta()) if taken else None)
        for raised, taken in rows.values_list("raised_at", "taken")
    ]


class Taken(StrEnum):
    """How soon somebody took a concern in hand."""

    HOUR = "hour"
    DAY = "day"
    LATER = "later"
    NOBODY = "nobody"


class Ending(StrEnum):
    """How a case stood at the end of the month in which it was opened."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """One whole month of a region: concerns by how soon they were taken, cases by how they stood at its end."""

    month: Month
    concerns: Published
    cases: Published


def region_figures(regions: Collection[int], month: Month) -> RegionFigures:
    """Only what was so at the end of the month: looking again later gives the same and can be compared with nothing."""
    schools = dict(School.unscoped.filter(region__in=regions).order_by("name").values_list("pk", "name"))
    within = Q(school__in=schools, raised_at__gte=month.start, raised_at__lt=month.end)
    rows = Concern.unscoped.filter(within).annotate(taken=Min("hands__at"))
    taken = Counter(
        (school, _how_soon(raised, at, month))
        for school, raised, at in rows.values_list("school", "raised_at", "taken")
    )
    turns = CaseEntry.unscoped.filter(
        case=OuterRef("pk"), kind__in=(EntryKind.CLOSING, EntryKind.REOPENING), written_at__lt=month.end
    )
    opened = Case.unscoped.filter(school__in=schools, opened_at__gte=month.start, opened_at__lt=month.end).annotate(
        turned=Subquery(turns.order_by("-written_at", "-pk").values("kind")[:1])
    )
    stood = Counter(
        (school, Ending.CLOSED if turned == EntryKind.CLOSING else Ending.OPEN)
        for school, turned in opened.values_list("school", "turned")
    )
    return RegionFigures(month, _published(schools, Taken, taken), _published(schools, Ending, stood))


def _how_soon(raised: datetime, taken: datetime | None, month: Month) -> Taken:
    if taken is None or taken >= month.end:
        return Taken.NOBODY
    if taken - raised <= timedelta(hours=1):
        return Taken.HOUR
    return Taken.DAY if timezone.localdate(taken) == timezone.localdate(raised) else Taken.LATER


def _published(schools: dict[int, str], columns: type[C], counts: Counter[tuple[int, C]]) -> Published:
    lines = tuple(tuple(counts[school, column] for column in columns) for school in schools)
    return publishable(Table(tuple(schools.values()), tuple(columns), lines))
