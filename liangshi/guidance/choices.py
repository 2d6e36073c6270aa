"""Fixed choices of the guidance app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReflectionState(TextChoices):
    """How far a week's reflection is; a skipped week is as good as any other."""

    DRAFT = "draft", _("还在写")
    HANDED_IN = "handed_in", _("已交给导师")
    SKIPPED = "skipped", _("这周没写")


LINE_WORDS = {
    "well": _("这周顺利的事"),
    "hard": _("这周遇到的难处"),
    "try": _("下周想试一试的"),
}
"""The built-in three lines of a reflection, where the scheme has no form of its own."""


class Horizon(TextChoices):
    """How far ahead a goal lies."""

    SHORT = "short", _("短期")
    MIDDLE = "middle", _("中期")
    LONG = "long", _("长期")


class GoalKind(TextChoices):
    """What a goal is about; the last two belong to senior high school."""

    GOAL = "goal", _("成长目标")
    SUBJECT_CHOICE = "subject_choice", _("选科")
    APPLICATION = "application", _("志愿填报")


class GoalState(TextChoices):
    """How a goal stands; a goal that changed is as honest as one that was reached."""

    ACTIVE = "active", _("正在努力")
    REACHED = "reached", _("做到了")
    CHANGED = "changed", _("换了目标")


class Side(TextChoices):
    """Who of the family answers."""

    STUDENT = "student", _("学生")
    GUARDIAN = "guardian", _("家长")


class TalkState(TextChoices):
    """How far a request to talk is."""

    OPEN = "open", _("等待回应")
    ACCEPTED = "accepted", _("约好了")
    PASSING = "passing", _("老师建议换一位")
    DONE = "done", _("谈过了")
    WITHDRAWN = "withdrawn", _("已撤回")


class FreeTime(TextChoices):
    """When it suits a student."""

    BREAK = "break", _("课间")
    NOON = "noon", _("午休")
    AFTER = "after", _("放学后")
    EVENING = "evening", _("晚自习前")
    ANY = "any", _("都可以")


class Desk(TextChoices):
    """Where a problem can be told."""

    MENTOR = "mentor", _("我的导师")
    HOMEROOM = "homeroom", _("班主任")
    STUDENT_AFFAIRS = "student_affairs", _("德育处")


class ReportState(TextChoices):
    """How far a report is."""

    OPEN = "open", _("已送到")
    ANSWERED = "answered", _("已答复")


SENIOR_ONLY = (GoalKind.SUBJECT_CHOICE, GoalKind.APPLICATION)
