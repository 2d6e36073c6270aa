"""The first screen of a mentor: my students, longest since the last talk first; what I meant to do next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.people.models import Student
from liangshi.records.queries.next_steps import steps_due
from liangshi.records.queries.own_students import own_students

from .cards import Act, Card, Line
from .marks import CARE, NEXT_DUE, marks_of

STEPS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class StudentLine:
    """One student: how long ago, what is due, whether care is needed."""

    student: Student
    days: int | None
    due: Line | None
    care: Line | None


def own_students_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For a mentor: each student with the days since the last talk; one tap leads to a new record."""
    rows = own_students(viewer, now)
    if not rows:
        return
    keys = frozenset(row.student.pk for row in rows)
    due, care = marks_of(NEXT_DUE, viewer, keys, now), marks_of(CARE, viewer, keys, now)
    lines = tuple(StudentLine(row.student, row.days, due.get(row.student.pk), care.get(row.student.pk)) for row in rows)
    yield Card(
        _("我的学生"), (), Act(_("为几名学生一起记一次"), reverse("records:entry_new")),
        template="records/own_students.html", content=lines,
    )  # fmt: skip


def next_steps_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For whoever wrote down a next step: those whose day has come."""
    steps = steps_due(viewer, now)[:STEPS_SHOWN]
    if steps:
        lines = tuple(Line(step.text, reverse("records:entry", args=[step.entry])) for step in steps)
        yield Card(_("今天"), lines)
