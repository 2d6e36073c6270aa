"""Telling people."""

from .delivery import deliver_outbox
from .notify import Word, notify, put_notices
from .reading import mark_read

__all__ = ["Word", "deliver_outbox", "mark_read", "notify", "put_notices"]
