"""Meetings on the rhythm of a scheme, who keeps them and who reads their minutes."""

from .reach import MeetingFacts, TaskFacts, keeps_meeting, reaches_meeting, reaches_task, settles_task
from .rhythm import NextMeeting, next_meeting

__all__ = [
    "MeetingFacts",
    "NextMeeting",
    "TaskFacts",
    "keeps_meeting",
    "next_meeting",
    "reaches_meeting",
    "reaches_task",
    "settles_task",
]
