"""Fixed choices of cases, check-ins and growth support files."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Whether somebody works on it."""

    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结案")


class EntryKind(TextChoices):
    """What an entry of the chronology is; entries are added, never edited."""

    OPENING = "opening", _("立案")
    ASSESSMENT = "assessment", _("评估")
    PLAN = "plan", _("支持计划")
    NOTE = "note", _("记录")
    MEETING = "meeting", _("小组会商")
    FAMILY_NOTICE = "family_notice", _("告知家长")
    FAMILY_ANSWER = "family_answer", _("家长答复")
    REFERRAL = "referral", _("转介")
    RETURN = "return", _("返校会商")
    REFUSAL = "refusal", _("不同意或未受理")
    APPEAL = "appeal", _("申诉")
    FOLLOW_UP = "follow_up", _("回访")
    ACTION_DONE = "action_done", _("行动完成")
    ACTION_DROPPED = "action_dropped", _("行动取消")
    HANDED_OVER = "handed_over", _("换人负责")
    LINKED = "linked", _("关联个案")
    JOINED = "joined", _("并入新的关注")
    CLOSING = "closing", _("结案")
    REOPENING = "reopening", _("重新开启")


ANSWERS = {
    EntryKind.FAMILY_ANSWER: (EntryKind.FAMILY_NOTICE,),
    EntryKind.RETURN: (EntryKind.REFERRAL,),
    EntryKind.APPEAL: (EntryKind.REFUSAL,),
    EntryKind.REFUSAL: (EntryKind.REFERRAL, EntryKind.FAMILY_NOTICE, EntryKind.PLAN),
}
"""Entries that belong below another one, and below which kinds."""

MUST_ANSWER = (EntryKind.FAMILY_ANSWER, EntryKind.RETURN, EntryKind.APPEAL)
"""Entries that do not stand alone."""

WRITTEN = (
    EntryKind.ASSESSMENT,
    EntryKind.PLAN,
    EntryKind.NOTE,
    EntryKind.MEETING,
    EntryKind.FAMILY_NOTICE,
    EntryKind.FAMILY_ANSWER,
    EntryKind.REFERRAL,
    EntryKind.RETURN,
    EntryKind.REFUSAL,
    EntryKind.APPEAL,
    EntryKind.FOLLOW_UP,
)
"""Entries that a person writes; the others are written by an act."""


class MemberState(TextChoices):
    """A place in the team of a case."""

    INVITED = "invited", _("等待回应")
    ACCEPTED = "accepted", _("已加入")
    DECLINED = "declined", _("未加入")
    LEFT = "left", _("已退出")


LIVE_MEMBERS = (MemberState.INVITED, MemberState.ACCEPTED)


class ActionKind(TextChoices):
    """What is to be done."""

    TASK = "task", _("要做的事")
    VISIT = "visit", _("回访")
    MEETING = "meeting", _("小组会商")
    FAMILY = "family", _("与家长沟通")


class ActionState(TextChoices):
    """How far it has come."""

    OPEN = "open", _("待完成")
    DONE = "done", _("已完成")
    DROPPED = "dropped", _("已取消")


class Unfinished(TextChoices):
    """Why a case is closed while something is still to be done."""

    HANDED_ON = "handed_on", _("已由其他单位接手")
    MOVED_AWAY = "moved_away", _("学生已离校")
    FAMILY_DECLINES = "family_declines", _("家长不同意继续")
    NOT_NEEDED = "not_needed", _("情况变化，不再需要")


class Mood(TextChoices):
    """How a day feels, in a word; no number stands behind it."""

    SUNNY = "sunny", _("挺好的")
    CLOUDY = "cloudy", _("一般")
    RAINY = "rainy", _("有点难")
    STORMY = "stormy", _("很难受")
