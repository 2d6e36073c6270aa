"""Send what waits in the outbox; each message is claimed by compare-and-set, retried with growing pauses."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils.translation import gettext as _

from liangshi.notices.choices import Delivery
from liangshi.notices.models import OutboxMessage

log = logging.getLogger(__name__)

BATCH = 200
SERVER_IS_DOWN_AFTER = 3
"""So many failures in a row end the round: the worker has other things to do than to wait for a dead server."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))


def deliver_outbox(now: datetime) -> int:
    """Try every message that is due; the number sent."""
    due = OutboxMessage.unscoped.filter(state=Delivery.WAITING, due_at__lte=now).order_by("due_at")
    sent = failures = 0
    for message in due[:BATCH]:
        arrived = _deliver(message, now)
        sent += arrived
        failures = 0 if arrived else failures + 1
        if failures == SERVER_IS_DOWN_AFTER:
            break
    return sent


def _deliver(message: OutboxMessage, now: datetime) -> bool:
    attempt = message.attempts + 1
    pause = PAUSES[min(attempt, len(PAUSES)) - 1]
    mine = OutboxMessage.unscoped.filter(pk=message.pk, attempts=message.attempts, state=Delivery.WAITING)
    if not mine.update(attempts=attempt, due_at=now + pause):
        return False
    row = OutboxMessage.unscoped.filter(pk=message.pk)
    try:
        send_mail(_("良师：有一条新通知"), _("您在良师有一条新通知，请登录查看。"), None, [message.address])
    except (SMTPException, OSError) as failure:
        log.warning("message %s not sent: %s", message.pk, failure)
        given_up = attempt > len(PAUSES)
        state = Delivery.FAILED if given_up else Delivery.WAITING
        row.update(state=state, error=str(failure)[:200])
        return False
    row.update(state=Delivery.SENT, sent_at=now, error="")
    return True
