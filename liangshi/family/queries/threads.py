"""Who writes to whom about a student, and what they have written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from liangshi.domain.access import Viewer, reaches_care
from liangshi.domain.family import ThreadFacts
from liangshi.family.choices import Side
from liangshi.family.models import Message, Thread
from liangshi.people.models import Guardian, Guardianship, Staff, Student
from liangshi.people.queries import facts_of

from .sides import staff_for_family


def facts_of_thread(thread: Thread) -> ThreadFacts:
    """What the law asks of it; student and class are at hand."""
    return ThreadFacts(facts_of(thread.student), thread.staff_id, thread.guardian_id)


def may_write(viewer: Viewer, student: Student, staff: Staff, guardian: Guardian, today: date) -> bool:
    """Staff within the pastoral tier to a guardian; a guardian to mentors, homeroom teacher, or whoever wrote first."""
    if not Guardianship.unscoped.filter(student=student, guardian=guardian).exists():
        return False
    if viewer.staff == staff.pk:
        return reaches_care(viewer, facts_of(student))
    if viewer.guardian != guardian.pk or student.pk not in viewer.wards or staff.left_on is not None:
        return False
    wrote_first = Message.unscoped.filter(
        thread__student=student, thread__staff=staff, thread__guardian=guardian, side=Side.SCHOOL
    )
    return staff_for_family(student, today).filter(pk=staff.pk).exists() or wrote_first.exists()


def threads_of(viewer: Viewer) -> QuerySet[Thread]:
    """The viewer's conversations, the latest first, each with the number of unread messages."""
    other = Side.FAMILY if viewer.staff is not None else Side.SCHOOL
    new = Q(messages__side=other, messages__read_at__isnull=True, messages__delivered_at__isnull=False)
    unread = Count("messages", filter=new)
    rows: QuerySet[Thread] = Thread.objects.visible_to(viewer).filter(messages__isnull=False)
    rows = rows.annotate(latest=Max("messages__written_at"), unread=unread)
    return rows.select_related("student__class_group", "staff", "guardian").order_by("-latest", "-pk")


def unread_of(viewer: Viewer) -> int:
    """How many messages the viewer has not read."""
    return unread_messages(viewer).count()


def unread_messages(viewer: Viewer) -> QuerySet[Message]:
    """The messages that the viewer has not read."""
    rows = Message.objects.visible_to(viewer).filter(delivered_at__isnull=False, read_at__isnull=True)
    mine = Q(side=Side.FAMILY, thread__staff=viewer.staff) if viewer.staff else Q(side=Side.SCHOOL)
    unread: QuerySet[Message] = rows.filter(mine)
    return unread


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One conversation: the two, their tie to the student, the words as far as the viewer may read them."""

    thread: Thread
    own_side: Side
    relation: str
    messages: tuple[Message, ...]
    open: bool


def thread_page(viewer: Viewer, thread: Thread, today: date, longest: int = 200) -> ThreadPage:
    """The latest words, oldest first; five statements."""
    rows = Message.objects.visible_to(viewer).filter(thread=thread).order_by("-written_at", "-pk")[:longest]
    tie = Guardianship.unscoped.filter(student=thread.student, guardian=thread.guardian).first()
    return ThreadPage(
        thread=thread,
        own_side=Side.SCHOOL if viewer.staff == thread.staff_id else Side.FAMILY,
        relation=tie.get_relation_display() if tie else "",
        messages=tuple(reversed(rows)),
        open=may_write(viewer, thread.student, thread.staff, thread.guardian, today),
    )
