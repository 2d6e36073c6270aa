"""The private address of one's calendar."""

from datetime import datetime

from liangshi.domain.access import Viewer
from liangshi.family.models import CalendarFeed
from liangshi.foundation.rows import new_public_id


def open_feed(*, by: Viewer, now: datetime) -> CalendarFeed:
    """The viewer's feed, made on the first call."""
    feed: CalendarFeed
    feed, _fresh = CalendarFeed.unscoped.get_or_create(account_id=by.account, defaults={"renewed_at": now})
    return feed


def renew_feed(*, by: Viewer, now: datetime) -> CalendarFeed:
    """A fresh address; the one before opens nothing from now on."""
    feed = open_feed(by=by, now=now)
    feed.nonce, feed.renewed_at = new_public_id(), now
    feed.save(update_fields=["nonce", "renewed_at"])
    return feed
