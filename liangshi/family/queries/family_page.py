"""A guardian's page of one child."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.family.models import Appointment, Message, VisitPreference
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.models import Staff, Student
from liangshi.records.models import SharedWords

from .appointments import own_appointments, own_sides, settled
from .expectations import Expected, expected_by_family

SHOWN = 5


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Who guides the child and how to reach them, what waits for an answer, what to expect, the latest words."""

    child: Student
    siblings: tuple[Student, ...]
    mentors: tuple[Staff, ...]
    homeroom: Staff | None
    preference: VisitPreference | None
    waiting: tuple[Appointment, ...]
    ahead: tuple[Appointment, ...]
    message: Message | None
    words: SharedWords | None
    expected: tuple[Expected, ...]


def children_of(viewer: Viewer) -> QuerySet[Student]:
    """The viewer's children at the school."""
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).filter(pk__in=viewer.wards)
    return rows.select_related("class_group__homeroom_teacher").order_by("sort_key", "pk")


def family_page(viewer: Viewer, child: Student, now: datetime) -> FamilyPage:
    """Everything about one child; at most ten statements."""
    today = timezone.localdate(now)
    siblings = tuple(row for row in children_of(viewer) if row.pk != child.pk)
    wish = VisitPreference.objects.visible_to(viewer).filter(student=child, guardian=viewer.guardian)
    open_ones = own_appointments(viewer).filter(student=child)
    return FamilyPage(
        child=child,
        siblings=siblings,
        mentors=tuple(pairing.mentor for pairing in mentors_of(child.pk, today)),
        homeroom=child.class_group.homeroom_teacher if child.class_group else None,
        preference=wish.first(),
        waiting=tuple(open_ones.filter(own_sides(viewer)).order_by("opened_at")[:SHOWN]),
        ahead=tuple(settled(viewer, now).filter(student=child)[:SHOWN]),
        message=latest_messages(viewer, [child.pk]).get(child.pk),
        words=SharedWords.objects.visible_to(viewer).filter(student=child).select_related("shared_by").first(),
        expected=expected_by_family(child.school_id, today),
    )


def latest_messages(viewer: Viewer, children: Collection[int]) -> dict[int, Message]:
    """For each child the newest message that the viewer can read; one statement."""
    rows = Message.objects.visible_to(viewer).filter(thread__student__in=children)
    newest = rows.order_by().values("thread__student").annotate(last=Max("pk")).values("last")
    found = Message.objects.visible_to(viewer).filter(pk__in=newest).select_related("thread__staff")
    return {message.thread.student_id: message for message in found}
