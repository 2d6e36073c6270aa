"""Notices reach the inbox; messages outside carry no content, are retried, and given up visibly."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from liangshi.notices.models import Notice, OutboxMessage
from liangshi.notices.services import Word, deliver_outbox, notify
from tests.world import World

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
WORD = Word("round.opened", "填报志愿开始了", "请在9月20日前选好导师。", "/notices/")


def test_a_notice_stands_in_the_inbox_of_the_one_it_is_for(world: World, sign_in: Callable[[str], Client]) -> None:
    assert notify(to=[world.account("xiaoming"), world.account("xiaoming")], word=WORD, now=NOW) == 1
    assert "填报志愿开始了" in sign_in("xiaoming").get("/notices/").content.decode()
    assert "填报志愿开始了" not in sign_in("xiaogang").get("/notices/").content.decode()


def test_opening_marks_it_as_read_and_leads_to_the_act(world: World, sign_in: Callable[[str], Client]) -> None:
    notify(to=[world.account("xiaoming")], word=WORD, now=NOW)
    notice = Notice.unscoped.get()
    answer = sign_in("xiaoming").post(f"/notices/{notice.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/notices/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_the_notice_of_another_does_not_exist(world: World, sign_in: Callable[[str], Client]) -> None:
    notify(to=[world.account("xiaoming")], word=WORD, now=NOW)
    notice = Notice.unscoped.get()
    assert sign_in("xiaogang").post(f"/notices/{notice.public_id}/").status_code == 404


def test_the_mail_says_only_that_something_waits(world: World) -> None:
    notify(to=[world.account("wang")], word=WORD, now=NOW)
    assert deliver_outbox(NOW) == 1
    (sent,) = mail.outbox
    assert sent.to == ["t006@example.test"]
    assert "志愿" not in sent.subject + sent.body
    assert deliver_outbox(NOW + timedelta(days=1)) == 0


def test_a_mail_server_that_is_down_is_tried_again_and_then_given_up_visibly(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(self: EmailBackend, messages: object) -> int:
        raise SMTPServerDisconnected

    notify(to=[world.account("wang")], word=WORD, now=NOW)
    monkeypatch.setattr(EmailBackend, "send_messages", down)
    at = NOW
    for attempt in range(1, 7):
        assert deliver_outbox(at) == 0
        assert deliver_outbox(at) == 0
        assert OutboxMessage.unscoped.get().attempts == attempt
        at += timedelta(days=1)
    assert OutboxMessage.unscoped.get().state == "failed"
