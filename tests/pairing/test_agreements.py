"""师生职责协议书: drawn up from the scheme, signed by each side, reminded, printed."""

import io
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from docx import Document

from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.pairing.choices import AgreementState
from liangshi.pairing.models import Agreement, AgreementSignature
from liangshi.pairing.services.agreements import (
    NameDiffersError,
    NobodyToRemindError,
    NotYoursToSignError,
    SignedAlreadyError,
    remind_unsigned,
    sign,
)
from liangshi.pairing.services.publishing import publish

from .conftest import NOW, Running, by
from .solved import solved

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _in_september() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def agreement(running: Running) -> Agreement:
    """The agreement of xiaoming with wang."""
    running.hand_in("xiaoming", "wang")
    solved(running)
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    return Agreement.unscoped.get(pairing__student=running.world.students["xiaoming"])


def test_the_text_and_the_signers_are_those_of_the_scheme(agreement: Agreement) -> None:
    assert agreement.text["title"] == "师生职责协议书"
    assert agreement.text["mentor"] == ["每周至少与学生谈心一次"]
    assert agreement.signers == ["mentor", "student", "guardian"]


def test_it_stands_once_every_side_has_signed(running: Running, agreement: Agreement) -> None:
    for person, name in (("wang", "王海燕"), ("xiaoming", "赵小明")):
        sign(by=by(running.world, person), agreement=agreement, name=name, now=NOW)
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.OPEN
    sign(by=by(running.world, "zhaoma"), agreement=agreement, name="刘 桂芳", now=NOW)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.signed_at) == (AgreementState.SIGNED, NOW)
    assert Entry.unscoped.filter(verb="agreement.signed", subject=agreement.public_id).count() == 3


def test_nobody_signs_for_others_under_other_names_or_twice(running: Running, agreement: Agreement) -> None:
    world = running.world
    with pytest.raises(NotYoursToSignError):
        sign(by=by(world, "shen"), agreement=agreement, name="沈若兰", now=NOW)
    with pytest.raises(NameDiffersError):
        sign(by=by(world, "xiaoming"), agreement=agreement, name="赵大明", now=NOW)
    sign(by=by(world, "xiaoming"), agreement=agreement, name="赵小明", now=NOW)
    with pytest.raises(SignedAlreadyError):
        sign(by=by(world, "xiaoming"), agreement=agreement, name="赵小明", now=NOW)
    assert AgreementSignature.unscoped.count() == 1


def test_those_who_have_not_signed_are_reminded_and_nobody_else(running: Running, agreement: Agreement) -> None:
    world = running.world
    sign(by=by(world, "xiaoming"), agreement=agreement, name="赵小明", now=NOW)
    remind_unsigned(by=by(world, "shen"), round_=running.round, now=NOW)
    told = set(Notice.unscoped.filter(kind="agreement.reminder").values_list("account__name", flat=True))
    assert {"王海燕", "刘桂芳", "孙小刚"} <= told
    assert "赵小明" not in told


def test_with_everything_signed_nobody_is_reminded(running: Running, agreement: Agreement) -> None:
    Agreement.unscoped.update(state=AgreementState.SIGNED, signed_at=NOW)
    with pytest.raises(NobodyToRemindError):
        remind_unsigned(by=by(running.world, "shen"), round_=running.round, now=NOW)


def test_it_is_signed_in_the_browser_with_the_own_name(agreement: Agreement, sign_in: SignIn) -> None:
    url = reverse("pairing:agreement", args=[agreement.public_id])
    student = sign_in("xiaoming")
    assert "以学生身份签订" in student.get(url).content.decode()
    assert student.post(url, {"name": "别人"}).status_code == 422
    assert student.post(url, {"name": "赵小明"}).status_code == 303
    assert "以学生身份签订" not in student.get(url).content.decode()
    assert sign_in("xiaogang").get(url).status_code == 404


def test_the_office_sees_who_has_not_signed(running: Running, agreement: Agreement, sign_in: SignIn) -> None:
    client = sign_in("shen")
    url = reverse("pairing:agreements", args=[running.round.public_id])
    page = client.get(url).content.decode()
    assert "待签 3 份" in page
    Agreement.unscoped.filter(pk=agreement.pk).update(state=AgreementState.SIGNED, signed_at=NOW)
    assert "赵小明" not in client.get(url, {"show": "open"}).content.decode()


def words(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_one_agreement_as_word(agreement: Agreement, running: Running, sign_in: SignIn) -> None:
    sign(by=by(running.world, "xiaoming"), agreement=agreement, name="赵小明", now=NOW)
    answer = sign_in("xiaoming").get(reverse("pairing:agreement_word", args=[agreement.public_id]))
    text = words(answer.content)
    assert "清河市明德中学\n师生职责协议书" in text
    assert "一、导师职责" in text
    assert "1. 每周至少与学生谈心一次。" in text
    assert "本协议自2026年9月1日起至2027年7月10日止。" in text
    assert "乙方（学生）签名：赵小明\t2026年9月10日（电子签名）" in text
    assert "甲方（导师）签名：\t年　　月　　日" in text


def test_all_agreements_in_one_document(agreement: Agreement, running: Running, sign_in: SignIn) -> None:
    answer = sign_in("shen").get(reverse("pairing:agreements_word", args=[running.round.public_id]))
    text = words(answer.content)
    for name in ("赵小明", "钱小红", "孙小刚"):
        assert f"乙方（学生）：{name}" in text


def test_the_signatures_are_never_torn_apart_by_the_end_of_a_page(
    agreement: Agreement, running: Running, sign_in: SignIn
) -> None:
    answer = sign_in("shen").get(reverse("pairing:agreements_word", args=[running.round.public_id]))
    lines = [line for line in Document(io.BytesIO(answer.content)).paragraphs if "签名：" in line.text]
    of_one = len(agreement.signers)
    held = [bool(line.paragraph_format.keep_with_next) for line in lines[:of_one]]
    assert held == [True] * (of_one - 1) + [False]
