"""Exemptions, leave, figures kept by differences, reminders."""

from .changes import (
    ExemptionDraft,
    LeaveDraft,
    NotOfThisSchoolError,
    OverlappingLeaveError,
    UnknownClauseError,
    end_exemption,
    end_leave,
    exempt,
    note_leave,
)
from .reckoning import reckon_school, reckon_stale, reckon_tonight
from .reminding import remind

__all__ = [
    "ExemptionDraft",
    "LeaveDraft",
    "NotOfThisSchoolError",
    "OverlappingLeaveError",
    "UnknownClauseError",
    "end_exemption",
    "end_leave",
    "exempt",
    "note_leave",
    "reckon_school",
    "reckon_stale",
    "reckon_tonight",
    "remind",
]
