"""States of an import and what it does to a row."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an import stands."""

    WAITING = "waiting", _("正在读取")
    REFUSED = "refused", _("无法读取")
    BLOCKED = "blocked", _("有问题待处理")
    READY = "ready", _("可以导入")
    APPLYING = "applying", _("正在写入")
    APPLIED = "applied", _("已导入")
    UNDONE = "undone", _("已撤销")
    DISCARDED = "discarded", _("已放弃")


OPEN_STATES = (State.BLOCKED, State.READY)
"""States in which columns and answers may still be changed."""

AT_WORK = (State.WAITING, State.APPLYING)
"""States in which the worker has it."""


class Step(TextChoices):
    """What the worker is doing; shown while somebody waits."""

    QUEUED = "queued", _("排队中")
    READING = "reading", _("读取文件")
    COMPARING = "comparing", _("与现有名册对照")
    WRITING = "writing", _("写入名册")
    DONE = "done", _("完成")


class Act(TextChoices):
    """What happens to one row."""

    ADDED = "added", _("新增")
    CHANGED = "changed", _("修改")
    ABSENT = "absent", _("文件中没有")
