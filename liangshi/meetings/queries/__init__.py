"""Questions about meetings."""

from .agenda import PROVIDERS, Proposal, proposals
from .rhythm import Due, group_of, is_of_the_group, meeting_due, meetings_due, rules_of

__all__ = [
    "PROVIDERS",
    "Due",
    "Proposal",
    "group_of",
    "is_of_the_group",
    "meeting_due",
    "meetings_due",
    "proposals",
    "rules_of",
]
