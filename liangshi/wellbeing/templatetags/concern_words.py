"""Where codes of concerns become words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.audit.models import Entry
from liangshi.domain.escalation import Owner as WhoseTurn
from liangshi.domain.escalation import Ownership, Stage
from liangshi.wellbeing.choices import channel_word
from liangshi.wellbeing.models import Tell
from liangshi.wellbeing.queries.concern_readers import ReadsBecause

register = template.Library()

_BECAUSE = {
    ReadsBecause.HOLDS: gettext_lazy("接手人"),
    ReadsBecause.ASKED: gettext_lazy("按方案被告知"),
    ReadsBecause.COUNSELLOR: gettext_lazy("心理教师"),
    ReadsBecause.GLASS: gettext_lazy("写明理由打开"),
}
_STAGES = {
    Stage.ON_ITS_WAY: gettext_lazy("已送达学校，正在通知"),
    Stage.RECEIVED: gettext_lazy("已有人看到"),
    Stage.IN_HANDS: gettext_lazy("有人在办"),
    Stage.DONE: gettext_lazy("已办结"),
}
_VERBS = {
    "concern.raised": gettext_lazy("报告"),
    "concern.read": gettext_lazy("查看"),
    "concern.taken": gettext_lazy("接手"),
    "concern.taken_over": gettext_lazy("接过来"),
    "concern.given_back": gettext_lazy("交回"),
    "concern.offered": gettext_lazy("请人接手"),
    "concern.declined": gettext_lazy("没有接手"),
    "concern.assessed": gettext_lazy("评估等级"),
    "concern.closed": gettext_lazy("办结"),
    "concern.reopened": gettext_lazy("重新打开"),
    "concern.added": gettext_lazy("补充"),
    "concern.adult_named": gettext_lazy("注明涉及的教职工"),
    "concern.student_settled": gettext_lazy("确认学生"),
    "concern.care_line": gettext_lazy("提示身边的老师"),
    "concern.care_line_ended": gettext_lazy("结束提示"),
    "glass.broken": gettext_lazy("凭理由紧急查阅"),
    "glass.ended": gettext_lazy("结束紧急查阅"),
}


@register.filter
def because(reason: ReadsBecause) -> str:
    """By what title somebody reads it."""
    return str(_BECAUSE[reason])


@register.filter
def stage_word(stage: Stage) -> str:
    """How far it is."""
    return str(_STAGES[stage])


@register.filter
def trail_word(entry: Entry) -> str:
    """What somebody did."""
    return str(_VERBS.get(entry.verb, entry.verb))


@register.simple_tag
def whose(owner: WhoseTurn | None, name: str) -> str:
    """Whose concern it is now."""
    if owner is None:
        return _("已办结")
    words = {
        Ownership.IN_HAND: _("%(name)s在办"),
        Ownership.TURN: _("等%(name)s接手"),
        Ownership.LAST_RESORT: _("已到最后一级，等%(name)s接手"),
        Ownership.AUTHORITIES: _("校内没有人可以接手，请直接联系公安机关或上级部门"),
    }
    return words[owner.title] % {"name": name}


@register.filter
def channel(name: str) -> str:
    """How somebody was told."""
    return channel_word(name)


@register.filter
def tell_state(tell: Tell) -> str:
    """What became of a message."""
    if tell.read_at:
        return _("已读")
    if tell.failed_at and not (tell.delivered_at and tell.delivered_at >= tell.failed_at):
        return _("没有送达")
    return _("已送达，未读") if tell.delivered_at else _("发送中")
