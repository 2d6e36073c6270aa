"""How the ways out of the system do, for whoever keeps the system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from liangshi.notices.channels.configured import app_for
from liangshi.notices.choices import Channel, Delivery
from liangshi.notices.models import Address, OutboxMessage
from liangshi.people.models import School

LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ChannelState:
    """One channel of a school: `struggling` messages were tried in vain and wait for the next try."""

    channel: Channel
    configured: bool
    reached: int
    waiting: int
    struggling: int
    failed: int
    last_sent: datetime | None
    error: str

    @property
    def down(self) -> bool:
        """Whether messages wait that could not be sent."""
        return self.struggling > 0


def channel_states(school: School, now: datetime) -> tuple[ChannelState, ...]:
    """Mail, and each channel that is configured or was used lately; three statements."""
    rows = OutboxMessage.unscoped.filter(notice__school=school, notice__created_at__gt=now - LATELY).order_by()
    tried = Q(state=Delivery.WAITING, attempts__gt=0)
    counted = rows.values("channel").annotate(
        waiting=Count("pk", filter=Q(state=Delivery.WAITING)), struggling=Count("pk", filter=tried),
        failed=Count("pk", filter=Q(state=Delivery.FAILED)), last_sent=Max("sent_at"),
    )  # fmt: skip
    figures: dict[Channel, Mapping[str, Any]] = {Channel(row["channel"]): row for row in counted}
    errors: dict[str, str] = dict(rows.exclude(error="").order_by("pk").values_list("channel", "error"))
    known = Address.unscoped.filter(account__school=school, gone_at__isnull=True).exclude(address="").order_by()
    reached: dict[str, int] = dict(known.values_list("channel").annotate(n=Count("pk")))
    nothing: Mapping[str, Any] = {"waiting": 0, "struggling": 0, "failed": 0, "last_sent": None}
    return tuple(
        ChannelState(
            channel, _configured(channel, school), reached.get(channel, 0), row["waiting"], row["struggling"],
            row["failed"], row["last_sent"], errors.get(channel, ""),
        )
        for channel in Channel
        if _configured(channel, school) or channel in figures
        for row in (figures.get(channel, nothing),)
    )  # fmt: skip


def _configured(channel: Channel, school: School) -> bool:
    return channel is Channel.MAIL or app_for(channel, school.code) is not None
