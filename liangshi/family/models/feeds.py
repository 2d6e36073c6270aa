"""The private calendar feed of each person."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet, new_public_id
from liangshi.people.models import Account


class CalendarFeedQuerySet(ScopedQuerySet["CalendarFeed"]):
    """Feeds: one's own."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(account=viewer.account)


class CalendarFeed(Row):
    """A feed that can be renewed: its address is signed over `nonce`, so the database alone opens nothing."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="calendar_feed")
    nonce = models.CharField(max_length=12, default=new_public_id)
    renewed_at = models.DateTimeField()

    objects = Door["CalendarFeed"]()
    unscoped = CalendarFeedQuerySet.as_manager()
