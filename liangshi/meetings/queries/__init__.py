"""Questions about meetings."""

from .agenda import PROVIDERS, Proposal, proposals
from .asked import asked_to
from .inviting import Offered, offered
from .rhythm import Due, group_of, is_of_the_group, meeting_due, meetings_due, rules_of, usual_hours

__all__ = [
    "PROVIDERS",
    "Due",
    "Offered",
    "Proposal",
    "asked_to",
    "group_of",
    "is_of_the_group",
    "meeting_due",
    "meetings_due",
    "offered",
    "proposals",
    "rules_of",
    "usual_hours",
]
