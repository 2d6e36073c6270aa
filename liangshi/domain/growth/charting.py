"""What can be counted along a student's way without judging it, by week, by month or from exam to exam."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .archive import Item

MOST = {"week": 20, "month": 18, "exam": 8}
"""Periods that one chart shows; what lies before them is on the timeline."""


class By(StrEnum):
    """What one bar stands for."""

    WEEK = "week"
    MONTH = "month"
    EXAM = "exam"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open; `name` is that of the exam at its end, empty after the last one and for weeks and months."""

    begin: date
    end: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that is counted (a code), a number for each period."""

    code: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All periods together."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam of the school's calendar; `ends_on` is its last day."""

    ends_on: date
    name: str


def periods(by: By, first: date, today: date, exams: Iterable[Exam] = ()) -> tuple[Period, ...]:
    """The periods that hold the days from `first` to `today`, the latest ones where there are too many."""
    if by is By.EXAM:
        found = _between(first, today, exams)
    else:
        found = []
        begin = _monday(first) if by is By.WEEK else first.replace(day=1)
        while begin <= today:
            end = begin + timedelta(days=7) if by is By.WEEK else _next_month(begin)
            found.append(Period(begin, end))
            begin = end
    return tuple(found[-MOST[by] :])


def _between(first: date, today: date, exams: Iterable[Exam]) -> list[Period]:
    found, begin = [], first
    for exam in sorted(exams, key=lambda exam: (exam.ends_on, exam.name)):
        end = exam.ends_on + timedelta(days=1)
        if begin < end <= today:
            found.append(Period(begin, end, exam.name))
            begin = end
    return [*found, Period(begin, today + timedelta(days=1))] if begin <= today else found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def counted(items: Iterable[tuple[str, date]], codes: Iterable[str], within: tuple[Period, ...]) -> tuple[Series, ...]:
    """For each of the codes that occurs at all how often it does in each period, in the order of the codes."""
    every = list(items)
    found = (
        Series(code, tuple(sum(one.begin <= on < one.end for kind, on in every if kind == code) for one in within))
        for code in codes
    )
    return tuple(series for series in found if series.total)


def of_items(items: Iterable[Item]) -> list[tuple[str, date]]:
    """What of a timeline is counted."""
    return [(item.counts, item.on) for item in items if item.counts]
