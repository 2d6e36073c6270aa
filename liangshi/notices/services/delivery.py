"""Send what waits in the outbox; each message is claimed by compare-and-set, retried with growing pauses."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db.models import QuerySet

from liangshi.notices.channels.failures import AddressGoneError, NotDeliveredError
from liangshi.notices.channels.sending import send_out
from liangshi.notices.choices import Channel, Delivery
from liangshi.notices.models import Address, OutboxMessage

log = logging.getLogger(__name__)

BATCH = 200
SERVER_IS_DOWN_AFTER = 3
"""So many failures in a row end the round of a channel: the worker has other things to do than to wait for it."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))


def deliver_outbox(now: datetime) -> int:
    """Try every message that is due; the number sent. A channel that is down holds up no other."""
    due = OutboxMessage.unscoped.filter(state=Delivery.WAITING, due_at__lte=now).order_by("due_at")
    return sum(_deliver_all(due.filter(channel=channel), now) for channel in Channel)


def _deliver_all(due: QuerySet[OutboxMessage], now: datetime) -> int:
    """Those of one channel; a school whose own app of it is down holds up no other school."""
    sent, failures = 0, Counter[int | None]()
    for message in due.select_related("notice__account__school")[:BATCH]:
        school = message.notice.school_id
        if failures[school] >= SERVER_IS_DOWN_AFTER:
            continue
        if _deliver(message, now):
            sent, failures[school] = sent + 1, 0
        else:
            failures[school] += 1
    return sent


def _deliver(message: OutboxMessage, now: datetime) -> bool:
    attempt = message.attempts + 1
    pause = PAUSES[min(attempt, len(PAUSES)) - 1]
    mine = OutboxMessage.unscoped.filter(pk=message.pk, attempts=message.attempts, state=Delivery.WAITING)
    if not mine.update(attempts=attempt, due_at=now + pause):
        return False
    row = OutboxMessage.unscoped.filter(pk=message.pk)
    try:
        send_out(message)
    except AddressGoneError as failure:
        row.update(state=Delivery.FAILED, error=str(failure)[:200])
        Address.unscoped.filter(account=message.notice.account_id, channel=message.channel).update(gone_at=now)
        return False
    except NotDeliveredError as failure:
        log.warning("message %s not sent: %s", message.pk, failure)
        state = Delivery.FAILED if attempt > len(PAUSES) else Delivery.WAITING
        row.update(state=state, error=str(failure)[:200], due_at=now + max(pause, failure.after or pause))
        return False
    row.update(state=Delivery.SENT, sent_at=now, error="")
    return True
