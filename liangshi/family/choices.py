"""Fixed choices of the family app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Preferred(TextChoices):
    """How a family would like to be met; each answer is a good one."""

    HOME_VISIT = "home_visit", _("来家里（家访）")
    AT_SCHOOL = "at_school", _("到校面谈")
    PHONE = "phone", _("打电话")
    VIDEO = "video", _("视频")
    NOT_NOW = "not_now", _("暂不方便")


class Way(TextChoices):
    """How people on an appointment meet."""

    HOME_VISIT = "home_visit", _("家访")
    AT_SCHOOL = "at_school", _("到校面谈")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    TALK = "talk", _("在校谈心")


class State(TextChoices):
    """How far an appointment has come."""

    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已约定")
    DECLINED = "declined", _("这次不约")
    CANCELLED = "cancelled", _("已取消")


class Side(TextChoices):
    """Whose answer an appointment waits for."""

    SCHOOL = "school", _("学校")
    FAMILY = "family", _("学生和家长")


class StepKind(TextChoices):
    """What somebody did about an appointment."""

    PROPOSED = "proposed", _("提议了时间")
    OTHER_TIME = "other_time", _("请换一个时间")
    CONFIRMED = "confirmed", _("确认了时间")
    AGREED_OUTSIDE = "agreed_outside", _("记下：已当面或在电话里说好")
    DECLINED = "declined", _("这次不约")
    CANCELLED = "cancelled", _("取消了")
    LEFT = "left", _("不参加了，其他人照旧")
