"""Fixed choices of concerns."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from liangshi.notices.choices import Channel


class ConcernState(TextChoices):
    """How far a concern is; whether it was assessed says its level."""

    RAISED = "raised", _("等人接手")
    IN_HANDS = "in_hands", _("有人在办")
    CLOSED = "closed", _("已办结")


class Danger(TextChoices):
    """Whether somebody is in danger now, as who raises it sees it."""

    NOW = "now", _("是，现在就有危险")
    UNSURE = "unsure", _("说不准")
    NO = "no", _("目前没有")


class Part(TextChoices):
    """The part of a student in the event."""

    CONCERNED = "concerned", _("需要关心的学生")
    INVOLVED = "involved", _("牵涉其中")
    PRESENT = "present", _("在场或知情")


INBOX = "inbox"
"""How the ladder tells somebody inside; outside it uses every channel of `notices` that leads to them."""


def channel_word(channel: str) -> str:
    """站内通知, 邮件, 企业微信."""
    return str(_("站内通知") if channel == INBOX else Channel(channel).label)


class RunEnd(TextChoices):
    """Why a run up the ladder ended."""

    ASSESSED = "assessed", _("重新评估了等级")
    CLOSED = "closed", _("已办结")


class HandEnd(TextChoices):
    """Why somebody no longer has it in hand."""

    GIVEN_BACK = "given_back", _("交回")
    HANDED_ON = "handed_on", _("转交")
    KEPT_AWAY = "kept_away", _("不宜经手")
    GONE = "gone", _("已离校")
    AWAY = "away", _("不在")
    CLOSED = "closed", _("办结")
