"""Versions, fields that not everybody reads, what is added below."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from liangshi.audit.models import Entry as AuditEntry
from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry, EntryStudent, EntryVersion
from liangshi.records.queries.entry_page import entry_page
from liangshi.records.services import following, rewriting
from liangshi.records.services.rewriting import Rewriting, rewrite_entry
from liangshi.schemes.models import SchemeVersion
from tests.pairing.conftest import SCHEME, publish
from tests.records.conftest import HOUR, NOW, by
from tests.world import World

Keep = Callable[..., Entry]
SignIn = Callable[[str], Client]

FORM = """
[[forms]]
id = "own-talk"
title = "谈话记录"
kind = "talk"
authors = ["mentor"]
readers = ["homeroom_teacher"]
source = { document = "校", place = "一", words = "为每位学生配备导师" }
reading = "谈过就记。"
fields = [
  { key = "held_at", label = "时间", type = "datetime", required = true },
  { key = "mood", label = "心情", type = "scale", scale = 5 },
  { key = "own_words", label = "学生的话", sensitivity = "sensitive", readers = ["mentor"], purpose = "记住原话" },
  { key = "home", label = "家里的情况", sensitivity = "sensitive", purpose = "只写与帮助学生有关的" },
  { key = "risk", label = "担心的事", sensitivity = "restricted", readers = ["counsellor"], purpose = "交给心理教师" },
]
"""


@pytest.fixture
def asked(guided: World) -> SchemeVersion:
    """The school's scheme asks for these fields of a talk."""
    return publish(guided, SCHEME + FORM)


def as_it_stands(entry: Entry, **changes: object) -> Rewriting:
    stands = Rewriting(
        entry.happened_at, entry.channel, entry.outcome, entry.topic, entry.field, entry.place, entry.minutes,
        entry.words, entry.next_step, entry.next_step_on, entry.readers,
        {**entry.answers, **json.loads(entry.guarded)}, {},
    )  # fmt: skip
    return replace(stands, **changes)  # type: ignore[arg-type]


def rewrite(world: World, entry: Entry, name: str = "wang", **changes: object) -> Entry:
    rewrite_entry(
        by=by(world, name), entry=entry, rewriting=as_it_stands(entry, **changes), revision=entry.revision,
        now=NOW + HOUR,
    )  # fmt: skip
    return Entry.unscoped.get(pk=entry.pk)


def read(world: World, name: str, entry: Entry) -> dict[str, str]:
    return {answer.label: answer.words for answer in entry_page(by(world, name), entry, NOW).answers}


ANSWERS = {"mood": "4", "own_words": "想学画画", "home": "和奶奶住", "risk": "睡不着"}


def test_the_earlier_text_stays_readable(keep: Keep, guided: World) -> None:
    entry = rewrite(guided, keep("wang", "xiaoming", words="谈了作业"), words="谈了作业和睡眠", next_step="周五再谈")
    assert (entry.words, entry.revision) == ("谈了作业和睡眠", 2)
    (version,) = entry_page(by(guided, "lin"), entry, NOW).versions
    assert (version.ordinal, version.words, version.next_step) == (1, "谈了作业", "")
    assert AuditEntry.unscoped.filter(verb="entry.rewritten").count() == 1


def test_saving_the_same_again_makes_no_version(keep: Keep, guided: World) -> None:
    entry = rewrite(guided, keep("wang", "xiaoming", words="谈了作业"))
    assert entry.revision == 1
    assert not EntryVersion.unscoped.exists()


def test_only_the_author_rewrites_and_nobody_over_newer_text(keep: Keep, guided: World) -> None:
    entry = keep("wang", "xiaoming", colleagues=(guided.staff["li"].pk,), words="谈了作业")
    with pytest.raises(rewriting.NotAuthorError):
        rewrite(guided, entry, "li", words="别的")
    rewrite(guided, entry, words="第二版")
    with pytest.raises(rewriting.ChangedMeanwhileError):
        rewrite(guided, entry, words="旧页面上写的")
    assert Entry.unscoped.get().words == "第二版"
    assert EntryVersion.unscoped.count() == 1


def test_each_field_is_read_by_those_whom_it_names(asked: SchemeVersion, keep: Keep, guided: World) -> None:
    entry = rewrite(guided, keep("li", "xiaogang"), "li", answers=ANSWERS)
    assert set(read(guided, "li", entry)) == {"心情", "学生的话", "家里的情况", "担心的事"}
    assert set(read(guided, "zhou", entry)) == {"心情", "担心的事"}
    assert set(read(guided, "shen", entry)) == {"心情"}
    assert set(read(guided, "gao", entry)) == {"心情"}
    of_wang = rewrite(guided, keep("li", "xiaoming"), "li", answers=ANSWERS)
    assert set(read(guided, "wang", of_wang)) == {"心情", "学生的话", "家里的情况"}


def test_an_earlier_version_hides_what_the_record_hides(asked: SchemeVersion, keep: Keep, guided: World) -> None:
    entry = rewrite(guided, keep("li", "xiaogang"), "li", answers=ANSWERS)
    entry = rewrite(guided, entry, "li", answers={"mood": "2"})
    for name, labels in (("li", {"心情", "学生的话", "家里的情况", "担心的事"}), ("shen", {"心情"})):
        latest = entry_page(by(guided, name), entry, NOW).versions[0]
        assert {answer.label for answer in latest.answers} == labels


def test_sensitive_answers_are_sealed_in_the_database_and_in_versions(
    asked: SchemeVersion, keep: Keep, guided: World
) -> None:
    entry = rewrite(guided, keep("wang", "xiaoming"), answers=ANSWERS)
    rewrite(guided, entry, words="又谈了一次")
    assert entry.answers == {"mood": "4"}
    for table in (Entry, EntryVersion):
        for sealed in table.unscoped.values_list("guarded", flat=True):
            assert "画画" not in sealed.text


def test_reading_a_sealed_answer_leaves_a_trace_and_an_ordinary_reading_none(
    asked: SchemeVersion, keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    entry = rewrite(guided, keep("li", "xiaoming"), "li", answers=ANSWERS)
    for name in ("li", "shen"):
        sign_in(name).get(f"/records/{entry.public_id}/")
    assert not AuditEntry.unscoped.filter(verb="entry.read").exists()
    page = sign_in("wang").get(f"/records/{entry.public_id}/").content.decode()
    assert "想学画画" in page
    assert AuditEntry.unscoped.get(verb="entry.read").actor == guided.account("wang").pk


def test_the_page_asks_the_scheme_s_fields_and_says_who_reads_them(
    asked: SchemeVersion, keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    entry = keep("wang", "xiaoming")
    browser, url = sign_in("wang"), f"/records/{entry.public_id}/edit/"
    page = browser.get(url).content.decode()
    assert "学生的话" in page
    assert "这一项只有这些人能看到：" in page
    assert 'name="answer_held_at"' not in page
    sent = {
        "words": "谈了画画", "outcome": "held", "happened_at": "2026-09-10T15:00", "channel": "face_to_face",
        "readers": "team", "revision": "1", "answer_own_words": "想学画画", "answer_mood": "4",
    }  # fmt: skip
    assert browser.post(url, sent).status_code == 303
    stored = Entry.unscoped.get()
    assert json.loads(stored.guarded) == {"own_words": "想学画画"}
    refused = browser.post(url, {**sent, "next_step_on": "2026-09-12", "revision": "2"})
    assert refused.status_code == 422
    assert "请写下一步是什么。" in refused.content.decode()


def test_who_was_overtaken_in_another_tab_reads_what_stands_and_saves_over_it(
    keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    entry = keep("wang", "xiaoming")
    browser, url = sign_in("wang"), f"/records/{entry.public_id}/edit/"
    sent = {"outcome": "held", "happened_at": "2026-09-10T15:00", "channel": "face_to_face", "readers": "team"}
    assert browser.post(url, {**sent, "words": "先写的", "revision": "1"}).status_code == 303
    refused = browser.post(url, {**sent, "words": "后写的", "revision": "1"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "现在的要点是：“先写的”" in page
    assert "后写的" in page
    assert 'name="revision" value="2"' in page
    assert Entry.unscoped.get().words == "先写的"
    assert browser.post(url, {**sent, "words": "后写的", "revision": "2"}).status_code == 303
    assert Entry.unscoped.get().words == "后写的"
    assert EntryVersion.unscoped.order_by("ordinal").last().content["words"] == "先写的"


def test_pasted_words_that_are_too_long_stay_in_the_form(
    keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    url = f"/records/{keep('wang', 'xiaoming').public_id}/edit/"
    page = sign_in("wang").get(url).content.decode()
    assert 'maxlength="4000"' not in page
    long = "写得很长" * 1001 + "最后一句"
    refused = sign_in("wang").post(url, {"words": long, "outcome": "held", "revision": "1"})
    assert refused.status_code == 422
    assert "最多写 4000 字，现在是 4008 字" in refused.content.decode()
    assert "最后一句" in refused.content.decode()


def test_words_about_one_student_are_read_with_that_student_only(keep: Keep, guided: World) -> None:
    entry = keep("gao", "xiaoming", "xiaogang", kind=EntryKind.ACTIVITY)
    own = {guided.students["xiaogang"].pk: "主动搬器材"}
    entry = rewrite(guided, entry, "gao", parts=own)
    assert EntryStudent.unscoped.get(student=guided.students["xiaogang"]).words == "主动搬器材"
    page = entry_page(by(guided, "li"), entry, NOW)
    assert [part.student.name for part in page.parts] == ["孙小刚"]
    assert page.others == 1


def test_what_comes_later_is_added_below_by_whoever_reads_it(keep: Keep, guided: World) -> None:
    entry = keep("wang", "xiaoming", words="谈了作业", next_step="周五再谈")
    following.add_to_entry(by=by(guided, "gao"), entry=entry, words="周五谈过了", now=NOW)
    following.finish_step(by=by(guided, "wang"), entry=entry, now=NOW)
    page = entry_page(by(guided, "wang"), Entry.unscoped.get(), NOW)
    assert [row.words for row in page.additions] == ["周五谈过了"]
    assert page.entry.words == "谈了作业"
    with pytest.raises(following.StepDoneError):
        following.finish_step(by=by(guided, "wang"), entry=entry, now=NOW)
    with pytest.raises(following.NothingWrittenError):
        following.add_to_entry(by=by(guided, "wang"), entry=entry, words="  ", now=NOW)


def test_a_new_next_step_is_open_again(keep: Keep, guided: World) -> None:
    entry = keep("wang", "xiaoming", next_step="周五再谈")
    following.finish_step(by=by(guided, "wang"), entry=entry, now=NOW)
    entry = rewrite(guided, Entry.unscoped.get(), words="补几句")
    assert entry.next_step_done_at == NOW
    assert rewrite(guided, entry, next_step="约家长").next_step_done_at is None
