"""Filing a record: three taps, true time, one record for many, sent twice is one."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.audit.models import Entry as AuditEntry
from liangshi.notices.models import Notice
from liangshi.people.models import Student
from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry, EntryStaff, EntryStudent
from liangshi.records.services import entries
from tests.records.conftest import DAY, HOUR, NOW, by, draft
from tests.world import World

Keep = Callable[..., Entry]
SignIn = Callable[[str], Client]


def test_a_talk_needs_a_student_and_a_kind_only(afternoon: None, guided: World, sign_in: SignIn) -> None:
    student = guided.students["xiaoming"]
    answer = sign_in("wang").post("/records/new/", {"students": student.public_id, "kind": "talk"})
    entry = Entry.unscoped.get()
    assert answer.status_code == 303
    assert answer["Location"] == f"/records/{entry.public_id}/"
    assert (entry.author.name, entry.channel, entry.outcome, entry.readers) == (
        "王海燕", "face_to_face", "held", "team",
    )  # fmt: skip
    assert entry.happened_at == entry.filed_at == NOW
    assert [part.student for part in EntryStudent.unscoped.all()] == [student]
    assert AuditEntry.unscoped.get(verb="entry.filed").subject == entry.public_id


def test_without_a_student_nothing_is_filed_and_the_page_says_why(guided: World, sign_in: SignIn) -> None:
    answer = sign_in("wang").post("/records/new/", {"kind": "talk"})
    assert answer.status_code == 422
    assert "请选择学生。" in answer.content.decode()
    assert not Entry.unscoped.exists()


def test_a_student_who_has_left_is_written_of_only_at_days_before(
    afternoon: None, guided: World, sign_in: SignIn
) -> None:
    student = guided.students["xiaoming"]
    Student.unscoped.filter(pk=student.pk).update(left_on=NOW.date())
    sent = {"students": student.public_id, "kind": "talk"}
    refused = sign_in("wang").post("/records/new/", sent)
    assert refused.status_code == 422
    assert "赵小明那一天已经离校" in refused.content.decode()
    assert not Entry.unscoped.exists()
    kept = sign_in("wang").post("/records/new/", {**sent, "happened_at": "2026-09-03T16:00"}, follow=True)
    assert kept.status_code == 200
    assert "已记下。学生已经离校，这条记录由学校保存" in kept.content.decode()
    assert Entry.unscoped.get().late


def test_one_record_serves_several_students(keep: Keep) -> None:
    entry = keep("wang", "xiaoming", "xiaohong", kind=EntryKind.ACTIVITY)
    assert EntryStudent.unscoped.filter(entry=entry).count() == 2


def test_the_same_record_that_arrives_twice_is_one(keep: Keep) -> None:
    first = keep("wang", "xiaoming", client_key="phone-1")
    second = keep("wang", "xiaoming", client_key="phone-1", now=NOW + HOUR)
    assert first == second
    assert Entry.unscoped.count() == 1
    assert AuditEntry.unscoped.filter(verb="entry.filed").count() == 1
    assert keep("wang", "xiaoming", client_key="phone-2") != first


def test_the_device_hears_where_the_record_is(guided: World, sign_in: SignIn) -> None:
    sent = {"students": guided.students["xiaoming"].public_id, "kind": "talk", "client_key": "phone-1"}
    browser = sign_in("wang")
    answers = [browser.post("/records/new/", sent, headers={"X-Liangshi-Device": "1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json() == {"url": f"/records/{Entry.unscoped.get().public_id}/"}


def test_a_record_that_waited_on_the_device_lands_when_it_was_made(
    afternoon: None, guided: World, sign_in: SignIn
) -> None:
    sent = {"students": guided.students["xiaoming"].public_id, "kind": "talk", "waited": "7200"}
    assert sign_in("wang").post("/records/new/", sent).status_code == 303
    assert Entry.unscoped.get().happened_at == NOW - 2 * HOUR


def test_a_late_entry_lands_at_its_true_time_and_is_marked(keep: Keep) -> None:
    in_time = keep("wang", "xiaoming", happened_at=NOW - 3 * DAY)
    late = keep("wang", "xiaoming", happened_at=NOW - 4 * DAY)
    assert (in_time.late, late.late) == (False, True)
    assert late.happened_at == NOW - 4 * DAY
    assert late.filed_at == NOW


def test_what_lies_ahead_is_no_record_but_a_fast_clock_is_forgiven(keep: Keep) -> None:
    with pytest.raises(entries.NotYetHappenedError):
        keep("wang", "xiaoming", happened_at=NOW + HOUR)
    assert keep("wang", "xiaoming", happened_at=NOW + HOUR / 12).happened_at == NOW


def test_a_refused_visit_is_an_honest_outcome(keep: Keep) -> None:
    entry = keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT, outcome="refused")
    assert entry.get_outcome_display() == "对方婉拒"


def test_a_joint_visit_is_one_record_for_both_and_the_colleague_is_told_without_content(
    keep: Keep, guided: World
) -> None:
    keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT)
    assert not Notice.unscoped.exists()
    joint = keep(
        "wang", "xiaoming", kind=EntryKind.HOME_VISIT, words="说好一起看书", colleagues=(guided.staff["li"].pk,)
    )
    assert [row.staff.name for row in EntryStaff.unscoped.filter(entry=joint)] == ["王海燕", "李向东"]
    notice = Notice.unscoped.get()
    assert notice.account.name == "李向东"
    assert "赵小明" not in notice.title + notice.text
    assert "看书" not in notice.title + notice.text


def test_nobody_records_about_a_student_out_of_reach_or_about_a_relative(guided: World) -> None:
    with pytest.raises(entries.NotWithinReachError):
        entries.keep_entry(by=by(guided, "li"), draft=draft(guided, "xiaoli"), now=NOW)
    with pytest.raises(entries.NotWithinReachError):
        entries.keep_entry(by=by(guided, "he"), draft=draft(guided, "xiaoming"), now=NOW)
    with pytest.raises(entries.NobodyNamedError):
        entries.keep_entry(by=by(guided, "wang"), draft=draft(guided), now=NOW)
    with pytest.raises(entries.NotStaffError):
        entries.keep_entry(by=by(guided, "xiaoming"), draft=draft(guided, "xiaoming"), now=NOW)
    assert not Entry.unscoped.exists()
