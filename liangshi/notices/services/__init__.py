"""Telling people."""

from .addresses import link_addresses
from .delivery import deliver_outbox
from .notify import Word, after_quiet_hours, notify, put_notices, send_also
from .reading import mark_read

__all__ = [
    "Word",
    "after_quiet_hours",
    "deliver_outbox",
    "link_addresses",
    "mark_read",
    "notify",
    "put_notices",
    "send_also",
]
