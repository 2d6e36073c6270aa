"""How many notices somebody has not read: asked by the frame of every page."""

from django.db.models import Count

from liangshi.domain.access import Viewer
from liangshi.foundation.prepared import Prepared, slot
from liangshi.notices.models import Notice

UNREAD: Prepared[tuple[int]] = Prepared(
    lambda: (
        Notice.unscoped.filter(account=slot("account"), read_at__isnull=True)
        .order_by()
        .values("account")
        .annotate(number=Count("pk"))
        .values_list("number")
    )
)


def unread_of(viewer: Viewer) -> int:
    """The number of one's own unread notices; one statement."""
    return sum(number for (number,) in UNREAD.ask(account=viewer.account))
