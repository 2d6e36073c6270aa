"""Messages about a student: they wait for the morning at night, unless there is danger; filed with one tap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.family.choices import Side
from liangshi.family.models import Message, Thread
from liangshi.family.queries.threads import may_write
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, after_quiet_hours, notify
from liangshi.people.models import Account, Guardian, Staff, Student
from liangshi.records.choices import EntryKind, Readers
from liangshi.records.models import Entry
from liangshi.records.services.entries import EntryDraft, keep_entry


class NotToThemError(RefusalError):
    """These two do not write to each other about this student, or not any more."""


class ArrivedAlreadyError(RefusalError):
    """The message has arrived: it cannot be taken back."""


class NotForFilingError(RefusalError):
    """Only a member of staff makes a record of a message of the own thread, once and after it has arrived."""


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """The words; `urgent` where somebody is in danger and the night is no reason to wait."""

    text: str
    urgent: bool = False


@transaction.atomic
def write_message(
    *, by: Viewer, student: Student, staff: Staff, guardian: Guardian, draft: MessageDraft, now: datetime
) -> Message:
    """Write to the other of the two; it arrives at once, or when the quiet hours are over."""
    if not may_write(by, student, staff, guardian, timezone.localdate(now)):
        raise NotToThemError
    thread, _fresh = Thread.unscoped.get_or_create(
        student=student, staff=staff, guardian=guardian, defaults={"school_id": student.school_id}
    )
    due_at = now if draft.urgent else after_quiet_hours(now)
    message: Message = Message.unscoped.create(
        thread=thread, side=Side.SCHOOL if by.staff == staff.pk else Side.FAMILY, text=draft.text, urgent=draft.urgent,
        written_at=now, due_at=due_at, delivered_at=now if due_at <= now else None,
    )  # fmt: skip
    record(
        by=by, verb="message.written", kind="message", subject=message.public_id, school=student.school_id, now=now,
        detail={"waits": message.delivered_at is None, "urgent": draft.urgent},
    )  # fmt: skip
    if message.delivered_at is not None:
        _tell([message], now)
    return message


def deliver_messages(now: datetime) -> int:
    """Let those arrive that waited for the end of the quiet hours; the number of messages."""
    waiting = Message.unscoped.filter(delivered_at__isnull=True, due_at__lte=now)
    with transaction.atomic():
        arrived = [
            message
            for message in waiting.select_related("thread")
            if Message.unscoped.filter(pk=message.pk, delivered_at__isnull=True).update(delivered_at=now)
        ]
        _tell(arrived, now)
    return len(arrived)


def _tell(messages: Iterable[Message], now: datetime) -> None:
    """One notice for each reader and thread, without content."""
    readers = {(message.thread_id, message.side): message for message in messages}
    for message in readers.values():
        thread = message.thread
        people = {"guardian": thread.guardian_id} if message.side == Side.SCHOOL else {"staff": thread.staff_id}
        word = Word(
            "message.urgent" if message.urgent else "message.arrived", _("您有一条家校消息"),
            link=reverse("family:thread", args=[thread.public_id]), patient=not message.urgent,
        )  # fmt: skip
        notify(to=Account.objects.filter(is_active=True, **people), word=word, now=now)


def read_messages(*, by: Viewer, thread: Thread, now: datetime) -> int:
    """The viewer has seen what the other side wrote; the number read for the first time."""
    other = Side.FAMILY if by.staff == thread.staff_id else Side.SCHOOL
    rows = Message.objects.visible_to(by).filter(thread=thread, side=other, read_at__isnull=True)
    return int(rows.filter(delivered_at__isnull=False).update(read_at=now))


@transaction.atomic
def take_back(*, by: Viewer, message: Message, now: datetime) -> None:
    """Take back one's own words while they wait for the morning."""
    own = Message.objects.visible_to(by).filter(pk=message.pk, delivered_at__isnull=True)
    gone, _each = own.delete()
    if not gone:
        raise ArrivedAlreadyError
    record(
        by=by, verb="message.taken_back", kind="message", subject=message.public_id,
        school=message.thread.school_id, now=now,
    )  # fmt: skip


@transaction.atomic
def file_message(*, by: Viewer, message: Message, now: datetime) -> Entry:
    """Make a record of a message, first for the mentors alone; on its own a message counts for nothing."""
    if by.staff != message.thread.staff_id or message.entry_id is not None or message.delivered_at is None:
        raise NotForFilingError
    words = message.text if message.side == Side.SCHOOL else _("家长来信：%(text)s") % {"text": message.text}
    entry = keep_entry(
        by=by,
        draft=EntryDraft(
            kind=EntryKind.MESSAGE, students=(message.thread.student_id,), happened_at=message.written_at,
            readers=Readers.MENTORS, words=words, client_key=f"message-{message.public_id}",
        ),
        now=now,
    )  # fmt: skip
    if not Message.unscoped.filter(pk=message.pk, entry__isnull=True).update(entry=entry):
        raise NotForFilingError
    return entry
