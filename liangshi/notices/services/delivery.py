"""Send what waits in the outbox; each message is claimed by compare-and-set, retried with growing pauses."""

import logging
import time
from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from liangshi.jobs.services import one_by_one
from liangshi.notices.channels.configured import app_for
from liangshi.notices.channels.failures import AddressGoneError, NotDeliveredError
from liangshi.notices.channels.sending import send_out
from liangshi.notices.choices import Channel, Delivery
from liangshi.notices.models import Address, OutboxMessage

log = logging.getLogger(__name__)

BATCH = 200
SERVER_IS_DOWN_AFTER = 3
"""So many failures in a row end the round of a channel: the worker has other things to do than to wait for it."""

LONGEST_ROUND = 40.0
"""Seconds: a channel that answers slowly leaves the rest for the next minute and lets the others speak."""

LONGEST_WAIT = timedelta(days=1)
"""Nothing waits longer, neither for a service nor for the end of the quiet hours: what would was put off by a clock
that has been set back since."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))


def deliver_outbox(now: datetime) -> int:
    """Try every message that is due; the number sent. A channel that is down holds up no other."""
    waits = Q(due_at__gt=now, due_at__lte=now + LONGEST_WAIT)
    due = OutboxMessage.unscoped.filter(~waits, state=Delivery.WAITING).order_by("due_at")
    return one_by_one(lambda channel: _deliver_all(due.filter(channel=channel), now), Channel)


def _deliver_all(due: QuerySet[OutboxMessage], now: datetime) -> int:
    """Those of one channel; a school whose own app of it is down holds up no other school."""
    failures, ends = Counter[str](), time.monotonic() + LONGEST_ROUND

    def deliver(message: OutboxMessage) -> int:
        server = _server_of(message)
        if failures[server] >= SERVER_IS_DOWN_AFTER or time.monotonic() > ends:
            return 0
        failures[server] += 1
        if not _deliver(message, now):
            return 0
        failures[server] = 0
        return 1

    return one_by_one(deliver, due.select_related("notice__account__school")[:BATCH])


def _server_of(message: OutboxMessage) -> str:
    """What is asked to send it: one mail server for all schools, an app for one of them or for all."""
    school = message.notice.account.school
    app = None if message.channel == Channel.MAIL else app_for(Channel(message.channel), school.code if school else "")
    return app.app_id if app is not None else ""


def _deliver(message: OutboxMessage, now: datetime) -> bool:
    attempt = message.attempts + 1
    pause = PAUSES[min(attempt, len(PAUSES)) - 1]
    mine = OutboxMessage.unscoped.filter(pk=message.pk, attempts=message.attempts, state=Delivery.WAITING)
    if not mine.update(attempts=attempt, due_at=now + pause):
        return False
    row = OutboxMessage.unscoped.filter(pk=message.pk)
    if attempt > len(PAUSES) + 1:
        row.update(state=Delivery.FAILED, error=message.error or "never answered")
        return False
    try:
        send_out(message)
    except AddressGoneError as failure:
        row.update(state=Delivery.FAILED, error=str(failure)[:200])
        Address.unscoped.filter(account=message.notice.account_id, channel=message.channel).update(gone_at=now)
        return False
    except NotDeliveredError as failure:
        log.warning("message %s not sent: %s", message.pk, failure)
        state = Delivery.FAILED if attempt > len(PAUSES) else Delivery.WAITING
        wait = min(max(pause, failure.after or pause), LONGEST_WAIT)
        row.update(state=state, error=str(failure)[:200], due_at=now + wait)
        return False
    row.update(state=Delivery.SENT, sent_at=now, error="")
    return True
