"""Views of the notices app."""

from .inbox import inbox, open_notice

__all__ = ["inbox", "open_notice"]
