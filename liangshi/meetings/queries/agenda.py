"""What a meeting could talk about: whatever is open. Proposals carry numbers, never the name of a child."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.foundation.templatetags.liangshi import zh_date
from liangshi.meetings.choices import TaskState
from liangshi.meetings.models import Task
from liangshi.pairing.choices import LIVE_REQUESTS, AgreementState
from liangshi.pairing.models import Agreement, ChangeRequest


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item for the agenda; `source` is stable, so that it is taken over once."""

    source: str
    title: str
    link: str = ""


Provider = Callable[[int, date], Iterator[Proposal]]
"""(school, today) → proposals."""


def open_tasks(school: int, today: date) -> Iterator[Proposal]:
    """Each follow-up of earlier meetings that is not settled."""
    rows = Task.unscoped.filter(school=school, state=TaskState.OPEN).select_related("owner", "meeting")
    for row in rows:
        late = row.due_on < today
        words = _("上次议定：%(text)s（%(owner)s，%(day)s前）")
        if late:
            words = _("上次议定：%(text)s（%(owner)s，%(day)s已到期）")
        title = words % {"text": row.text, "owner": row.owner.name, "day": zh_date(row.due_on)}
        yield Proposal(f"task:{row.public_id}", title[:200], reverse("meetings:meeting", args=[row.meeting.public_id]))


def change_requests(school: int, today: date) -> Iterator[Proposal]:
    """Requests to change mentors that wait, as a number."""
    waiting = ChangeRequest.unscoped.filter(school=school, state__in=LIVE_REQUESTS).count()
    if waiting:
        title = ngettext("有 %(n)s 件调整导师的申请待处理", "有 %(n)s 件调整导师的申请待处理", waiting) % {"n": waiting}
        yield Proposal("change_requests", title)


def unsigned_agreements(school: int, today: date) -> Iterator[Proposal]:
    """Agreements that somebody has not signed, as a number."""
    number = Agreement.unscoped.filter(school=school, state=AgreementState.OPEN).count()
    if number:
        words = ngettext("还有 %(n)s 份师生职责协议书没有签齐", "还有 %(n)s 份师生职责协议书没有签齐", number)
        yield Proposal("unsigned_agreements", words % {"n": number})


PROVIDERS: tuple[Provider, ...] = (open_tasks, change_requests, unsigned_agreements)
"""Where proposals come from, in the order of the agenda."""


def proposals(school: int, today: date) -> tuple[Proposal, ...]:
    """Everything that is open."""
    return tuple(proposal for provider in PROVIDERS for proposal in provider(school, today))
