"""Rows of growth."""

from .archive import HandoverLetter, OlderOpening
from .leaving import ArchiveSeal, RetentionHold
from .messages import GrowthMessage, MessageReply

__all__ = ["ArchiveSeal", "GrowthMessage", "HandoverLetter", "MessageReply", "OlderOpening", "RetentionHold"]
