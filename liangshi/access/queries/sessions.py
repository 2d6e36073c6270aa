"""Where somebody is signed in, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liangshi.people.models import Account

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DEVICES: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("iPhone", _("苹果手机")),
    ("iPad", _("苹果平板")),
    ("HarmonyOS", _("鸿蒙设备")),
    ("Android", _("安卓手机或平板")),
    ("Windows", _("Windows 电脑")),
    ("Macintosh", _("苹果电脑")),
    ("Linux", _("Linux 电脑")),
)
PROGRAMS: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("wxwork", _("企业微信")),
    ("MicroMessenger", _("微信")),
    ("DingTalk", _("钉钉")),
    ("Edg", _("Edge 浏览器")),
    ("Firefox", _("火狐浏览器")),
    ("Chrome", _("Chrome 浏览器")),
    ("Safari", _("Safari 浏览器")),
)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One device on which the account is signed in."""

    device: str
    address: str
    since: datetime
    here: bool


def open_sessions(account: Account, current: str | None, now: datetime) -> list[OpenSession]:
    """This device first, then the newest."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows = UserSession.objects.filter(user=account, session_key__in=alive).order_by("-created_at")
    found = [
        OpenSession(device_words(row.user_agent), row.ip, row.created_at, row.session_key == current) for row in rows
    ]
    return sorted(found, key=lambda one: not one.here)


def device_words(user_agent: str) -> str:
    """苹果手机上的微信."""
    device, program = _first(DEVICES, user_agent), _first(PROGRAMS, user_agent)
    if device and program:
        return gettext("%(device)s上的%(program)s") % {"device": device, "program": program}
    return str(device or program or gettext("不认识的设备"))


def _first(words: "Iterable[tuple[str, StrOrPromise]]", user_agent: str) -> "StrOrPromise | None":
    return next((word for mark, word in words if mark in user_agent), None)
