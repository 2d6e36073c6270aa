"""The growth archive: composed from what is there, older parts behind a reason, taken home without other names."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from docx import Document

from liangshi.audit.models import Entry as AuditEntry
from liangshi.growth.models import HandoverLetter
from liangshi.growth.queries import archive_of
from liangshi.growth.services import archives, refusals
from liangshi.growth.services.archives import LetterDraft
from liangshi.notices.models import Notice
from liangshi.pairing.models import Pairing
from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry, EntryStaff, EntryStudent, SharedWords
from tests.world import PERSONAS

from .conftest import NOW, Termly

SignIn = Callable[[str], Client]
LAST_YEAR = datetime(2025, 11, 3, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def talked(termly: Termly, words: str, at: datetime = NOW, student: str = "xiaoming") -> Entry:
    """A talk that li wrote down."""
    li, row = termly.world.staff["li"], termly.world.students[student]
    entry: Entry = Entry.unscoped.create(
        school=row.school, kind=EntryKind.TALK, author=li, happened_at=at, filed_at=at, channel="face_to_face",
        words=words,
    )  # fmt: skip
    EntryStudent.unscoped.create(school=row.school, entry=entry, student=row)
    EntryStaff.unscoped.create(school=row.school, entry=entry, staff=li, named_at=at)
    return entry


def titles(termly: Termly, name: str) -> list[str]:
    found = archive_of(termly.by(name), termly.world.students["xiaoming"], NOW)
    return [item.title for month in found.months for item in month.items]


def test_staff_in_care_read_records_and_family_reads_what_was_given_to_it(termly: Termly) -> None:
    entry = talked(termly, "聊了聊开学的感受")
    termly.sent()
    assert {"谈心谈话", "李向东老师的成长寄语"} <= set(titles(termly, "li"))
    assert "谈心谈话" not in titles(termly, "zhaoma")
    assert "李向东老师的成长寄语" in titles(termly, "zhaoma")
    SharedWords.unscoped.create(
        school=entry.school, entry=entry, student=termly.world.students["xiaoming"], audience="student",
        words="加油", shared_by=entry.author, shared_at=NOW,
    )  # fmt: skip
    assert "李向东老师留给你的话" in titles(termly, "xiaoming")
    assert "李向东老师留给你的话" not in titles(termly, "zhaoma")


def test_earlier_years_are_closed_for_staff_and_open_for_the_family(termly: Termly) -> None:
    talked(termly, "去年的事", LAST_YEAR)
    student = termly.world.students["xiaoming"]
    assert archive_of(termly.by("li"), student, NOW).closed == 1
    assert archive_of(termly.by("xiaoming"), student, NOW).closed == 0


def test_they_open_for_a_reason_for_an_hour_and_the_audit_keeps_it(termly: Termly) -> None:
    talked(termly, "去年的事", LAST_YEAR)
    student = termly.world.students["xiaoming"]
    with pytest.raises(refusals.NoReasonError):
        archives.open_older(by=termly.by("li"), student=student, reason=" ", now=NOW)
    archives.open_older(by=termly.by("li"), student=student, reason="准备家访", now=NOW)
    assert archive_of(termly.by("li"), student, NOW).closed == 0
    assert archive_of(termly.by("wang"), student, NOW).closed == 1
    assert archive_of(termly.by("li"), student, NOW + timedelta(minutes=61)).closed == 1
    assert AuditEntry.unscoped.filter(verb="archive.older_opened", subject=student.public_id).count() == 1


def test_families_and_relatives_open_nothing(termly: Termly) -> None:
    student = termly.world.students["xiaoli"]
    for name in ("zhaoma", "li"):
        with pytest.raises(refusals.NotYoursError):
            archives.open_older(by=termly.by(name), student=student, reason="想看", now=NOW)


def test_what_a_family_takes_home_names_no_other_child(termly: Termly, sign_in: SignIn) -> None:
    entry = talked(termly, "和钱小红一起办黑板报")
    student = termly.world.students["xiaoming"]
    SharedWords.unscoped.create(
        school=entry.school, entry=entry, student=student, audience="family",
        words="赵小明和钱小红、小刚一起办了黑板报，孙大山爸爸也来帮忙", shared_by=entry.author, shared_at=NOW,
    )  # fmt: skip
    answer = sign_in("zhaoma").get(f"/growth/archive/{student.public_id}/file/")
    text = "\n".join(part.text for part in Document(BytesIO(answer.content)).paragraphs)
    assert "赵小明和同学、同学一起办了黑板报，家长爸爸也来帮忙" in text
    assert not any(name in text for name in ("小红", "小刚", "孙大山"))


def letter(termly: Termly, strengths: str = "爱画画，手很巧") -> HandoverLetter:
    return archives.keep_letter(
        by=termly.by("li"), student=termly.world.students["xiaoming"],
        draft=LetterDraft(strengths, "放学后愿意聊", "下周看画展", 0), now=NOW,
    )  # fmt: skip


def test_a_letter_goes_to_the_next_mentor_and_to_nobody_of_the_family(termly: Termly) -> None:
    row = letter(termly)
    assert {name for name in PERSONAS if HandoverLetter.objects.visible_to(termly.by(name)).exists()} == {"li"}
    Pairing.unscoped.filter(student=row.student).update(ends_on=NOW.date(), end_reason="换导师")
    termly.guides("gao", "xiaoming")
    archives.give_letter(by=termly.by("li"), letter=row, now=NOW)
    assert Notice.unscoped.get(kind="handover.given").account == termly.world.account("gao")
    readers = {name for name in PERSONAS if HandoverLetter.objects.visible_to(termly.by(name)).exists()}
    assert {"li", "gao", "wang"} <= readers
    assert not readers & {"xiaoming", "zhaoma", "chen", "he"}
    assert "李向东老师的交接信" in titles(termly, "gao")
    with pytest.raises(refusals.MovedError):
        archives.give_letter(by=termly.by("li"), letter=row, now=NOW)


def test_a_letter_begins_with_strengths_and_is_written_by_a_mentor(termly: Termly) -> None:
    with pytest.raises(refusals.NothingWrittenError):
        letter(termly, " ")
    with pytest.raises(refusals.NotYoursError):
        archives.keep_letter(
            by=termly.by("chen"), student=termly.world.students["xiaoming"], draft=LetterDraft("好", "", "", 0), now=NOW
        )


def test_the_pages_show_open_and_hand_over(termly: Termly, sign_in: SignIn) -> None:
    talked(termly, "去年的事", LAST_YEAR)
    student = termly.world.students["xiaoming"].public_id
    with time_machine.travel(NOW, tick=True):
        client = sign_in("li")
        assert "去年的事" not in client.get(f"/growth/archive/{student}/").content.decode()
        assert client.post(f"/growth/archive/{student}/open/", {"reason": ""}).status_code == 422
        opened = client.post(f"/growth/archive/{student}/open/", {"reason": "准备家访"}, follow=True)
        assert "去年的事" in opened.content.decode()
        form = {"strengths": "爱画画", "helps": "", "next_steps": "", "revision": 0, "give": "1"}
        assert "已交给下一位导师" in client.post(f"/growth/handover/{student}/", form, follow=True).content.decode()
        assert HandoverLetter.unscoped.get().given_at is not None


def test_six_hundred_records_ask_for_twelve_statements(
    termly: Termly, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    li, row = termly.world.staff["li"], termly.world.students["xiaoming"]
    times = [NOW - timedelta(minutes=number) for number in range(600)]
    Entry.unscoped.bulk_create(
        Entry(school=row.school, kind=EntryKind.TALK, author=li, happened_at=at, filed_at=at, channel="face_to_face")
        for at in times
    )
    keys = Entry.unscoped.values_list("pk", flat=True)
    EntryStudent.unscoped.bulk_create(EntryStudent(school=row.school, entry_id=key, student=row) for key in keys)
    termly.sent()
    viewer = termly.by("li")
    with django_assert_max_num_queries(12):
        assert archive_of(viewer, row, NOW).count >= 600
