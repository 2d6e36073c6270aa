"""Notices that were read."""

from datetime import datetime

from liangshi.domain.access import Viewer
from liangshi.notices.models import Notice


def mark_read(*, by: Viewer, notice: Notice, now: datetime) -> bool:
    """Note the first reading; False when it was read before."""
    unread = Notice.objects.visible_to(by).filter(pk=notice.pk, read_at__isnull=True)
    return bool(unread.update(read_at=now))
