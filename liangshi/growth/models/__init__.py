"""Rows of growth."""

from .archive import HandoverLetter, OlderOpening
from .messages import GrowthMessage, MessageReply

__all__ = ["GrowthMessage", "HandoverLetter", "MessageReply", "OlderOpening"]
