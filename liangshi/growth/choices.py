"""Words of growth messages, and of what is kept after leaving."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from liangshi.domain.growth.retention import Kept


class MessageState(TextChoices):
    """From the first word to the day on which it arrives."""

    DRAFT = "draft", _("写作中")
    CHECKING = "checking", _("请人校读中")
    RETURNED = "returned", _("校读有建议")
    READY = "ready", _("已定稿")
    SENT = "sent", _("已寄出")


WRITABLE = (MessageState.DRAFT, MessageState.RETURNED)
"""States in which the author changes words."""


class HeldKind(TextChoices):
    """`domain.growth.retention.Kept` in words."""

    TALK = Kept.TALK, _("谈话与学业辅导记录")
    FAMILY_CONTACT = Kept.FAMILY_CONTACT, _("家访与家校联系记录")
    ACTIVITY = Kept.ACTIVITY, _("活动与社会实践记录")
    NOTE = Kept.NOTE, _("导师手记与团队留言")
    LIFE_EVENT = Kept.LIFE_EVENT, _("生活事件")
    REFLECTION = Kept.REFLECTION, _("周反思")
    PLAN = Kept.PLAN, _("指导计划与目标")
    EVALUATION = Kept.EVALUATION, _("阶段评估")
    PIECE = Kept.PIECE, _("学生作品")
    GROWTH_MESSAGE = Kept.GROWTH_MESSAGE, _("成长寄语与回信")
    LETTER = Kept.LETTER, _("导师交接信")
    REQUEST = Kept.REQUEST, _("约谈与反映的问题")
    CORRESPONDENCE = Kept.CORRESPONDENCE, _("家校消息与预约")
    CHECK_IN = Kept.CHECK_IN, _("心情记录与支持档案")
    CONCERN = Kept.CONCERN, _("担心的事")
    CASE = Kept.CASE, _("个案")
