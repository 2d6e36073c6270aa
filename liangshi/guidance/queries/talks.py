"""Talks that a student asked for and an adult settled, for the calendars of these two."""

from datetime import datetime

from django.db.models import QuerySet

from liangshi.domain.access import Viewer
from liangshi.guidance.choices import TalkState
from liangshi.guidance.models import TalkRequest


def settled_talks(viewer: Viewer, since: datetime, until: datetime) -> QuerySet[TalkRequest]:
    """Those in this time that the viewer asked for or has accepted; nobody else learns of them."""
    rows: QuerySet[TalkRequest] = TalkRequest.objects.visible_to(viewer).filter(
        state__in=(TalkState.ACCEPTED, TalkState.DONE), meet_at__gte=since, meet_at__lt=until
    )
    return rows.select_related("student__class_group", "to").order_by("meet_at", "pk")
