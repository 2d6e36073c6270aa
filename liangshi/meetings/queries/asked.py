"""To which meetings somebody is asked to come."""

from datetime import date

from django.db.models import F

from liangshi.domain.access import Viewer
from liangshi.meetings.choices import MeetingState
from liangshi.meetings.models import Meeting


def asked_to(viewer: Viewer, since: date, until: date) -> tuple[Meeting, ...]:
    """Meetings in these days to which the viewer is asked, the first first; one statement."""
    if viewer.staff is None:
        return ()
    rows = Meeting.objects.visible_to(viewer).filter(presences__staff=viewer.staff)
    rows = rows.filter(held_on__gte=since, held_on__lt=until).exclude(state=MeetingState.CANCELLED)
    return tuple(rows.order_by("held_on", F("begins").asc(nulls_first=True), "pk"))
