"""What became of the messages of the ladder: arrived, failed, or stuck, which is as bad."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from liangshi.jobs.services import one_by_one
from liangshi.notices.choices import Delivery
from liangshi.notices.models import OutboxMessage
from liangshi.wellbeing.choices import INBOX
from liangshi.wellbeing.models import ConcernRun, Tell

STUCK_AFTER = timedelta(minutes=3)
"""A message that nobody managed to send for so long has failed as far as the ladder is concerned."""


def watch_deliveries(now: datetime) -> int:
    """Note arrivals and failures of open runs, and wake the runs whose messages failed; the number of tells changed."""
    tells = list(Tell.unscoped.filter(run__ended_at=None, delivered_at=None).exclude(channel=INBOX))
    sent = OutboxMessage.unscoped.filter(notice__in={tell.notice_id for tell in tells})
    messages = {(message.notice_id, message.channel): message for message in sent}
    return one_by_one(lambda tell: _note(tell, messages.get((tell.notice_id or 0, tell.channel)), now), tells)


def _note(tell: Tell, message: OutboxMessage | None, now: datetime) -> bool:
    if message is not None and message.state == Delivery.SENT:
        return bool(Tell.unscoped.filter(pk=tell.pk, delivered_at=None).update(delivered_at=message.sent_at))
    broken = message is None or bool(message.error) or message.state == Delivery.FAILED
    if tell.failed_at is not None or not (broken or tell.at + STUCK_AFTER <= now):
        return False
    return _failed(tell, now)


@transaction.atomic
def _failed(tell: Tell, now: datetime) -> bool:
    """A failure and the waking of its run are stored together: a worker that dies between them would let it sleep."""
    if not Tell.unscoped.filter(pk=tell.pk, failed_at=None).update(failed_at=now):
        return False
    ConcernRun.unscoped.filter(Q(wakes_at__gt=now), pk=tell.run_id, ended_at=None).update(wakes_at=now)
    return True
