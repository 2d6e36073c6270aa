"""Who reads a growth message: the law in Python and as a query agree for everybody, in each state."""

import pytest

from liangshi.domain.growth.reach import reaches_message
from liangshi.growth.models import GrowthMessage, MessageReply
from liangshi.growth.queries import message_facts
from liangshi.growth.services import sending, writing
from tests.world import PERSONAS

from .conftest import NOW, Termly


def in_state(termly: Termly, state: str) -> GrowthMessage:
    if state == "sent":
        return termly.sent()
    if state == "ready":
        return termly.ready()
    message = termly.kept()
    if state == "checking":
        writing.ask_to_check(by=termly.by("li"), message=message, checker=termly.world.staff["wang"], now=NOW)
    return message


READERS = {
    "draft": {"li"},
    "checking": {"li", "wang"},
    "ready": {"li"},
    "sent": {"lin", "shen", "gao", "zhou", "wang", "li", "xiaoming", "zhaoma"},
}


@pytest.mark.parametrize("state", READERS)
def test_each_state_has_its_readers(termly: Termly, state: str) -> None:
    in_state(termly, state)
    readers = {name for name in PERSONAS if GrowthMessage.objects.visible_to(termly.by(name)).exists()}
    assert readers == READERS[state]


@pytest.mark.parametrize("state", READERS)
def test_the_law_in_python_and_as_a_query_agree(termly: Termly, state: str) -> None:
    message = in_state(termly, state)
    for name in PERSONAS:
        seen = GrowthMessage.objects.visible_to(termly.by(name)).filter(pk=message.pk).exists()
        assert seen == reaches_message(termly.by(name), message_facts(message)), name


def test_a_guardians_answer_is_not_the_childs_to_read(termly: Termly) -> None:
    message = termly.sent()
    sending.reply(by=termly.by("zhaoma"), message=message, words="谢谢老师，孩子在家也爱说话了", now=NOW)
    readers = {name for name in PERSONAS if MessageReply.objects.visible_to(termly.by(name)).exists()}
    assert "xiaoming" not in readers
    assert {"zhaoma", "li", "wang"} <= readers
    assert not readers & {"xiaogang", "he", "zheng", "feng"}
