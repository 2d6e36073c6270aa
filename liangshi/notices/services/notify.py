"""Put a notice into inboxes and, where an address is known, a message without content into the outbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from liangshi.domain.quiet_hours import QuietHours
from liangshi.notices.choices import Channel
from liangshi.notices.models import Notice, OutboxMessage
from liangshi.notices.queries.ways import addresses_of
from liangshi.people.models import Account


@dataclass(frozen=True, slots=True)
class Word:
    """What is said: `kind` is a code such as `round.opened`, `link` a path of this site.

    What is `patient` stands in the inbox at once and leaves the system after the quiet hours.
    """

    kind: str
    title: str
    text: str = ""
    link: str = ""
    patient: bool = False


def notify(*, to: Iterable[Account], word: Word, now: datetime) -> int:
    """Tell each account once; the number told. The mail outside says only that something waits here."""
    return len(put_notices(to=to, word=word, now=now))


@transaction.atomic
def put_notices(*, to: Iterable[Account], word: Word, now: datetime) -> list[Notice]:
    """The same, for who follows what becomes of each notice."""
    notices = Notice.unscoped.bulk_create(
        Notice(
            school_id=account.school_id,
            account=account,
            kind=word.kind,
            title=word.title,
            text=word.text,
            link=word.link,
            created_at=now,
        )
        for account in {account.pk: account for account in to}.values()
    )
    due_at = after_quiet_hours(now) if word.patient else now
    OutboxMessage.unscoped.bulk_create(
        OutboxMessage(notice=notice, channel=channel, address=address, due_at=due_at)
        for notice, channel, address in _ways_out(notices)
    )
    return notices


def send_also(*, notice: int, channel: str, now: datetime) -> None:
    """A notice that was put goes through one more channel, whose address became known since; twice is once."""
    if OutboxMessage.unscoped.filter(notice=notice, channel=channel).exists():
        return
    row = Notice.unscoped.select_related("account").get(pk=notice)
    OutboxMessage.unscoped.bulk_create(
        OutboxMessage(notice=row, channel=way, address=address, due_at=now)
        for _notice, way, address in _ways_out([row])
        if way == channel
    )


def _ways_out(notices: list[Notice]) -> Iterator[tuple[Notice, str, str]]:
    """Mail where there is one, and each address that is known for a channel of the installation."""
    yield from ((notice, Channel.MAIL, notice.account.email) for notice in notices if notice.account.email)
    by_account = {notice.account_id: notice for notice in notices}
    for account, channel, address in addresses_of(by_account):
        yield by_account[account], channel, address


def after_quiet_hours(now: datetime) -> datetime:
    """When nobody is disturbed: now, or the end of the quiet hours."""
    return QuietHours.of(settings.QUIET_HOURS).over(timezone.localtime(now))
