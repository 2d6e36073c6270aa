"""Views of the meetings app."""

from .meetings import agenda_renew, cancel, close, item_add, item_remove, meeting, meeting_new, meetings, move, word
from .minutes import minutes, task_add
from .tasks import settle, tasks

__all__ = [
    "agenda_renew",
    "cancel",
    "close",
    "item_add",
    "item_remove",
    "meeting",
    "meeting_new",
    "meetings",
    "minutes",
    "move",
    "settle",
    "task_add",
    "tasks",
    "word",
]
