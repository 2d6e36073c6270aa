"""Weekly reflections: kept, handed in, skipped, read, answered."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.guidance.lines import Line, lines_of, says_something
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.choices import ReflectionState
from liangshi.guidance.models import Reflection
from liangshi.guidance.queries.forms import ReflectionTerms, reflection_terms
from liangshi.guidance.queries.reflections import open_weeks, reflection_facts
from liangshi.notices.services import Word, notify
from liangshi.pairing.queries.pairings import mentors_of

from .refusals import MovedError, NoMentorError, NothingWrittenError, NotYoursError, RewrittenError


class WeekClosedError(RefusalError):
    """The week is not one of term, not begun, or too long ago."""


class ReadAlreadyError(RefusalError):
    """The mentor has read it; what was read is no longer changed."""


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """A week as the student has it before the eyes: `revision` 0 where nothing is stored yet."""

    week_on: date
    revision: int
    texts: Mapping[str, str]


@transaction.atomic
def keep(*, by: Viewer, sheet: WeekSheet, now: datetime) -> Reflection:
    """Put it aside unfinished; nobody else reads it."""
    return _put(by, sheet, ReflectionState.DRAFT, now)


@transaction.atomic
def skip(*, by: Viewer, sheet: WeekSheet, now: datetime) -> Reflection:
    """Not this week; no reason is asked, and it can still be written later."""
    return _put(by, sheet, ReflectionState.SKIPPED, now)


@transaction.atomic
def hand_in(*, by: Viewer, sheet: WeekSheet, now: datetime) -> Reflection:
    """To the mentor; it can be changed until the mentor has read it."""
    if not mentors_of(by.student or 0, timezone.localdate(now)).exists():
        raise NoMentorError
    row = _put(by, sheet, ReflectionState.HANDED_IN, now)
    _note(by, "reflection.handed_in", row, now)
    return row


def _put(by: Viewer, sheet: WeekSheet, state: ReflectionState, now: datetime) -> Reflection:
    if by.student is None or by.school is None:
        raise NotYoursError
    today = timezone.localdate(now)
    terms = reflection_terms(by.school, today)
    due_on = dict(open_weeks(by.school, terms, today)).get(sheet.week_on)
    if due_on is None:
        raise WeekClosedError
    lines = lines_of(terms.asked, sheet.texts)
    if state is ReflectionState.HANDED_IN and not says_something(lines):
        raise NothingWrittenError
    wanted = _Wanted(state, due_on, lines, terms)
    return _change(by, sheet, wanted, now) if sheet.revision else _create(by, sheet, wanted, now)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the row is to say."""

    state: ReflectionState
    due_on: date
    lines: tuple[Line, ...]
    terms: ReflectionTerms

    def columns(self, now: datetime, handed_on: date | None) -> dict[str, object]:
        """The columns that a change writes."""
        first = timezone.localdate(now) if self.state is ReflectionState.HANDED_IN else None
        return {
            "state": self.state, "lines": [list(astuple(line)) for line in self.lines], "saved_at": now,
            "homeroom_reads": self.terms.homeroom_reads, "handed_on": handed_on or first,
        }  # fmt: skip


def _create(by: Viewer, sheet: WeekSheet, wanted: _Wanted, now: datetime) -> Reflection:
    assert by.school is not None
    assert by.student is not None
    try:
        with transaction.atomic():
            row: Reflection = Reflection.unscoped.create(
                school_id=by.school, student_id=by.student, week_on=sheet.week_on, due_on=wanted.due_on,
                **wanted.columns(now, None),
            )  # fmt: skip
    except IntegrityError as twice:
        stands = Reflection.unscoped.get(student=by.student, week_on=sheet.week_on)
        raise RewrittenError(revision=stands.revision) from twice
    return row


def _change(by: Viewer, sheet: WeekSheet, wanted: _Wanted, now: datetime) -> Reflection:
    row = Reflection.unscoped.filter(student=by.student, week_on=sheet.week_on).first()
    if row is None:
        raise MovedError
    if row.read_at is not None:
        raise ReadAlreadyError
    if row.state == ReflectionState.HANDED_IN and wanted.state is not ReflectionState.HANDED_IN:
        raise MovedError
    if row.revision != sheet.revision:
        raise RewrittenError(revision=row.revision)
    same = Reflection.unscoped.filter(pk=row.pk, revision=sheet.revision, state=row.state, read_at__isnull=True)
    if not same.update(revision=sheet.revision + 1, **wanted.columns(now, row.handed_on)):
        raise MovedError
    row.refresh_from_db()
    return row


@transaction.atomic
def mark_read(*, by: Viewer, reflection: Reflection, words: str, now: datetime) -> None:
    """The mentor has read it, with an answer or without words; once."""
    if not _written_to(by, reflection):
        raise NotYoursError
    unread = Reflection.unscoped.filter(pk=reflection.pk, read_at__isnull=True, revision=reflection.revision)
    if not unread.update(read_at=now, read_by=by.account, answer=words.strip()):
        raise MovedError
    account = reflection.student.account
    if account is not None and words.strip():
        word = Word(kind="reflection.answered", title=_("导师回复了你的周反思"), link=reverse("guidance:reflections"))
        notify(to=[account], word=word, now=now)
    _note(by, "reflection.answered" if words.strip() else "reflection.read", reflection, now)


def _written_to(by: Viewer, reflection: Reflection) -> bool:
    """Whether the viewer is a mentor to whom it was handed in; a homeroom teacher reads along without answering."""
    facts = reflection_facts(reflection)
    guides = reflection.student_id in by.mentees and by.staff in facts.mentors
    return facts.handed_in and guides


def _note(by: Viewer, verb: str, row: Reflection, now: datetime) -> None:
    record(by=by, verb=verb, kind="reflection", subject=row.public_id, school=row.school_id, now=now)
