"""Readings of what not everybody reads leave a trace."""

from datetime import datetime

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.records.models import Attachment, Entry


def note_reading(*, by: Viewer, entry: Entry, now: datetime) -> None:
    """`by`, who is not on the record, read its sealed answers."""
    record(by=by, verb="entry.read", kind="entry", subject=entry.public_id, school=entry.school_id, now=now)


def note_opening(*, by: Viewer, attachment: Attachment, now: datetime) -> None:
    """`by` opened a file."""
    entry = attachment.entry
    record(by=by, verb="attachment.read", kind="entry", subject=entry.public_id, school=entry.school_id, now=now)
