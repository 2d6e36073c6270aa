"""What cannot be derived: exemptions, leave; and figures kept by differences."""

from .changes import Exemption, MentorLeave
from .sums import ClassSum, DutyBook, SchoolSum, StaleClass

__all__ = ["ClassSum", "DutyBook", "Exemption", "MentorLeave", "SchoolSum", "StaleClass"]
