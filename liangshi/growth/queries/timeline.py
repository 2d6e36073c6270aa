"""The growth archive: one timeline composed from what is there, as far as the viewer reaches each part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.domain.growth.archive import Item, Month, months, split
from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage, HandoverLetter, OlderOpening
from liangshi.guidance.choices import GoalState, ReflectionState
from liangshi.guidance.models import Evaluation, Goal, Piece, PlanVersion, Reflection
from liangshi.pairing.models import Pairing
from liangshi.people.models import AcademicYear, Student
from liangshi.records.choices import EntryKind, Outcome
from liangshi.records.models import EntryStudent, LifeEvent, SharedWords

COUNTS = {
    EntryKind.TALK: "talk", EntryKind.HOME_VISIT: "contact", EntryKind.PHONE_CALL: "contact",
    EntryKind.MESSAGE: "contact", EntryKind.PARENTS_MEETING: "contact", EntryKind.ACTIVITY: "activity",
    EntryKind.SOCIAL_PRACTICE: "activity", EntryKind.STUDY_HELP: "study_help",
}  # fmt: skip
"""As what a record is counted in charts."""

TOOK_PLACE = frozenset({Outcome.HELD, Outcome.BY_PHONE})


@dataclass(frozen=True, slots=True)
class Archive:
    """What is shown by month, and how many older items are closed; `since` is the day before which they lie."""

    months: tuple[Month, ...]
    closed: int
    since: date | None

    @property
    def count(self) -> int:
        """How many items are shown."""
        return sum(len(month.items) for month in self.months)


def archive_of(viewer: Viewer, student: Student, now: datetime) -> Archive:
    """The whole way of a student, a statement for each source. For staff earlier years are closed at first."""
    since = None if _family(viewer, student) else _closed_before(viewer, student, now)
    items, closed = split((item for source in SOURCES for item in source(viewer, student)), since)
    return Archive(months(items), closed, since)


def family_reader(student: Student, *, guardians: bool) -> Viewer:
    """The eyes of a family for which the office makes a copy: the student's own, or the guardians'."""
    if guardians:
        return Viewer(account=0, school=student.school_id, wards=frozenset({student.pk}))
    return Viewer(account=0, school=student.school_id, student=student.pk)


def _family(viewer: Viewer, student: Student) -> bool:
    return student.pk == viewer.student or student.pk in viewer.wards


def _closed_before(viewer: Viewer, student: Student, now: datetime) -> date | None:
    """The first day of the school year, unless the viewer has opened the older part for now; one statement."""
    today = timezone.localdate(now)
    opened = OlderOpening.objects.visible_to(viewer).filter(student=student, until__gt=now)
    years = AcademicYear.unscoped.filter(~Exists(opened), school=student.school_id, starts_on__lte=today)
    begin: date | None = years.order_by("-starts_on").values_list("starts_on", flat=True).first()
    return begin


def _entries(viewer: Viewer, student: Student) -> Iterator[Item]:
    for part in EntryStudent.objects.visible_to(viewer).filter(student=student).select_related("entry"):
        entry = part.entry
        words = "\n".join(filter(None, (part.words, entry.words)))
        url = reverse("records:entry", args=[entry.public_id])
        counts = COUNTS[entry.kind] if entry.outcome in TOOK_PLACE else ""
        yield Item(timezone.localdate(entry.happened_at), "entry", entry.get_kind_display(), words, url, counts)


def _shared(viewer: Viewer, student: Student) -> Iterator[Item]:
    rows = SharedWords.objects.visible_to(viewer).filter(student=student).select_related("entry", "shared_by")
    for row in rows:
        title = _("%(name)s老师留给你的话") % {"name": row.shared_by.name}
        answer = _("回复：%(words)s") % {"words": row.answer} if row.answer else ""
        words = "\n".join(filter(None, (row.words, answer)))
        yield Item(timezone.localdate(row.shared_at), "shared", title, words, counts="shared")


def _events(viewer: Viewer, student: Student) -> Iterator[Item]:
    for row in LifeEvent.objects.visible_to(viewer).filter(student=student):
        yield Item(row.happened_on, "event", row.get_kind_display(), row.words)


def _reflections(viewer: Viewer, student: Student) -> Iterator[Item]:
    rows = Reflection.objects.visible_to(viewer).filter(student=student, state=ReflectionState.HANDED_IN)
    for row in rows:
        words = "\n".join(f"{line.label}：{line.text}" for line in row.written)
        answer = _("导师：%(words)s") % {"words": row.answer} if row.answer else ""
        told = "\n".join(filter(None, (words, answer)))
        yield Item(row.handed_on or row.week_on, "reflection", _("周反思"), told, counts="reflection")


def _goals(viewer: Viewer, student: Student) -> Iterator[Item]:
    for row in Goal.objects.visible_to(viewer).filter(student=student):
        yield Item(timezone.localdate(row.set_at), "goal", _("定下目标"), row.text, counts="goal_set")
        if row.closed_at:
            words, counts = f"{row.text} {row.words}".strip(), "goal_reached" if row.state == GoalState.REACHED else ""
            yield Item(timezone.localdate(row.closed_at), "goal", row.get_state_display(), words, counts=counts)


def _plans(viewer: Viewer, student: Student) -> Iterator[Item]:
    url = reverse("guidance:plan", args=[student.public_id])
    for row in PlanVersion.objects.visible_to(viewer).filter(student=student):
        title = _("指导计划第%(n)s版") % {"n": row.ordinal}
        yield Item(timezone.localdate(row.written_at), "plan", title, row.reason, url)


def _evaluations(viewer: Viewer, student: Student) -> Iterator[Item]:
    staff = viewer.staff is not None
    url = reverse("guidance:evaluations", args=[student.public_id]) if staff else reverse("guidance:told")
    for row in Evaluation.objects.visible_to(viewer).filter(student=student):
        yield Item(row.evaluated_on, "evaluation", _("阶段评估：%(stage)s") % {"stage": row.stage}, "", url)


def _messages(viewer: Viewer, student: Student) -> Iterator[Item]:
    rows = GrowthMessage.objects.visible_to(viewer).filter(student=student, state=MessageState.SENT)
    for row in rows.select_related("author"):
        url = reverse("growth:message", args=[row.public_id])
        title = _("%(name)s老师的成长寄语") % {"name": row.author.name}
        yield Item(timezone.localdate(row.sent_at), "message", title, row.text, url, "message")


def _pieces(viewer: Viewer, student: Student) -> Iterator[Item]:
    for row in Piece.objects.visible_to(viewer).filter(student=student):
        yield Item(row.made_on, "piece", row.title, row.text, counts="piece")


def _pairings(viewer: Viewer, student: Student) -> Iterator[Item]:
    for row in Pairing.objects.visible_to(viewer).filter(student=student).select_related("mentor"):
        yield Item(row.starts_on, "pairing", _("%(name)s老师开始做导师") % {"name": row.mentor.name})


def _letters(viewer: Viewer, student: Student) -> Iterator[Item]:
    rows = HandoverLetter.objects.visible_to(viewer).filter(student=student, given_at__isnull=False)
    for row in rows.select_related("author"):
        title = _("%(name)s老师的交接信") % {"name": row.author.name}
        words = "\n".join(filter(None, (row.strengths, row.helps, row.next_steps)))
        yield Item(timezone.localdate(row.given_at), "letter", title, words)


SOURCES: tuple[Callable[[Viewer, Student], Iterator[Item]], ...] = (
    _entries, _shared, _events, _reflections, _goals, _plans, _evaluations, _messages, _pieces, _pairings, _letters,
)  # fmt: skip
"""What an archive is composed of; nothing of it is typed a second time."""
