"""A mentor's students, longest since last talk first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.people.models import Student
from liangshi.records.choices import EntryKind, Outcome
from liangshi.records.models import EntryStudent

TOOK_PLACE = (Outcome.HELD, Outcome.BY_PHONE)


@dataclass(frozen=True, slots=True)
class OwnStudent:
    """A student with the days since the last talk; None where there was none yet."""

    student: Student
    days: int | None


def own_students(viewer: Viewer, now: datetime) -> tuple[OwnStudent, ...]:
    """The viewer's mentees: those never talked with first, then longest ago; two statements at most."""
    if not viewer.mentees:
        return ()
    rows = offered_students(viewer).annotate(last_talk=last_talk())
    today = timezone.localdate(now)
    found = [OwnStudent(row, _days(row.last_talk, today)) for row in rows]
    return tuple(sorted(found, key=lambda own: (own.days is not None, -(own.days or 0), own.student.sort_key)))


def offered_students(viewer: Viewer) -> QuerySet[Student]:
    """Those whom the viewer logs most: the own mentees, else the own class."""
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).exclude(pk__in=viewer.relatives)
    rows = rows.filter(left_on__isnull=True).select_related("class_group")
    if viewer.mentees:
        return rows.filter(pk__in=viewer.mentees)
    return rows.filter(class_group__in=viewer.homerooms)


def last_talk(student: str = "pk") -> Subquery:
    """When somebody last talked with the student, as an annotation."""
    talks = EntryStudent.unscoped.filter(
        student=OuterRef(student), entry__kind=EntryKind.TALK, entry__outcome__in=TOOK_PLACE
    )
    return Subquery(talks.values("student").annotate(last=Max("entry__happened_at")).values("last"))


def _days(last: datetime | None, today: date) -> int | None:
    return None if last is None else (today - timezone.localdate(last)).days
