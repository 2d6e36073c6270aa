"""Growth messages: of which term, to whom, how far."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.growth.reach import MessageFacts
from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage
from liangshi.pairing.models import Pairing
from liangshi.people.models import Student, Term
from liangshi.people.queries import facts_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mentee with the message of the term, if it was begun."""

    student: Student
    message: GrowthMessage | None


def term_for_messages(school: int, today: date) -> Term | None:
    """The term that messages speak of: the running one, in the holidays the one that ended last."""
    begun = Term.unscoped.filter(school=school, starts_on__lte=today)
    return begun.select_related("year").order_by("-starts_on").first()


def wanted(viewer: Viewer, term: Term) -> tuple[Wanted, ...]:
    """The viewer's mentees in order of class and name, each with what the viewer wrote; two statements."""
    students = Student.objects.visible_to(viewer).filter(pk__in=viewer.mentees, left_on__isnull=True)
    rows = GrowthMessage.objects.visible_to(viewer).filter(author=viewer.staff, term=term)
    found = {row.student_id: row for row in rows}
    ordered = students.select_related("class_group").order_by("class_group__name", "sort_key", "pk")
    return tuple(Wanted(student, found.get(student.pk)) for student in ordered)


def to_check(viewer: Viewer) -> QuerySet[GrowthMessage]:
    """Messages of colleagues that wait for the viewer as second reader, oldest first."""
    rows: QuerySet[GrowthMessage] = GrowthMessage.objects.visible_to(viewer)
    rows = rows.filter(checker=viewer.staff, state=MessageState.CHECKING)
    return rows.select_related("student__class_group", "author", "term__year").order_by("written_at", "pk")


def received(viewer: Viewer) -> QuerySet[GrowthMessage]:
    """What the viewer, or the viewer's children, were sent; newest first."""
    rows: QuerySet[GrowthMessage] = GrowthMessage.objects.visible_to(viewer).filter(state=MessageState.SENT)
    own = viewer.wards | ({viewer.student} if viewer.student else set())
    rows = rows.filter(student__in=own).select_related("student", "author", "term__year")
    return rows.order_by("-sent_at", "-pk")


def message_facts(message: GrowthMessage) -> MessageFacts:
    """What the law of reach asks of a message; the student's class is read with it."""
    asked = message.state == MessageState.CHECKING
    return MessageFacts(
        facts_of(message.student), message.author_id, message.state == MessageState.SENT,
        message.checker_id if asked else None,
    )  # fmt: skip


def has_guided(viewer: Viewer, student: Student) -> bool:
    """Whether the viewer is or was a mentor of the student."""
    return viewer.staff is not None and Pairing.unscoped.filter(student=student, mentor=viewer.staff).exists()


def guided_student(viewer: Viewer, public_id: str) -> Student | None:
    """A student whom the viewer guides or has guided, still of the school; relatives never."""
    if viewer.staff is None:
        return None
    own = Pairing.unscoped.filter(mentor=viewer.staff).values("student")
    rows = Student.unscoped.filter(pk__in=own, school=viewer.school).exclude(pk__in=viewer.relatives)
    return rows.filter(public_id=public_id).select_related("class_group", "school").first()
