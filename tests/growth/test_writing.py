"""A growth message is written, read by a colleague, finished."""

from datetime import timedelta

import pytest

from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage
from liangshi.growth.services import refusals, writing
from liangshi.growth.services.writing import Sheet
from liangshi.notices.models import Notice
from liangshi.schemes.models import SchemeVersion

from .conftest import NOW, TEXT, Termly

HEADER = """
[header]
key = "mingde-tests"
title = "清河市明德中学全员导师制实施方案"
stages = ["senior"]
version = "2026-1"
author = "德育处"
valid_from = "2026-08-01"

[[documents]]
key = "校"
title = "学校讨论稿"

[[forms]]
id = "letter"
title = "成长寄语"
kind = "growth_message"
authors = ["mentor"]
second_reader = "homeroom_teacher"
source = { document = "校", place = "五", words = "成长寄语由班主任校读后寄出。" }
reading = "寄出前由班主任校读"
fields = [{ key = "text", label = "寄语", type = "long_text", sensitivity = "open" }]
"""


def scheme_asks_for_a_second_reader(termly: Termly) -> None:
    SchemeVersion.unscoped.create(
        school=termly.world.schools["mingde"], ordinal=1, title="实施方案", text=HEADER, digest="0" * 64,
        valid_from="2026-08-01", published_at=NOW, published_by=termly.world.account("shen"),
    )  # fmt: skip


def test_a_mentor_keeps_a_message_and_writes_on(termly: Termly) -> None:
    message = termly.kept(text="开头")
    again = writing.keep(
        by=termly.by("li"), student=termly.world.students["xiaoming"], sheet=Sheet(TEXT, message.revision), now=NOW
    )
    assert (again.pk, again.text, again.state, again.revision) == (message.pk, TEXT, MessageState.DRAFT, 2)


def test_nothing_is_written_over_that_changed_on_another_device(termly: Termly) -> None:
    termly.kept()
    for revision in (0, 7):
        with pytest.raises(refusals.MovedError):
            writing.keep(
                by=termly.by("li"), student=termly.world.students["xiaoming"], sheet=Sheet("别的", revision), now=NOW
            )
    assert GrowthMessage.unscoped.get().text == TEXT


def test_only_the_mentor_writes(termly: Termly) -> None:
    with pytest.raises(refusals.NotYoursError):
        writing.keep(by=termly.by("gao"), student=termly.world.students["xiaoming"], sheet=Sheet("好", 0), now=NOW)


def test_an_empty_draft_is_kept_and_never_finished(termly: Termly) -> None:
    message = termly.kept(text="  ")
    with pytest.raises(refusals.NothingWrittenError):
        writing.finish(by=termly.by("li"), message=message, now=NOW)


def test_a_message_is_finished_where_the_scheme_asks_for_no_second_reader(termly: Termly) -> None:
    assert termly.ready().state == MessageState.READY


def test_the_scheme_may_ask_for_a_second_reader_first(termly: Termly) -> None:
    scheme_asks_for_a_second_reader(termly)
    message = termly.kept()
    with pytest.raises(refusals.NotReadYetError):
        writing.finish(by=termly.by("li"), message=message, now=NOW)
    wang, gao = termly.world.staff["wang"], termly.world.staff["gao"]
    with pytest.raises(refusals.NotOfferedError):
        writing.ask_to_check(by=termly.by("li"), message=message, checker=gao, now=NOW)
    writing.ask_to_check(by=termly.by("li"), message=message, checker=wang, now=NOW)
    assert Notice.unscoped.get(kind="growth_message.to_check").account == wang.account
    writing.answer_check(by=termly.by("wang"), message=message, fine=True, remark="", now=NOW)
    assert message.state == MessageState.READY


def test_a_second_reader_sends_it_back_with_a_word(termly: Termly) -> None:
    message = termly.kept()
    writing.ask_to_check(by=termly.by("li"), message=message, checker=termly.world.staff["wang"], now=NOW)
    with pytest.raises(refusals.NothingWrittenError):
        writing.answer_check(by=termly.by("wang"), message=message, fine=False, remark=" ", now=NOW)
    writing.answer_check(by=termly.by("wang"), message=message, fine=False, remark="写写运动会", now=NOW)
    assert (message.state, message.remark) == (MessageState.RETURNED, "写写运动会")
    assert Notice.unscoped.get(kind="growth_message.checked").account == termly.world.account("li")


def test_nobody_else_answers_for_the_second_reader(termly: Termly) -> None:
    message = termly.kept()
    writing.ask_to_check(by=termly.by("li"), message=message, checker=termly.world.staff["wang"], now=NOW)
    for name in ("li", "gao"):
        with pytest.raises(refusals.NotYoursError):
            writing.answer_check(by=termly.by(name), message=message, fine=True, remark="", now=NOW)


def test_the_author_is_not_the_second_reader(termly: Termly) -> None:
    message = termly.kept()
    with pytest.raises(refusals.NotOfferedError):
        writing.ask_to_check(by=termly.by("li"), message=message, checker=termly.world.staff["li"], now=NOW)


def test_a_finished_message_is_taken_back_until_it_is_sent(termly: Termly) -> None:
    message = termly.ready()
    writing.take_back(by=termly.by("li"), message=message, now=NOW)
    assert message.state == MessageState.DRAFT
    sent = termly.sent("xiaohong", "小红，谢谢你每天给绿萝浇水。")
    with pytest.raises(refusals.MovedError):
        writing.take_back(by=termly.by("li"), message=sent, now=NOW)


def test_a_day_is_chosen_today_or_later(termly: Termly) -> None:
    message = termly.ready()
    with pytest.raises(refusals.DayGoneError):
        writing.choose_day(by=termly.by("li"), messages=[message], day=NOW.date() - timedelta(days=1), now=NOW)
    assert writing.choose_day(by=termly.by("li"), messages=[message], day=NOW.date(), now=NOW) == 1
    assert message.send_on == NOW.date()
