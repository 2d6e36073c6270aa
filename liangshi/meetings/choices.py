"""Fixed choices of the meetings app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingState(TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", _("已安排")
    HELD = "held", _("已开，纪要已定")
    CANCELLED = "cancelled", _("已取消")


class TaskState(TextChoices):
    """How far a follow-up has come."""

    OPEN = "open", _("待办")
    DONE = "done", _("已办")
    DROPPED = "dropped", _("不再需要")
