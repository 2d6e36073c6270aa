"""Telling people."""

from .notify import Word, notify
from .reading import mark_read

__all__ = ["Word", "mark_read", "notify"]
