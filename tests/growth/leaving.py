"""A student with something of every kind, in invented words."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from liangshi.growth.models import GrowthMessage, HandoverLetter, MessageReply
from liangshi.guidance.models import Evaluation, Goal, Piece, PlanVersion, ProblemReport, Reflection, TalkRequest
from liangshi.people.models import Student
from liangshi.records.choices import EntryKind
from liangshi.records.models import (
    Attachment,
    Entry,
    EntryAddition,
    EntryStaff,
    EntryStudent,
    LifeEvent,
    MentorNote,
    SharedWords,
)
from liangshi.wellbeing.models import StudentCheckIn

from .conftest import NOW, Termly


def recorded(
    termly: Termly, students: list[str], kind: EntryKind = EntryKind.TALK, words: str = "聊了聊", at: datetime = NOW
) -> Entry:
    """A record that li wrote about these students."""
    li = termly.world.staff["li"]
    entry: Entry = Entry.unscoped.create(
        school=li.school, kind=kind, author=li, happened_at=at, filed_at=at, channel="face_to_face", words=words
    )
    EntryStaff.unscoped.create(school=li.school, entry=entry, staff=li, named_at=at)
    for name in students:
        EntryStudent.unscoped.create(school=li.school, entry=entry, student=termly.world.students[name], words=name)
    return entry


def full(termly: Termly, name: str) -> None:
    """One row of each kind for the student, with a file beside a record and one in the portfolio."""
    student, li = termly.world.students[name], termly.world.staff["li"]
    own: dict[str, Any] = {"school": student.school, "student": student}
    account = termly.world.account("li")
    for kind in EntryKind:
        entry = recorded(termly, [name], kind)
        SharedWords.unscoped.create(
            **own, entry=entry, audience="family", words="加油", shared_by=li, shared_at=NOW
        )  # fmt: skip
    EntryAddition.unscoped.create(school=student.school, entry=entry, author=li, words="后来好了", added_at=NOW)
    Attachment.unscoped.create(
        school=student.school, entry=entry, file=stored("records/a.txt"), name="a.txt", kind="text/plain", size=1,
        added_by=li, added_at=NOW,
    )  # fmt: skip
    MentorNote.unscoped.create(**own, author=li, happened_on=NOW.date(), words="记一笔", written_at=NOW, changed_at=NOW)
    LifeEvent.unscoped.create(
        **own, kind="progress", words="进步", happened_on=NOW.date(), recorded_by=li, recorded_at=NOW
    )
    Reflection.unscoped.create(
        **own, week_on=date(2026, 9, 7), due_on=date(2026, 9, 7), state="handed_in", lines=[], saved_at=NOW,
        handed_on=NOW.date(),
    )  # fmt: skip
    goal = Goal.unscoped.create(**own, field="阅读", horizon="short", text="读三本书", set_at=NOW, set_by=account)
    Goal.unscoped.create(
        **own, field="阅读", horizon="short", text="读两本书", set_at=NOW, set_by=account, state="changed",
        closed_at=NOW, closed_by=account, followed_by=goal,
    )  # fmt: skip
    PlanVersion.unscoped.create(**own, ordinal=1, written_at=NOW, written_by=account)
    Evaluation.unscoped.create(**own, stage="期中", evaluated_on=NOW.date(), written_at=NOW, written_by=account)
    Piece.unscoped.create(**own, title="画", made_on=NOW.date(), file=stored("portfolio/p.txt"), kept_at=NOW)
    TalkRequest.unscoped.create(**own, to=li, asked_at=NOW)
    ProblemReport.unscoped.create(**own, desk="mentor", to=li, text="灯坏了", reported_at=NOW)
    message = termly.sent(name, f"{student.name}，谢谢你把窗台的花照顾得这样好。")
    MessageReply.unscoped.create(
        school=student.school, message=message, account=account, words="谢谢", written_at=NOW
    )  # fmt: skip
    HandoverLetter.unscoped.create(**own, author=li, strengths="爱画画", written_at=NOW)
    StudentCheckIn.unscoped.create(**own, on=NOW.date(), at=NOW, mood="sunny")


def stored(name: str) -> str:
    """A file in the storage of the test."""
    return default_storage.save(name, ContentFile(b"x"))


MODELS = (
    SharedWords, EntryStudent, MentorNote, LifeEvent, Reflection, Goal, PlanVersion, Evaluation, Piece, TalkRequest,
    ProblemReport, GrowthMessage, HandoverLetter, StudentCheckIn,
)  # fmt: skip


def left_of(name: str, termly: Termly) -> dict[str, int]:
    """How many rows of each table there are of a student."""
    student = termly.world.students[name]
    return {model.__name__: model.unscoped.filter(student=student).count() for model in MODELS}


def leaves(termly: Termly, name: str, on: date) -> Student:
    """The student is at the school no more from this day."""
    Student.unscoped.filter(pk=termly.world.students[name].pk).update(left_on=on)
    return Student.unscoped.get(pk=termly.world.students[name].pk)


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
