"""What comes after a record: additions, the next step done, company, words for the family."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Guardianship, Student
from liangshi.records.choices import Audience
from liangshi.records.models import Entry, EntryAddition, EntryStaff, EntryStudent, SharedWords

from .entries import NotStaffError, NotWithinReachError, colleagues_of, tell_colleagues
from .rewriting import NotAuthorError


class NothingWrittenError(RefusalError):
    """There are no words."""


class StepDoneError(RefusalError):
    """There is no open next step."""


class NotInCompanyError(RefusalError):
    """The person is not on the record, or is its author."""


class AnsweredBeforeError(RefusalError):
    """There is an answer already."""


@transaction.atomic
def add_to_entry(*, by: Viewer, entry: Entry, words: str, now: datetime) -> EntryAddition:
    """What was done or learnt later, below the record; anybody on the staff whom it reaches."""
    author = _staff(by)
    if not words.strip():
        raise NothingWrittenError
    row: EntryAddition = EntryAddition.unscoped.create(
        school_id=entry.school_id, entry=entry, author_id=author, words=words.strip(), added_at=now
    )
    _note(by, "entry.added_to", entry, now)
    return row


@transaction.atomic
def finish_step(*, by: Viewer, entry: Entry, now: datetime) -> None:
    """The next step is done."""
    _staff(by)
    rows = Entry.unscoped.filter(pk=entry.pk, next_step_done_at__isnull=True).exclude(next_step="")
    if not rows.update(next_step_done_at=now):
        raise StepDoneError
    _note(by, "entry.step_done", entry, now)


@transaction.atomic
def name_company(*, by: Viewer, entry: Entry, staff: Iterable[int], now: datetime) -> int:
    """The author names colleagues who were there; the record counts for each of them. The number of new ones."""
    if by.staff is None or entry.author_id != by.staff:
        raise NotAuthorError
    there = set(EntryStaff.unscoped.filter(entry=entry).values_list("staff", flat=True))
    fresh = colleagues_of(by, set(staff) - there)
    EntryStaff.unscoped.bulk_create(
        EntryStaff(school_id=entry.school_id, entry=entry, staff=each, named_at=now) for each in fresh.values()
    )
    if fresh:
        _note(by, "entry.company_named", entry, now)
        tell_colleagues(entry, fresh, now)
    return len(fresh)


@transaction.atomic
def leave_company(*, by: Viewer, entry: Entry, now: datetime) -> None:
    """A colleague was not there after all."""
    _staff(by)
    rows = EntryStaff.unscoped.filter(entry=entry, staff=by.staff).exclude(staff=entry.author_id)
    if not rows.delete()[0]:
        raise NotInCompanyError
    _note(by, "entry.company_left", entry, now)


@transaction.atomic
def share_words(*, by: Viewer, entry: Entry, student: Student, audience: str, words: str, now: datetime) -> SharedWords:
    """Write to the student, or to student and parents; they read these words and nothing else of the record."""
    author = _staff(by)
    if not words.strip():
        raise NothingWrittenError
    mine = EntryStudent.objects.visible_to(by).filter(entry=entry, student=student)
    on_it = EntryStaff.unscoped.filter(entry=entry, staff=author).exists()
    if not mine.exists() or not (on_it or student.pk in by.mentees):
        raise NotWithinReachError
    row: SharedWords = SharedWords.unscoped.create(
        school_id=entry.school_id, entry=entry, student=student, audience=audience, words=words.strip(),
        shared_by_id=author, shared_at=now,
    )  # fmt: skip
    _note(by, "entry.shared", entry, now)
    _tell_family(student, audience, now)
    return row


def _tell_family(student: Student, audience: str, now: datetime) -> None:
    link = reverse("records:shared")
    own = Account.objects.filter(student=student, is_active=True)
    notify(to=own, word=Word("entry.shared", _("老师给你留了一段话"), link=link), now=now)
    if audience == Audience.FAMILY:
        guardians = Guardianship.unscoped.filter(student=student).values("guardian__account")
        accounts = Account.objects.filter(pk__in=guardians, is_active=True)
        notify(to=accounts, word=Word("entry.shared", _("老师给您和孩子留了一段话"), link=link), now=now)


@transaction.atomic
def answer_words(*, by: Viewer, shared: SharedWords, answer: str, now: datetime) -> None:
    """The student or a guardian answers; the mentor is told."""
    if not answer.strip():
        raise NothingWrittenError
    if shared.student_id not in by.wards | {by.student}:
        raise NotWithinReachError
    rows = SharedWords.unscoped.filter(pk=shared.pk, answered_at__isnull=True)
    if not rows.update(answer=answer.strip(), answered_by_id=by.account, answered_at=now):
        raise AnsweredBeforeError
    _note(by, "entry.answered", shared.entry, now)
    link = reverse("records:entry", args=[shared.entry.public_id])
    to = Account.objects.filter(staff=shared.shared_by_id, is_active=True)
    notify(to=to, word=Word("entry.answered", _("学生或家长回复了您的话"), link=link), now=now)


def _staff(by: Viewer) -> int:
    if by.staff is None:
        raise NotStaffError
    return by.staff


def _note(by: Viewer, verb: str, entry: Entry, now: datetime) -> None:
    record(by=by, verb=verb, kind="entry", subject=entry.public_id, school=entry.school_id, now=now)
