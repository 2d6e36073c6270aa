"""Meetings on the rhythm of a scheme, and who reads their minutes."""

from .reach import MeetingFacts, TaskFacts, reaches_meeting, reaches_task
from .rhythm import NextMeeting, next_meeting

__all__ = ["MeetingFacts", "NextMeeting", "TaskFacts", "next_meeting", "reaches_meeting", "reaches_task"]
