"""What has come to its end after a student left goes away at night, a few students at a time."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from liangshi.audit.services import record
from liangshi.domain.growth.retention import RESTRICTED, SETTLED, Kept, Rule, Way, endings
from liangshi.growth.models import RetentionHold
from liangshi.growth.queries.retention import rules_on, ways_of
from liangshi.growth.queries.stores import having
from liangshi.jobs.services import one_by_one
from liangshi.people.models import School

from .clearing import clear
from .leaving import seal_left
from .matters import concerned, settle

BATCH = 100
"""Students whose rows go in one transaction; nobody waits long for the database."""


def keep_retention(now: datetime) -> int:
    """Job: seal what should be sealed, then let end what is due; the number of rows that ended."""
    seal_left(now)
    today = timezone.localdate(now)
    return one_by_one(lambda school: _end_school(school, today, now), list(School.unscoped.order_by("pk")))


def _end_school(school: School, today: date, now: datetime) -> int:
    ways = ways_of(school.pk)
    if not ways:
        return 0
    number = 0
    for rule in rules_on(school.pk, today):
        if rule.kind in SETTLED:
            number += _settle(school, rule, ways, now)
            continue
        due = [ending.student for ending in endings([rule], ways, today + timedelta(days=1))]
        for students in _batches(sorted(having(rule.kind, due)) if due else ()):
            number += _end(school, rule, students, now)
    return number


def _batches(students: Collection[int]) -> Iterator[tuple[int, ...]]:
    numbered = enumerate(students)
    for _number, some in groupby(numbered, key=lambda one: one[0] // BATCH):
        yield tuple(student for _place, student in some)


@transaction.atomic
def _end(school: School, rule: Rule, students: tuple[int, ...], now: datetime) -> int:
    """A hold that was placed while the night was at work counts too."""
    free = set(students) - _held(rule.kind, students)
    number = clear(rule.kind, free)
    if number:
        _note(school, rule, number, len(free), now)
    return number


def _held(kind: Kept, students: Collection[int]) -> set[int]:
    rows = RetentionHold.unscoped.standing().filter(kind=kind, student__in=students)
    return set(rows.values_list("student", flat=True))


def _settle(school: School, rule: Rule, ways: tuple[Way, ...], now: datetime) -> int:
    number, there = 0, concerned(rule.kind, [way.student for way in ways])
    for way in (one for one in ways if one.student in there):
        with transaction.atomic():
            gone = 0 if _held(rule.kind, [way.student]) else settle(rule, way, timezone.localdate(now))
            if gone:
                _note(school, rule, gone, 1, now)
        number += gone
    return number


def _note(school: School, rule: Rule, rows: int, students: int, now: datetime) -> None:
    """How much of which kind ended by which rule, never what stood there."""
    kind = "case" if rule.kind in RESTRICTED else "retention"
    record(
        by=None, verb="retention.applied", kind=kind, subject=school.public_id, school=school.pk, now=now,
        detail={"kept": rule.kind.value, "years": rule.years, "rows": rows, "students": students},
    )  # fmt: skip
