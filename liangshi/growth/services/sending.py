"""Growth messages go out; the family answers."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.growth.choices import MessageState
from liangshi.growth.models import ArchiveSeal, GrowthMessage, MessageReply
from liangshi.growth.queries.retention import seal_of
from liangshi.jobs.services import one_by_one
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account

from .refusals import MovedError, NothingWrittenError, NotYoursError, SealedError


@transaction.atomic
def send(*, by: Viewer, messages: list[GrowthMessage], now: datetime) -> int:
    """Send finished messages to student and guardians now; the number sent."""
    for message in messages:
        if message.author_id != by.staff:
            raise NotYoursError
        if seal_of(message.student_id):
            raise SealedError
        if not _send(message, now):
            raise MovedError
        record(
            by=by, verb="growth_message.sent", kind="growth_message", subject=message.public_id,
            school=message.school_id, now=now,
        )  # fmt: skip
    return len(messages)


def send_due(now: datetime) -> int:
    """Job: send what was finished for today or earlier; the number sent."""
    sealed = ArchiveSeal.unscoped.standing().values("student")
    due = GrowthMessage.unscoped.filter(state=MessageState.READY, send_on__lte=timezone.localdate(now))
    due = due.exclude(student__in=sealed)
    return one_by_one(lambda message: _send(message, now), list(due.select_related("student", "author").order_by("pk")))


@transaction.atomic
def _send(message: GrowthMessage, now: datetime) -> bool:
    ready = GrowthMessage.unscoped.filter(pk=message.pk, state=MessageState.READY, revision=message.revision)
    if not ready.update(state=MessageState.SENT, sent_at=now, revision=message.revision + 1):
        return False
    own = Q(student=message.student_id) | Q(guardian__wards__student=message.student_id)
    family = Account.objects.filter(own, is_active=True)
    link = reverse("growth:message", args=[message.public_id])
    title = _("%(name)s收到一份成长寄语") % {"name": message.student.name}
    notify(to=family.distinct(), word=Word("growth_message.sent", title, link=link), now=now)
    return True


@transaction.atomic
def reply(*, by: Viewer, message: GrowthMessage, words: str, now: datetime) -> MessageReply:
    """The student or a guardian answers a message that was sent."""
    if message.state != MessageState.SENT or not (message.student_id == by.student or message.student_id in by.wards):
        raise NotYoursError
    if seal_of(message.student_id):
        raise SealedError
    if not words.strip():
        raise NothingWrittenError
    row: MessageReply = MessageReply.unscoped.create(
        school_id=message.school_id, message=message, account_id=by.account, words=words.strip(), written_at=now
    )
    if message.author.account is not None:
        title = _("%(name)s的家庭回复了成长寄语") % {"name": message.student.name}
        link = reverse("growth:message", args=[message.public_id])
        notify(to=[message.author.account], word=Word("growth_message.answered", title, link=link), now=now)
    return row
