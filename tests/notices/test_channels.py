"""App messages through WeCom, DingTalk and Feishu: tokens, refusals, limits, addresses, a dead channel made visible."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from liangshi.notices.models import Address, Notice, OutboxMessage
from liangshi.notices.services import Word, deliver_outbox, link_addresses, notify
from tests.notices.fake_services import SECRET, Services, services
from tests.world import World

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
WORD = Word("appointment.proposed", "关于赵小明的家访", "赵小明：家访", "/appointments/abc/")
CHANNELS = ("wecom", "dingtalk", "feishu")
AGAIN = timedelta(hours=5)
BUSY = {
    "wecom": (200, {"errcode": 45009, "errmsg": "reach max api frequency limit"}, {}),
    "dingtalk": (200, {"errcode": 90018, "errmsg": "requests too frequent"}, {}),
    "feishu": (429, {"code": 99991400, "msg": "request trigger frequency limit"}, {"x-ogw-ratelimit-reset": "600"}),
}


@pytest.fixture
def outside() -> Iterator[Services]:
    """The services; no token is kept from another test."""
    with services() as server:
        yield server


@pytest.fixture(params=CHANNELS)
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def configure(settings: Any, server: Services, *channels: str, **changes: str) -> None:
    """One app for all schools and each channel."""
    cache.clear()
    in_memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": in_memory, "LOCATION": server.address}}
    settings.LIANGSHI_ADDRESS = "https://liangshi.example"
    usual = {"school": "", "app_id": "the-app", "secret": SECRET, "agent": "1000002", "api": server.address}
    settings.MESSAGE_APPS = [{"channel": name, **usual, **changes} for name in channels]


@pytest.fixture
def sends(world: World, outside: Services, settings: Any, channel: str) -> Callable[..., int]:
    """`sends("wang")` puts a notice into the outbox of wang, who is reached as wang.hy; `sends()` delivers only."""
    configure(settings, outside, channel)
    account = world.account("wang")
    account.email = ""
    account.save()
    Address.unscoped.create(account=account, channel=channel, address="wang.hy", checked_at=NOW)

    def sent(*names: str, at: datetime = NOW) -> int:
        for name in names:
            account = world.account(name)
            account.refresh_from_db()
            notify(to=[account], word=WORD, now=NOW)
        return deliver_outbox(at)

    return sent


def text_of(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)


def test_an_alert_says_who_which_kind_and_where_and_nothing_else(
    outside: Services, sends: Callable[..., int], channel: str
) -> None:
    assert sends("wang") == 1
    (body,) = outside.sent
    whole = text_of(body)
    assert "王海燕您好，您在良师有一条新的约见" in whole
    assert "https://liangshi.example/appointments/abc/" in whole
    assert "赵小明" not in whole
    assert "家访" not in whole
    shape = {
        "wecom": ("touser", "textcard"),
        "dingtalk": ("userid_list", "action_card"),
        "feishu": ("receive_id", "text"),
    }
    to, kind = shape[channel]
    assert body[to] == "wang.hy"
    assert kind in whole


def test_two_alerts_of_one_day_differ(outside: Services, sends: Callable[..., int], world: World) -> None:
    """DingTalk drops what it has already said to the same person that day."""
    sends("wang")
    notify(to=[world.account("wang")], word=WORD, now=NOW + timedelta(seconds=7))
    OutboxMessage.unscoped.filter(channel="mail").delete()
    deliver_outbox(NOW + timedelta(minutes=1))
    first, second = (text_of(body) for body in outside.sent)
    assert first != second


def test_one_token_serves_many_alerts_and_a_spent_one_is_renewed(outside: Services, sends: Callable[..., int]) -> None:
    assert (sends("wang", "wang"), outside.tokens) == (2, 1)
    outside.spent.add("token-1")
    assert (sends("wang"), outside.tokens) == (1, 2)


def test_a_token_that_stays_spent_is_not_asked_for_for_ever(outside: Services, sends: Callable[..., int]) -> None:
    outside.spent |= {"token-1", "token-2"}
    assert sends("wang") == 0
    assert outside.tokens == 2
    assert OutboxMessage.unscoped.get().state == "waiting"


def test_a_wrong_secret_keeps_the_message_and_names_the_reason(
    outside: Services, sends: Callable[..., int], settings: Any, channel: str
) -> None:
    configure(settings, outside, channel, secret="wrong")
    assert sends("wang") == 0
    message = OutboxMessage.unscoped.get()
    assert (message.state, message.attempts) == ("waiting", 1)
    assert message.error.startswith(("errcode 400", "code 10014"))
    configure(settings, outside, channel)
    assert sends(at=NOW + AGAIN) == 1


def test_a_limit_of_the_service_is_kept_to(outside: Services, sends: Callable[..., int], channel: str) -> None:
    outside.trouble = [BUSY[channel]]
    assert sends("wang") == 0
    pause = OutboxMessage.unscoped.get().due_at - NOW
    minutes = {"wecom": 5, "dingtalk": 1, "feishu": 10}
    assert pause == timedelta(minutes=minutes[channel])
    assert sends(at=NOW + pause - timedelta(seconds=1)) == 0
    assert sends(at=NOW + pause) == 1


def test_an_address_that_is_gone_gets_no_second_try_and_no_further_alert(
    outside: Services, sends: Callable[..., int], world: World
) -> None:
    outside.gone.add("wang.hy")
    assert sends("wang") == 0
    assert OutboxMessage.unscoped.get().state == "failed"
    assert Address.unscoped.get().gone_at == NOW
    sends("wang")
    assert (OutboxMessage.unscoped.count(), Notice.unscoped.count()) == (1, 2)


@pytest.mark.parametrize(
    "trouble", [(502, {}, {}), (200, [], {}), (200, {"errcode": "0"}, {}), (200, {"ok": True}, {})], ids=str
)
def test_an_answer_that_is_none_is_tried_again(
    outside: Services, sends: Callable[..., int], trouble: tuple[int, Any, dict[str, str]]
) -> None:
    outside.trouble = [trouble]
    assert sends("wang") == 0
    assert sends(at=NOW + AGAIN) == 1


def test_a_dead_service_holds_up_no_other_channel(
    world: World, outside: Services, settings: Any, sign_in: Callable[[str], Client]
) -> None:
    configure(settings, outside, "wecom", api="http://127.0.0.1:9")
    names = ("wang", "li", "gao", "lin", "shen")
    for name in names:
        Address.unscoped.create(account=world.account(name), channel="wecom", address=name, checked_at=NOW)
    notify(to=[world.account(name) for name in names], word=WORD, now=NOW)
    assert deliver_outbox(NOW) == len(mail.outbox) == 5
    tried = OutboxMessage.unscoped.filter(channel="wecom", attempts=1)
    assert {message.error for message in tried} == {"ConnectionError"}
    assert tried.count() == 3
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        page = sign_in("gu").get("/notices/channels/").content.decode()
    assert "发不出去，正在重试" in page
    assert "ConnectionError" in page


def test_a_channel_that_was_taken_out_of_the_settings_is_shown(
    outside: Services, sends: Callable[..., int], settings: Any, sign_in: Callable[[str], Client]
) -> None:
    notify_first = sends("wang")
    settings.MESSAGE_APPS = []
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        page = sign_in("gu").get("/notices/channels/").content.decode()
    assert notify_first == 1
    assert "没有配置" in page


def test_people_are_found_by_their_number_once(world: World, outside: Services, settings: Any, channel: str) -> None:
    configure(settings, outside, channel)
    wang = world.staff["wang"]
    wang.phone = "19900000106"
    wang.save()
    assert link_addresses(NOW) == 2
    found = dict(Address.unscoped.values_list("account__name", "address"))
    assert found == {"王海燕": "wang.hy", "刘桂芳": "liu.gf", "孙大山": ""}
    outside.asked.clear()
    assert link_addresses(NOW + timedelta(days=1)) == 0
    assert outside.asked == []
    link_addresses(NOW + timedelta(days=15))
    assert outside.asked != []


def test_a_school_with_its_own_app_uses_it(world: World, outside: Services, settings: Any) -> None:
    configure(settings, outside, "dingtalk")
    own = {**settings.MESSAGE_APPS[0], "school": "mingde", "agent": "77"}
    settings.MESSAGE_APPS = [*settings.MESSAGE_APPS, own, {**own, "school": "yuying", "agent": "88"}]
    Address.unscoped.create(account=world.account("wang"), channel="dingtalk", address="wang.hy", checked_at=NOW)
    notify(to=[world.account("wang")], word=WORD, now=NOW)
    deliver_outbox(NOW)
    assert [body["agent_id"] for body in outside.sent] == [77]


def test_without_configuration_nothing_is_prepared(world: World) -> None:
    Address.unscoped.create(account=world.account("wang"), channel="wecom", address="wang.hy", checked_at=NOW)
    notify(to=[world.account("wang")], word=WORD, now=NOW)
    assert list(OutboxMessage.unscoped.values_list("channel", flat=True)) == ["mail"]


def test_care_and_danger_have_no_word_of_their_own(world: World) -> None:
    notify(to=[world.account("wang")], word=Word("concern.told", "请马上看一条担心"), now=NOW)
    deliver_outbox(NOW)
    (sent,) = mail.outbox
    assert "一条新的通知" in sent.body
    assert "担心" not in sent.subject + sent.body


@pytest.mark.parametrize("kind", ["concern.receipt", "care.line", "case.invited", "check_in.talk", "glass.broken"])
def test_of_care_and_danger_not_even_the_address_of_the_page_leaves(world: World, settings: Any, kind: str) -> None:
    settings.LIANGSHI_ADDRESS = "https://liangshi.example"
    notify(to=[world.account("wang")], word=Word(kind, "有新的进展", link="/concerns/raised/abc/"), now=NOW)
    deliver_outbox(NOW)
    (sent,) = mail.outbox
    assert "https://liangshi.example/notices/" in sent.body
    assert "concern" not in sent.body


def test_an_address_that_is_none_holds_up_nobody_and_is_given_up(world: World) -> None:
    wang = world.account("wang")
    wang.email = "wang@example.test\nBcc: li@example.test"
    wang.save()
    notify(to=[wang, world.account("li"), world.account("gao")], word=WORD, now=NOW)
    assert deliver_outbox(NOW) == len(mail.outbox) == 2
    assert OutboxMessage.unscoped.get(notice__account=wang).state == "failed"


def test_a_message_whose_worker_fell_each_time_is_given_up_visibly(world: World) -> None:
    notify(to=[world.account("wang")], word=WORD, now=NOW)
    OutboxMessage.unscoped.update(attempts=6)
    assert deliver_outbox(NOW) == len(mail.outbox) == 0
    assert OutboxMessage.unscoped.get().state == "failed"


def test_a_service_that_all_schools_share_is_asked_three_times_for_all_of_them(
    world: World, outside: Services, settings: Any
) -> None:
    configure(settings, outside, "wecom", api="http://127.0.0.1:9")
    names = ("wang", "li", "gao", "he", "wu")
    for name in names:
        Address.unscoped.create(account=world.account(name), channel="wecom", address=name, checked_at=NOW)
    notify(to=[world.account(name) for name in names], word=WORD, now=NOW)
    deliver_outbox(NOW)
    assert OutboxMessage.unscoped.filter(channel="wecom", attempts=1).count() == 3
