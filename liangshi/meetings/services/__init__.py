"""Planning meetings, keeping minutes, following up."""

from .minutes import (
    ChildNamedError,
    MinutesChangedError,
    MinutesDraft,
    MinutesEmptyError,
    close_meeting,
    write_minutes,
)
from .planning import (
    ItemFixedError,
    MeetingMovedError,
    PlanDraft,
    add_item,
    cancel_meeting,
    plan_meeting,
    remove_item,
    renew_agenda,
)
from .tasks import TaskDraft, TaskSettledError, add_task, remind_tasks, settle_task

__all__ = [
    "ChildNamedError",
    "ItemFixedError",
    "MeetingMovedError",
    "MinutesChangedError",
    "MinutesDraft",
    "MinutesEmptyError",
    "PlanDraft",
    "TaskDraft",
    "TaskSettledError",
    "add_item",
    "add_task",
    "cancel_meeting",
    "close_meeting",
    "plan_meeting",
    "remind_tasks",
    "remove_item",
    "renew_agenda",
    "settle_task",
    "write_minutes",
]
