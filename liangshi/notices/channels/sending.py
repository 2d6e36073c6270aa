"""Which adapter speaks for which channel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from liangshi.notices.choices import Channel
from liangshi.notices.models import OutboxMessage

from . import dingtalk, feishu, mail, wecom
from .alerts import Alert, alert_of
from .configured import OutsideApp, app_for
from .failures import NotDeliveredError


@dataclass(frozen=True, slots=True)
class Adapter:
    """`send` raises one of the failures; `find` gives the address of a phone number, or none."""

    send: Callable[[OutsideApp, str, Alert], None]
    find: Callable[[OutsideApp, str], str | None]


ADAPTERS: Mapping[Channel, Adapter] = {
    Channel.WECOM: Adapter(wecom.send, wecom.find),
    Channel.DINGTALK: Adapter(dingtalk.send, dingtalk.find),
    Channel.FEISHU: Adapter(feishu.send, feishu.find),
}


def send_out(message: OutboxMessage) -> None:
    """Send one message of the outbox; account and school are at hand."""
    alert = alert_of(message.notice)
    channel = Channel(message.channel)
    if channel is Channel.MAIL:
        mail.send(message.address, alert)
        return
    school = message.notice.account.school
    app = app_for(channel, school.code if school else "")
    if app is None:
        raise NotDeliveredError("not configured")
    ADAPTERS[channel].send(app, message.address, alert)
