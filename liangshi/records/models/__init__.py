"""Records of the mentor's term."""

from .drafts import Draft
from .entries import Entry, EntryStaff, EntryStudent
from .events import LifeEvent, TeachingView
from .following import Attachment, EntryAddition, EntryVersion, SharedWords
from .notes import MentorNote, TeamNote

__all__ = [
    "Attachment",
    "Draft",
    "Entry",
    "EntryAddition",
    "EntryStaff",
    "EntryStudent",
    "EntryVersion",
    "LifeEvent",
    "MentorNote",
    "SharedWords",
    "TeachingView",
    "TeamNote",
]
