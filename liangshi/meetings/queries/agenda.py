"""What a meeting could talk about: whatever is open. Proposals carry numbers, never the name of a child."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.foundation.templatetags.liangshi import zh_date
from liangshi.guidance.choices import Desk, ReportState
from liangshi.guidance.models import ProblemReport
from liangshi.meetings.choices import TaskState
from liangshi.meetings.models import Task
from liangshi.pairing.choices import LIVE_REQUESTS, AgreementState
from liangshi.pairing.models import Agreement, ChangeRequest, Pairing
from liangshi.people.models import Student
from liangshi.records.models import TeachingView

PATIENCE = timedelta(days=7)


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


def without_mentor(school: int, today: date) -> Iterator[Proposal]:
    """Students whom nobody guides while others have a mentor, as a number; before the first round that is no news."""
    guided = Exists(Pairing.unscoped.on(today).filter(student=OuterRef("pk")))
    rows = Student.unscoped.filter(school=school, left_on=None).order_by()
    figures = rows.aggregate(all=Count("pk"), alone=Count("pk", filter=~guided))
    alone = figures["alone"]
    if alone and alone < figures["all"]:
        words = ngettext("还有 %(n)s 名学生没有导师", "还有 %(n)s 名学生没有导师", alone)
        yield Proposal("without_mentor", words % {"n": alone}, reverse("pairing:rounds"))


def unanswered(school: int, today: date) -> Iterator[Proposal]:
    """Views of teaching and problems told to the office that have waited for more than a week, as numbers."""
    before = timezone.make_aware(datetime.combine(today - PATIENCE, time()))
    views = TeachingView.unscoped.filter(school=school, wants_answer=True, answered_at=None, sent_at__lt=before).count()
    if views:
        words = ngettext("有 %(n)s 条教学意见超过一周没有答复", "有 %(n)s 条教学意见超过一周没有答复", views)
        yield Proposal("views_waiting", words % {"n": views})
    waiting = {"state": ReportState.OPEN, "desk": Desk.STUDENT_AFFAIRS, "reported_at__lt": before}
    reports = ProblemReport.unscoped.filter(school=school, **waiting).count()
    if reports:
        words = ngettext(
            "学生反映给德育处的 %(n)s 个问题超过一周没有答复",
            "学生反映给德育处的 %(n)s 个问题超过一周没有答复",
            reports,
        )
        yield Proposal("reports_waiting", words % {"n": reports})


PROVIDERS: tuple[Provider, ...] = (open_tasks, without_mentor, change_requests, unsigned_agreements, unanswered)
"""Where proposals come from, in the order of the agenda."""


def proposals(school: int, today: date) -> tuple[Proposal, ...]:
    """Everything that is open."""
    return tuple(proposal for provider in PROVIDERS for proposal in provider(school, today))
