"""The first screen of a mentor: my students, longest since the last talk first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability, Viewer
from liangshi.people.models import Student
from liangshi.records.queries.own_students import own_students

from .at_hand import AtHand
from .cards import Act, Card, Line
from .duties_cards import next_due_marks
from .wellbeing_cards import care_needed


@dataclass(frozen=True, slots=True)
class StudentLine:
    """One student: how long ago, what is due, whether care is needed."""

    student: Student
    days: int | None
    due: Line | None
    care: Line | None


def own_students_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For a mentor: each student with the days since the last talk; one tap leads to a new record."""
    rows = own_students(viewer, now)
    if not rows:
        return
    due, care = next_due_marks(hand, frozenset(row.student.pk for row in rows)), care_needed(hand)
    lines = tuple(StudentLine(row.student, row.days, due.get(row.student.pk), care.get(row.student.pk)) for row in rows)
    yield Card(
        _("我的学生"), (), Act(_("为几名学生一起记一次"), reverse("records:entry_new")),
        template="records/own_students.html", content=lines,
    )  # fmt: skip


def links_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For whoever guides students or keeps a class: what was written, and what is not needed every day."""
    if viewer.staff is None or not viewer.mentees | viewer.homerooms:
        return
    doors = (
        (Capability.KEEP_RECORDS, "records:mine", _("我的记录")),
        (Capability.KEEP_RECORDS, "records:teams", _("班级育人组的留言")),
        (Capability.WRITE_GROWTH_MESSAGES, "growth:messages", _("成长寄语")),
        (Capability.RELAY_VIEWS, "records:views", _("教学意见")),
    )
    lines = tuple(Line(title, reverse(route)) for capability, route, title in doors if viewer.can(capability))
    if lines:
        yield Card(_("写过的和要写的"), lines)
