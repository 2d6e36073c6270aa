"""Rows of growth."""

from .messages import GrowthMessage, MessageReply

__all__ = ["GrowthMessage", "MessageReply"]
