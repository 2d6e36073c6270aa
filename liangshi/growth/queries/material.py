"""What stands beside the text: the term's bright moments as they were written down when they happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage
from liangshi.guidance.choices import ReflectionState
from liangshi.guidance.models import Goal, Piece, Reflection
from liangshi.people.models import Student, Term
from liangshi.records.choices import LifeEventKind
from liangshi.records.models import EntryStudent, LifeEvent

MOST = 12
"""Lines of one kind; older ones are on the pages of the records themselves."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A record with words: when, of which kind, what was written."""

    on: date
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Material:
    """What the writer may look at; each part only as far as the writer reaches it."""

    moments: tuple[Moment, ...]
    progress: tuple[LifeEvent, ...]
    reflections: tuple[Reflection, ...]
    goals: tuple[Goal, ...]
    pieces: tuple[Piece, ...]
    last: GrowthMessage | None


def material_for(viewer: Viewer, student: Student, term: Term) -> Material:
    """Everything of one student's term in six statements."""
    progress = LifeEvent.objects.visible_to(viewer).filter(
        student=student, kind=LifeEventKind.PROGRESS, happened_on__range=(term.starts_on, term.ends_on)
    )
    pieces = Piece.objects.visible_to(viewer).filter(student=student, made_on__range=(term.starts_on, term.ends_on))
    goals = Goal.objects.visible_to(viewer).filter(student=student).exclude(state="changed")
    sent = GrowthMessage.objects.visible_to(viewer).filter(student=student, state=MessageState.SENT)
    return Material(
        moments=tuple(_moments(viewer, student, term)),
        progress=tuple(progress[:MOST]),
        reflections=tuple(_reflections(viewer, student, term)),
        goals=tuple(goals[:MOST]),
        pieces=tuple(pieces[:MOST]),
        last=sent.exclude(term=term).select_related("term__year", "author").order_by("-sent_at").first(),
    )


def _moments(viewer: Viewer, student: Student, term: Term) -> Iterator[Moment]:
    begin, end = _span(term)
    parts = EntryStudent.objects.visible_to(viewer).filter(
        student=student, entry__happened_at__gte=begin, entry__happened_at__lt=end
    )
    with_words = parts.exclude(words="", entry__words="").select_related("entry").order_by("-entry__happened_at")
    for part in with_words[:MOST]:
        entry = part.entry
        words = " ".join(filter(None, (part.words, entry.words)))
        yield Moment(timezone.localdate(entry.happened_at), entry.get_kind_display(), words)


def _span(term: Term) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    begin = datetime.combine(term.starts_on, time.min, zone)
    return begin, datetime.combine(term.ends_on + timedelta(days=1), time.min, zone)


def _reflections(viewer: Viewer, student: Student, term: Term) -> QuerySet[Reflection]:
    rows: QuerySet[Reflection] = Reflection.objects.visible_to(viewer).filter(
        student=student, state=ReflectionState.HANDED_IN, week_on__range=(term.starts_on, term.ends_on)
    )
    return rows.order_by("-week_on")[:MOST]
