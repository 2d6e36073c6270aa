"""Figures by clause, class and week, kept by differences: a class is reckoned anew and only what differs is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from liangshi.domain.duties import Cell, Sum, Tally, month_of, tally
from liangshi.duties.models import ClassSum, DutyBook, SchoolSum, StaleClass
from liangshi.duties.queries.book import Book, book_of
from liangshi.duties.queries.recorded import has_figure
from liangshi.duties.queries.touched import touched_classes
from liangshi.jobs.services import one_by_one
from liangshi.people.models import School, Student

MANY = 8
"""From so many stale classes on, the whole school is reckoned at once."""
BATCH = 2000


def reckon_school(*, school: int, now: datetime, classes: Collection[int] | None = None) -> int:
    """Reckon the school, or some of its classes; the number of figures that changed."""
    today = timezone.localdate(now)
    only = None
    if classes is not None:
        only = set(Student.unscoped.filter(class_group__in=classes).values_list("pk", flat=True))
    book = book_of(school, today, only)
    found = _wanted(tally(book.plan, book.evidence()), book, classes) if book else {}
    with transaction.atomic():
        kept, _ = DutyBook.objects.select_for_update().get_or_create(school_id=school)
        changed = _keep(school, book, classes, found) if book else 0
        if classes is None:
            DutyBook.objects.filter(pk=kept.pk).update(reckoned_at=now, reckoned_on=today)
    return changed


def _wanted(found: Tally, book: Book, classes: Collection[int] | None) -> Tally:
    """What is due at the end of a stage in a later year is no figure of this year; what leaves no record has none."""
    return {
        cell: one
        for cell, one in found.items()
        if cell.week < book.asked.latest
        and (classes is None or cell.class_group in classes)
        and has_figure(book.clauses.get(cell.rule), cell)
    }


def _keep(school: int, book: Book, classes: Collection[int] | None, found: Tally) -> int:
    begins = Q(opens__gte=book.asked.first) | Q(week__gte=book.asked.calendar.year.start)
    rows = ClassSum.unscoped.filter(begins, school=school, week__gte=book.asked.first, week__lt=book.asked.latest)
    if classes is not None:
        rows = rows.filter(class_group__in=classes)
    stored = {Cell(row.rule, row.kind, row.class_group_id, row.week): row for row in rows}  # type: ignore[arg-type]
    differences: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0, 0])
    new, changed = [], []
    for cell, one in found.items():
        row = stored.pop(cell, None)
        if row is None:
            new.append(_row(school, cell, one))
            _count(differences, cell.kind, cell.week, (one.asked, one.done, one.excused))
        elif (row.asked, row.done, row.excused, row.opens) != (one.asked, one.done, one.excused, one.opens):
            step = (one.asked - row.asked, one.done - row.done, one.excused - row.excused)
            _count(differences, cell.kind, cell.week, step)
            row.asked, row.done, row.excused, row.opens = one.asked, one.done, one.excused, one.opens
            changed.append(row)
    for row in stored.values():
        _count(differences, row.kind, row.week, (-row.asked, -row.done, -row.excused))
    ClassSum.unscoped.filter(pk__in=[row.pk for row in stored.values()]).delete()
    ClassSum.unscoped.bulk_create(new, batch_size=BATCH)
    ClassSum.unscoped.bulk_update(changed, ["asked", "done", "excused", "opens"], batch_size=BATCH // 10)
    _add_up(school, differences)
    return len(new) + len(changed) + len(stored)


def _row(school: int, cell: Cell, one: Sum) -> ClassSum:
    return ClassSum(
        school_id=school, class_group_id=cell.class_group, rule=cell.rule, kind=cell.kind, week=cell.week,
        opens=one.opens, asked=one.asked, done=one.done, excused=one.excused,
    )  # fmt: skip


def _count(
    differences: dict[tuple[str, date], list[int]], kind: str, week: date, step: tuple[int, int, int]
) -> None:  # fmt: skip
    line = differences[(str(kind), month_of(week))]
    for number, amount in enumerate(step):
        line[number] += amount


def _add_up(school: int, differences: dict[tuple[str, date], list[int]]) -> None:
    """The sums of the whole school move by the same amounts."""
    known = {(row.kind, row.month): row for row in SchoolSum.unscoped.filter(school=school)}
    new = []
    for (kind, month), (asked, done, excused) in differences.items():
        row = known.get((kind, month))
        if row is None:
            new.append(SchoolSum(school_id=school, kind=kind, month=month, asked=asked, done=done, excused=excused))
        elif asked or done or excused:
            SchoolSum.unscoped.filter(pk=row.pk).update(
                asked=F("asked") + asked, done=F("done") + done, excused=F("excused") + excused
            )
    SchoolSum.unscoped.bulk_create(new, batch_size=BATCH)
    SchoolSum.unscoped.filter(school=school, asked=0).delete()


def reckon_stale(now: datetime) -> int:
    """Reckon what has changed since the last time; the number of figures that changed. Runs every few minutes."""
    books = DutyBook.objects.filter(reckoned_at__isnull=False).order_by("school")
    return one_by_one(lambda book: _reckon_stale(book, now), list(books))


def _reckon_stale(book: DutyBook, now: datetime) -> int:
    if book.reckoned_at is None:
        return 0
    school, changed = book.school_id, 0
    marks = list(StaleClass.objects.filter(school=school))
    stale = {mark.class_group_id for mark in marks} | touched_classes(school, book.reckoned_at, now)
    if stale:
        changed = _reckon(school, stale, now)
        StaleClass.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    DutyBook.objects.filter(pk=book.pk).update(reckoned_at=now)
    return changed


def _reckon(school: int, stale: Iterable[int | None], now: datetime) -> int:
    classes = {group for group in stale if group is not None}
    whole = None in set(stale) or len(classes) >= MANY
    return reckon_school(school=school, now=now, classes=None if whole else classes)


def reckon_tonight(now: datetime) -> int:
    """Reckon every school anew, so that nothing that changed unseen is missed."""
    schools = list(School.unscoped.values_list("pk", flat=True))
    return one_by_one(lambda school: reckon_school(school=school, now=now), schools)
