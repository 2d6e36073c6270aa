"""Joint visits, words for families, files, notes, views of teaching, events of life, evidence, figures."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from liangshi.domain.duties import Outcome
from liangshi.domain.scheme import Channel, DutyKind, Trigger
from liangshi.notices.models import Notice
from liangshi.records.choices import EntryKind
from liangshi.records.models import Attachment, Entry, EntryStaff, LifeEvent, MentorNote, SharedWords, TeachingView
from liangshi.records.queries.contact_share import contact_share
from liangshi.records.queries.evidence import school_events, school_evidence
from liangshi.records.services import attachments, entries, events, following, notes, teaching_views
from liangshi.records.services.reminding import remind_next_steps
from tests.pairing.conftest import SCHEME, publish
from tests.records.conftest import DAY, NOW, by
from tests.world import TODAY, World

Keep = Callable[..., Entry]
SignIn = Callable[[str], Client]


def told() -> list[tuple[str, str]]:
    return sorted(Notice.unscoped.values_list("account__name", "title"))


def test_a_colleague_named_later_counts_and_one_who_was_not_there_leaves(keep: Keep, guided: World) -> None:
    entry = keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT)
    gao = guided.staff["gao"].pk
    assert following.name_company(by=by(guided, "wang"), entry=entry, staff=[gao], now=NOW) == 1
    assert following.name_company(by=by(guided, "wang"), entry=entry, staff=[gao], now=NOW) == 0
    following.leave_company(by=by(guided, "gao"), entry=entry, now=NOW)
    assert [row.staff.name for row in EntryStaff.unscoped.all()] == ["王海燕"]
    with pytest.raises(following.NotInCompanyError):
        following.leave_company(by=by(guided, "wang"), entry=entry, now=NOW)
    with pytest.raises(entries.NotWithinReachError):
        following.name_company(by=by(guided, "wang"), entry=entry, staff=[guided.staff["he"].pk], now=NOW)


def test_a_family_reads_the_words_meant_for_it_and_answers(keep: Keep, guided: World, sign_in: SignIn) -> None:
    entry = keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT, words="家里的事")
    for audience, words in (("student", "给你的悄悄话"), ("family", "书架很整齐")):
        following.share_words(
            by=by(guided, "wang"), entry=entry, student=guided.students["xiaoming"], audience=audience, words=words,
            now=NOW,
        )  # fmt: skip
    own, parents = (sign_in(name).get("/records/shared/").content.decode() for name in ("xiaoming", "zhaoma"))
    assert "给你的悄悄话" in own
    assert "给你的悄悄话" not in parents
    assert "书架很整齐" in parents
    assert "家里的事" not in own + parents
    shared = SharedWords.unscoped.get(audience="family")
    following.answer_words(by=by(guided, "zhaoma"), shared=shared, answer="谢谢老师", now=NOW)
    with pytest.raises(following.AnsweredBeforeError):
        following.answer_words(by=by(guided, "zhaoma"), shared=shared, answer="再次感谢", now=NOW)
    with pytest.raises(entries.NotWithinReachError):
        following.answer_words(by=by(guided, "wang"), shared=shared, answer="代答", now=NOW)
    assert ("王海燕", "学生或家长回复了您的话") in told()


def test_only_who_is_on_the_record_or_guides_the_student_writes_to_the_family(keep: Keep, guided: World) -> None:
    entry = keep("wang", "xiaoming")
    with pytest.raises(entries.NotWithinReachError):
        following.share_words(
            by=by(guided, "gao"), entry=entry, student=guided.students["xiaoming"], audience="student", words="你好",
            now=NOW,
        )  # fmt: skip
    assert not SharedWords.unscoped.exists()


def test_files_are_what_they_say_few_and_small(keep: Keep, guided: World) -> None:
    entry, wang = keep("wang", "xiaoming"), by(guided, "wang")

    def put(name: str, content: bytes, who: str = "wang") -> Attachment:
        upload = SimpleUploadedFile(name, content)
        return attachments.attach(by=by(guided, who), entry=entry, upload=upload, now=NOW)

    kept = put("家访.pdf", b"%PDF-1.7 test")
    assert attachments.read_attachment(kept).startswith(b"%PDF-")
    for name, content in (("照片.jpg", b"no picture"), ("程序.exe", b"MZ"), ("假的.pdf", b"<script>")):
        with pytest.raises(attachments.FileKindError):
            put(name, content)
    with pytest.raises(attachments.FileTooLargeError):
        put("大.pdf", b"%PDF-" + b"0" * attachments.LARGEST)
    with pytest.raises(following.NotInCompanyError):
        put("别人的.pdf", b"%PDF-1.7", "gao")
    for number in range(attachments.MOST - 1):
        put(f"{number}.pdf", b"%PDF-1.7")
    with pytest.raises(attachments.TooManyFilesError):
        put("第七个.pdf", b"%PDF-1.7")
    attachments.detach(by=wang, attachment=kept, now=NOW)
    assert Attachment.unscoped.count() == attachments.MOST - 1


def test_a_note_is_private_until_it_is_shared_and_sharing_needs_a_student(guided: World) -> None:
    wang = by(guided, "wang")
    note = notes.write_note(by=wang, draft=notes.NoteDraft("第一周", TODAY), now=NOW)
    assert not MentorNote.objects.visible_to(by(guided, "lin")).exists()
    with pytest.raises(notes.SharedNeedsStudentError):
        notes.change_note(by=wang, note=note, draft=notes.NoteDraft("第一周", TODAY, "team"), now=NOW)
    draft = notes.NoteDraft("第一周", TODAY, "team", guided.students["xiaoming"].pk)
    notes.change_note(by=wang, note=note, draft=draft, now=NOW)
    assert MentorNote.objects.visible_to(by(guided, "gao")).exists()
    with pytest.raises(notes.NotAuthorError):
        notes.change_note(by=by(guided, "gao"), note=note, draft=draft, now=NOW)


def test_a_view_of_teaching_goes_to_the_office_and_the_answer_comes_back(guided: World, sign_in: SignIn) -> None:
    student = sign_in("xiaoming")
    sent = {"about": "数学课", "words": "作业有点多", "office": "grade_lead", "wants_answer": "on"}
    assert student.post("/records/views/new/", sent).status_code == 303
    view = TeachingView.unscoped.get()
    assert (view.grade, view.named) == (guided.grades["g10"], False)
    assert told() == [("高建平", "收到一条教学意见")]
    page = sign_in("gao").get(f"/records/views/{view.public_id}/").content.decode()
    assert "没有留名" in page
    assert "赵小明" not in page
    with pytest.raises(teaching_views.NotTheOfficeError):
        teaching_views.answer_view(by=by(guided, "li"), view=view, answer="知道了", now=NOW)
    teaching_views.answer_view(by=by(guided, "gao"), view=view, answer="下周起减少", now=NOW)
    assert "下周起减少" in student.get(f"/records/views/{view.public_id}/").content.decode()
    with pytest.raises(following.AnsweredBeforeError):
        teaching_views.answer_view(by=by(guided, "gao"), view=view, answer="再答", now=NOW)


MOMENT = """
[[moments]]
id = "own-bereavement"
title = "亲人离世"
trigger = "bereavement"
follow_ups = [{ kind = "talk", within = { amount = 1, unit = "school_days" } }]
tells = [{ role = "homeroom_teacher" }, { role = "counsellor" }, { role = "principal", when_necessary = true }]
source = { document = "校", place = "一", words = "为每位学生配备导师" }
reading = "先谈话，再告知。"
"""


def test_an_event_of_life_tells_mentor_and_those_whom_the_scheme_names_without_content(guided: World) -> None:
    publish(guided, SCHEME + MOMENT)
    draft = events.EventDraft("bereavement", TODAY, "外婆去世")
    events.record_event(by=by(guided, "li"), student=guided.students["xiaoming"], draft=draft, now=NOW)
    assert [name for name, _title in told()] == ["周心怡", "王海燕"]
    for notice in Notice.unscoped.all():
        assert "赵小明" not in notice.title + notice.text
        assert "外婆" not in notice.title + notice.text
    with pytest.raises(events.RecordedBeforeError):
        events.record_event(by=by(guided, "li"), student=guided.students["xiaoming"], draft=draft, now=NOW)
    ahead = events.EventDraft("illness", TODAY + DAY)
    with pytest.raises(entries.NotYetHappenedError):
        events.record_event(by=by(guided, "li"), student=guided.students["xiaoming"], draft=ahead, now=NOW)
    assert LifeEvent.unscoped.count() == 1


def test_one_record_is_evidence_once_for_everybody_who_took_part(
    keep: Keep, guided: World, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    visit = keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT, outcome="refused", colleagues=(guided.staff["li"].pk,))
    keep("wang", "xiaoming", "xiaohong", kind=EntryKind.ACTIVITY, happened_at=NOW - DAY)
    keep("wang", "xiaoming", happened_at=NOW - 20 * DAY)
    notes.write_note(by=by(guided, "wang"), draft=notes.NoteDraft("第一周", TODAY), now=NOW)
    draft = teaching_views.ViewDraft("coordinator", "食堂", "排队太久")
    teaching_views.send_view(by=by(guided, "wang"), draft=draft, now=NOW)
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        found = {
            each.key: each for each in school_evidence(guided.schools["mingde"], date(2026, 9, 1), date(2026, 9, 11))
        }
    assert len(found) == 4
    joint = found[f"entry:{visit.public_id}"]
    assert joint.kind is DutyKind.HOME_VISIT
    assert joint.students == {guided.students["xiaoming"].pk}
    assert joint.by == {guided.staff["wang"].pk, guided.staff["li"].pk}
    assert (joint.on, joint.channel, joint.outcome) == (TODAY, Channel.HOME_VISIT, Outcome.REFUSED)
    assert {each.kind for each in found.values()} == {
        DutyKind.HOME_VISIT, DutyKind.ACTIVITY, DutyKind.MENTOR_NOTE, DutyKind.RELAY_VIEWS,
    }  # fmt: skip
    assert school_evidence(guided.schools["mingde"], date(2026, 9, 1), date(2026, 9, 9)) == ()


def test_events_of_life_are_told_to_the_duty_engine(guided: World) -> None:
    draft = events.EventDraft("progress", TODAY)
    events.record_event(by=by(guided, "wang"), student=guided.students["xiaoming"], draft=draft, now=NOW)
    (event,) = school_events(guided.schools["mingde"], TODAY, TODAY + DAY)
    assert (event.trigger, event.student, event.on) == (Trigger.PROGRESS, guided.students["xiaoming"].pk, TODAY)
    assert school_events(guided.schools["mingde"], TODAY + DAY, TODAY + 2 * DAY) == ()


def test_the_share_of_face_to_face_is_shown_for_enough_records_only(keep: Keep, guided: World) -> None:
    for number in range(9):
        keep("wang", "xiaoming", channel="phone" if number < 3 else "")
    school = guided.schools["mingde"]
    assert contact_share(school, date(2026, 9, 1), date(2027, 1, 1))[-1].percent is None
    keep("wang", "xiaoming")
    keep("wang", "xiaoming", outcome="refused")
    month, total = contact_share(school, date(2026, 9, 1), date(2027, 1, 1))
    assert (month.month, month.number, month.percent) == (date(2026, 9, 1), 10, 70)
    assert total.percent == 70


def test_each_author_is_reminded_once_of_the_steps_of_the_day(keep: Keep, guided: World) -> None:
    keep("wang", "xiaoming", next_step="约家长", next_step_on=TODAY)
    keep("wang", "xiaohong", next_step="看错题", next_step_on=TODAY)
    keep("li", "xiaogang", next_step="打球", next_step_on=TODAY + DAY)
    assert remind_next_steps(NOW) == 1
    assert remind_next_steps(NOW) == 0
    assert told() == [("王海燕", "今天有 2 件您记下要做的事")]
