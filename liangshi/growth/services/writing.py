"""Growth messages: written, read by a second reader, finished."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.growth.choices import WRITABLE, MessageState
from liangshi.growth.models import GrowthMessage
from liangshi.growth.queries.messages import term_for_messages
from liangshi.growth.queries.retention import seal_of
from liangshi.growth.queries.rules import second_reader, second_readers
from liangshi.notices.services import Word, notify
from liangshi.people.models import Staff, Student
from liangshi.schemes.queries import version_on

from .refusals import (
    DayGoneError,
    MovedError,
    NoTermError,
    NothingWrittenError,
    NotOfferedError,
    NotReadYetError,
    NotYoursError,
    RewrittenError,
    SealedError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text as it stands before the writer's eyes; `revision` 0 where nothing is stored yet."""

    text: str
    revision: int


@transaction.atomic
def keep(*, by: Viewer, student: Student, sheet: Sheet, now: datetime) -> GrowthMessage:
    """Put the text aside; nobody else reads it."""
    if by.staff is None or student.pk not in by.mentees:
        raise NotYoursError
    if seal_of(student.pk):
        raise SealedError
    term = term_for_messages(student.school_id, timezone.localdate(now))
    if term is None:
        raise NoTermError
    row = GrowthMessage.unscoped.filter(student=student, term=term, author=by.staff).first()
    if row is None and not sheet.revision:
        return _begin(by.staff, student, term.pk, sheet.text, now)
    if row is None:
        raise MovedError
    if row.revision != sheet.revision:
        raise RewrittenError(revision=row.revision, text=row.text)
    _step(row, WRITABLE, now=now, text=sheet.text)
    return row


def _begin(author: int, student: Student, term: int, text: str, now: datetime) -> GrowthMessage:
    try:
        with transaction.atomic():
            row: GrowthMessage = GrowthMessage.unscoped.create(
                school_id=student.school_id, student=student, term_id=term, author_id=author, text=text.strip(),
                written_at=now, scheme_version=version_on(student.school_id, timezone.localdate(now)),
            )  # fmt: skip
    except IntegrityError as twice:
        raise MovedError from twice
    return row


def _step(row: GrowthMessage, before: tuple[MessageState, ...], *, now: datetime, **columns: object) -> None:
    """Compare and set: nothing is written over that changed in the meantime."""
    if "text" in columns:
        columns |= {"text": str(columns["text"]).strip(), "written_at": now}
        if not columns["text"] and row.state != MessageState.DRAFT:
            raise NothingWrittenError
    same = GrowthMessage.unscoped.filter(pk=row.pk, revision=row.revision, state__in=before)
    if not same.update(revision=row.revision + 1, **columns):
        raise MovedError
    row.refresh_from_db()


@transaction.atomic
def ask_to_check(*, by: Viewer, message: GrowthMessage, checker: Staff, now: datetime) -> None:
    """Ask a colleague to read it before it goes out; the text rests meanwhile."""
    _own_text(by, message)
    role = second_reader(message.school_id, timezone.localdate(now))
    if checker not in second_readers(message.student, message.author_id, role, timezone.localdate(now)):
        raise NotOfferedError
    _step(message, WRITABLE, now=now, state=MessageState.CHECKING, checker=checker, checked_at=None)
    if checker.account is not None:
        word = Word("growth_message.to_check", _("同事请您校读一份成长寄语"), link=reverse("growth:to_check"))
        notify(to=[checker.account], word=word, now=now)
    _note(by, "growth_message.to_check", message, now)


@transaction.atomic
def answer_check(*, by: Viewer, message: GrowthMessage, fine: bool, remark: str, now: datetime) -> None:
    """The second reader says that it may go out, or what could be said better."""
    if message.state != MessageState.CHECKING or message.checker_id != by.staff:
        raise NotYoursError
    if not fine and not remark.strip():
        raise NothingWrittenError
    state = MessageState.READY if fine else MessageState.RETURNED
    _step(message, (MessageState.CHECKING,), now=now, state=state, checked_at=now, remark=remark.strip())
    if message.author.account is not None:
        title = _("您的成长寄语已校读，可以寄出了") if fine else _("您的成长寄语有校读建议")
        link = reverse("growth:write", args=[message.student.public_id])
        notify(to=[message.author.account], word=Word("growth_message.checked", title, link=link), now=now)
    _note(by, "growth_message.checked", message, now)


@transaction.atomic
def finish(*, by: Viewer, message: GrowthMessage, now: datetime) -> None:
    """Ready to be sent without a second reader, where the scheme asks for none."""
    _own_text(by, message)
    if second_reader(message.school_id, timezone.localdate(now)):
        raise NotReadYetError
    _step(message, WRITABLE, now=now, state=MessageState.READY)
    _note(by, "growth_message.finished", message, now)


@transaction.atomic
def take_back(*, by: Viewer, message: GrowthMessage, now: datetime) -> None:
    """Write on: as long as it was not sent, it can be changed; what was checked is then checked again."""
    if message.author_id != by.staff:
        raise NotYoursError
    waiting = (MessageState.READY, MessageState.CHECKING)
    _step(message, waiting, now=now, state=MessageState.DRAFT, checker=None, checked_at=None, send_on=None)
    _note(by, "growth_message.taken_back", message, now)


@transaction.atomic
def choose_day(*, by: Viewer, messages: list[GrowthMessage], day: date, now: datetime) -> int:
    """The day on which these go out by themselves; the number that will."""
    if day < timezone.localdate(now):
        raise DayGoneError
    for message in messages:
        if message.author_id != by.staff:
            raise NotYoursError
        _step(message, (MessageState.READY,), now=now, send_on=day)
    return len(messages)


def _own_text(by: Viewer, message: GrowthMessage) -> None:
    if message.author_id != by.staff:
        raise NotYoursError
    if not message.text:
        raise NothingWrittenError


def _note(by: Viewer, verb: str, row: GrowthMessage, now: datetime) -> None:
    record(by=by, verb=verb, kind="growth_message", subject=row.public_id, school=row.school_id, now=now)
