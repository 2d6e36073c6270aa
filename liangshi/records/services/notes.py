"""A mentor's own notes, and lines among the team of a class."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, ClassGroup, Student
from liangshi.records.choices import NoteReaders
from liangshi.records.models import MentorNote, TeamNote
from liangshi.records.queries.teams import team_of, writes_to_team

from .entries import NotStaffError, students_of
from .following import NothingWrittenError
from .rewriting import NotAuthorError


class SharedNeedsStudentError(RefusalError):
    """A note that is shared says of whom it is: that decides who reads it."""


class NotTheClassTeacherError(RefusalError):
    """To the whole team writes the homeroom teacher, or whoever leads the grade."""


class NoClassError(RefusalError):
    """The student is in no class, so there is no team."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What a note says, of whom, and who may read it."""

    words: str
    happened_on: date
    readers: str = NoteReaders.PRIVATE
    student: int | None = None


@transaction.atomic
def write_note(*, by: Viewer, draft: NoteDraft, now: datetime) -> MentorNote:
    """A new note (导师手记)."""
    if by.staff is None or by.school is None:
        raise NotStaffError
    _check(by, draft)
    row: MentorNote = MentorNote.unscoped.create(
        school_id=by.school, author_id=by.staff, student_id=draft.student, happened_on=draft.happened_on,
        words=draft.words.strip(), readers=draft.readers, written_at=now, changed_at=now,
    )  # fmt: skip
    record(by=by, verb="note.written", kind="mentor_note", subject=row.public_id, school=by.school, now=now)
    return row


@transaction.atomic
def change_note(*, by: Viewer, note: MentorNote, draft: NoteDraft, now: datetime) -> None:
    """The author writes it anew, shares it or takes it back."""
    if by.staff is None or note.author_id != by.staff:
        raise NotAuthorError
    _check(by, draft)
    MentorNote.unscoped.filter(pk=note.pk).update(
        words=draft.words.strip(), happened_on=draft.happened_on, readers=draft.readers, student=draft.student,
        changed_at=now,
    )  # fmt: skip
    record(by=by, verb="note.changed", kind="mentor_note", subject=note.public_id, school=note.school_id, now=now)


def _check(by: Viewer, draft: NoteDraft) -> None:
    if not draft.words.strip():
        raise NothingWrittenError
    if draft.student is not None:
        students_of(by, [draft.student])
    elif draft.readers != NoteReaders.PRIVATE:
        raise SharedNeedsStudentError


@transaction.atomic
def write_team_note(*, by: Viewer, student: Student, words: str, now: datetime) -> TeamNote:
    """A line to everybody who teaches or guides the student."""
    if by.staff is None:
        raise NotStaffError
    if not words.strip():
        raise NothingWrittenError
    if student.class_group_id is None:
        raise NoClassError
    students_of(by, [student.pk])
    row: TeamNote = TeamNote.unscoped.create(
        school_id=student.school_id, class_group_id=student.class_group_id, student=student, author_id=by.staff,
        words=words.strip(), written_at=now,
    )  # fmt: skip
    record(
        by=by, verb="team_note.written", kind="student", subject=student.public_id, school=student.school_id, now=now
    )
    return row


@transaction.atomic
def write_class_note(*, by: Viewer, group: ClassGroup, words: str, now: datetime) -> TeamNote:
    """A line to everybody who teaches or guides students of the class; they are told that there is one, no more."""
    if by.staff is None or not writes_to_team(by, group):
        raise NotTheClassTeacherError
    if not words.strip():
        raise NothingWrittenError
    row: TeamNote = TeamNote.unscoped.create(
        school_id=group.school_id, class_group=group, author_id=by.staff, words=words.strip(), written_at=now
    )
    record(
        by=by, verb="team_note.written", kind="class_group", subject=group.public_id, school=group.school_id, now=now
    )
    team = [key for key in team_of(group, timezone.localdate(now)) if key != by.staff]
    title = _("%(group)s的育人组有一条新留言") % {"group": group.name}
    word = Word("team_note.written", title, link=reverse("records:team", args=[group.public_id]))
    notify(to=Account.objects.filter(staff__in=team, is_active=True), word=word, now=now)
    return row
