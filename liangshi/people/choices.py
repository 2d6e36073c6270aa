"""Fixed choices of the people app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """The school stage."""

    PRIMARY = "primary", _("小学")
    JUNIOR = "junior", _("初中")
    SENIOR = "senior", _("高中")
    COMBINED = "combined", _("一贯制学校")


class Gender(TextChoices):
    """Gender as the roster states it."""

    FEMALE = "female", _("女")
    MALE = "male", _("男")
    UNSTATED = "unstated", _("未填")


class MentorStatus(TextChoices):
    """Whether a member of staff can be a mentor (clause O4)."""

    ELIGIBLE = "eligible", _("可任导师")
    IN_TRAINING = "in_training", _("培养中")
    EXEMPT = "exempt", _("暂免")


class DayKind(TextChoices):
    """What makes a calendar day special."""

    HOLIDAY = "holiday", _("放假")
    SCHOOL_DAY = "school_day", _("调休上课")
    EXAM = "exam", _("考试")
    EVENT = "event", _("活动")


class Relation(TextChoices):
    """Who the guardian is to the child."""

    MOTHER = "mother", _("母亲")
    FATHER = "father", _("父亲")
    GRANDPARENT = "grandparent", _("祖父母或外祖父母")
    OTHER = "other", _("其他监护人")


class AppointedRole(TextChoices):
    """Roles that a school or a bureau gives by name."""

    ADMINISTRATOR = "administrator", _("系统管理员")
    PRINCIPAL = "principal", _("校长")
    COORDINATOR = "coordinator", _("德育处(统筹)")
    GRADE_LEAD = "grade_lead", _("年级组长")
    COUNSELLOR = "counsellor", _("心理教师")
    OFFICER = "officer", _("教育局工作人员")
    BUREAU_ADMINISTRATOR = "bureau_administrator", _("教育局管理员")
