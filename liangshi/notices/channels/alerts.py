"""What leaves the system: for whom, which kind, when, and where to read it. Never content, never a child's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.notices.models import Notice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: "Mapping[str, StrOrPromise]" = {
    "appointment": gettext_lazy("约见"),
    "message": gettext_lazy("家校消息"),
    "round": gettext_lazy("导师结对"),
    "pairing": gettext_lazy("导师结对"),
    "mentor": gettext_lazy("导师结对"),
    "agreement": gettext_lazy("协议书"),
    "entry": gettext_lazy("育人记录"),
    "evaluation": gettext_lazy("阶段评估"),
    "growth_message": gettext_lazy("成长寄语"),
    "duties": gettext_lazy("近期任务"),
}
"""By the first part of a notice's kind. What concerns care or danger has no word here: it is "通知" like any other."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A title, one sentence and a link; `key` is the same for the same notice, so that a repeat can be noticed."""

    title: str
    text: str
    link: str
    key: str


def alert_of(notice: Notice) -> Alert:
    """The alert about a notice; the time makes two alerts of one day differ, which DingTalk would else drop.

    What has no word of its own has no address either: the path of a concern would say that there is one.
    """
    known = KINDS.get(notice.kind.partition(".")[0])
    kind = known or _("通知")
    at = f"{timezone.localtime(notice.created_at):%H:%M:%S}"
    text = _("%(name)s您好，您在良师有一条新的%(kind)s（%(at)s），请登录查看。")
    path = (notice.link if known else "") or "/notices/"
    return Alert(
        title=_("良师：有一条新通知"),
        text=text % {"name": notice.account.name, "kind": kind, "at": at},
        link=f"{settings.LIANGSHI_ADDRESS.rstrip('/')}{path}" if settings.LIANGSHI_ADDRESS else "",
        key=notice.public_id,
    )
