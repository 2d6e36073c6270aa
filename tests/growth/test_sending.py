"""Growth messages arrive, and the family answers."""

from datetime import timedelta

import pytest

from liangshi.domain.duties import Evidence
from liangshi.domain.scheme import Channel, DutyKind
from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage, MessageReply
from liangshi.growth.queries.evidence import school_evidence
from liangshi.growth.services import refusals, sending, writing
from liangshi.notices.models import Notice

from .conftest import NOW, Termly


def told(kind: str) -> set[str]:
    return set(Notice.unscoped.filter(kind=kind).values_list("account__name", flat=True))


def test_a_message_arrives_at_the_student_and_the_guardians(termly: Termly) -> None:
    message = termly.sent()
    assert message.state == MessageState.SENT
    assert told("growth_message.sent") == {"赵小明", "刘桂芳"}


def test_only_finished_messages_go_out(termly: Termly) -> None:
    message = termly.kept()
    with pytest.raises(refusals.MovedError):
        sending.send(by=termly.by("li"), messages=[message], now=NOW)
    assert told("growth_message.sent") == set()


def test_nobody_sends_for_the_author(termly: Termly) -> None:
    message = termly.ready()
    with pytest.raises(refusals.NotYoursError):
        sending.send(by=termly.by("wang"), messages=[message], now=NOW)


def test_of_several_all_or_none_go_out(termly: Termly) -> None:
    ready, draft = termly.ready(), termly.kept("xiaohong", "小红，你好。")
    with pytest.raises(refusals.MovedError):
        sending.send(by=termly.by("li"), messages=[ready, draft], now=NOW)
    assert not GrowthMessage.unscoped.filter(state=MessageState.SENT).exists()


def test_on_the_chosen_day_they_go_out_by_themselves_once(termly: Termly) -> None:
    message = termly.ready()
    tomorrow = NOW + timedelta(days=1)
    writing.choose_day(by=termly.by("li"), messages=[message], day=tomorrow.date(), now=NOW)
    assert sending.send_due(NOW) == 0
    assert [sending.send_due(tomorrow), sending.send_due(tomorrow)] == [1, 0]
    assert Notice.unscoped.filter(kind="growth_message.sent", account=termly.world.account("xiaoming")).count() == 1


def test_finished_messages_without_a_day_wait(termly: Termly) -> None:
    termly.ready()
    assert sending.send_due(NOW + timedelta(days=30)) == 0


def test_student_and_guardian_answer_and_the_mentor_learns_of_it(termly: Termly) -> None:
    message = termly.sent()
    for name in ("xiaoming", "zhaoma"):
        sending.reply(by=termly.by(name), message=message, words="谢谢老师", now=NOW)
    assert MessageReply.unscoped.count() == 2
    assert told("growth_message.answered") == {"李向东"}


def test_others_do_not_answer(termly: Termly) -> None:
    message = termly.sent()
    for name in ("xiaogang", "sunba", "wang"):
        with pytest.raises(refusals.NotYoursError):
            sending.reply(by=termly.by(name), message=message, words="你好", now=NOW)


def test_an_empty_answer_is_no_answer(termly: Termly) -> None:
    message = termly.sent()
    with pytest.raises(refusals.NothingWrittenError):
        sending.reply(by=termly.by("xiaoming"), message=message, words="  ", now=NOW)


def test_a_message_that_was_sent_counts_for_its_author_on_its_day(termly: Termly) -> None:
    message = termly.sent()
    termly.ready("xiaohong", "小红，你好。")
    school, day = termly.world.schools["mingde"], NOW.date()
    assert school_evidence(school, day, day + timedelta(days=1)) == (
        Evidence(
            key=f"growth_message:{message.public_id}", kind=DutyKind.GROWTH_MESSAGE,
            students=frozenset({message.student_id}), by=frozenset({message.author_id}), on=day,
            channel=Channel.WRITTEN,
        ),
    )  # fmt: skip
    assert school_evidence(school, day + timedelta(days=1), day + timedelta(days=9)) == ()
