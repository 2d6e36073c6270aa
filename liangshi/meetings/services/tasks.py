"""Follow-ups: who does what by when, reminded in time, settled with a word on what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.foundation.templatetags.liangshi import zh_date
from liangshi.meetings.choices import MeetingState, TaskState
from liangshi.meetings.models import Meeting, Task
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff

from .minutes import refuse_names
from .planning import MeetingMovedError, trace

AHEAD, AGAIN = timedelta(days=1), timedelta(days=7)
"""A reminder the day before it is due, and once a week after that."""


class TaskSettledError(RefusalError):
    """It was settled before."""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What, by whom, by when."""

    text: str
    owner: Staff
    due_on: date


@transaction.atomic
def add_task(*, by: Viewer, meeting: Meeting, draft: TaskDraft, now: datetime) -> Task:
    """Give somebody a follow-up and tell them."""
    refuse_names(meeting.school_id, (draft.text,))
    if Meeting.unscoped.select_for_update().get(pk=meeting.pk).state == MeetingState.CANCELLED:
        raise MeetingMovedError
    task: Task = Task.unscoped.create(
        school_id=meeting.school_id, meeting=meeting, text=draft.text, owner=draft.owner, due_on=draft.due_on
    )
    title = _("%(title)s请您在%(day)s前办一件事") % {"title": meeting.title, "day": zh_date(draft.due_on)}
    _tell(task, "meeting.task", title, now)
    trace(by, "meeting.task_given", meeting, now)
    return task


@transaction.atomic
def settle_task(*, by: Viewer, task: Task, state: TaskState, report: str, now: datetime) -> None:
    """Done, or no longer needed; the meeting is at hand."""
    refuse_names(task.school_id, (report,))
    settled = Task.unscoped.filter(pk=task.pk, state=TaskState.OPEN).update(
        state=state, report=report, settled_at=now, settled_by_id=by.account
    )
    if not settled:
        raise TaskSettledError
    trace(by, f"meeting.task_{state.value}", task.meeting, now)


@transaction.atomic
def remind_tasks(now: datetime) -> int:
    """Remind of what is due tomorrow or late, each at most once a week; the number reminded. Runs each morning."""
    today = timezone.localdate(now)
    rows = Task.unscoped.filter(state=TaskState.OPEN, due_on__lte=today + AHEAD).select_related("owner__account")
    waiting = list(rows.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lte=today - AGAIN)))
    for task in waiting:
        _tell(task, "meeting.task_due", _("领导小组会议议定的一件事%(day)s到期") % {"day": zh_date(task.due_on)}, now)
    Task.unscoped.filter(pk__in=[task.pk for task in waiting]).update(reminded_on=today)
    return len(waiting)


def _tell(task: Task, kind: str, title: str, now: datetime) -> None:
    account = Account.objects.filter(pk=task.owner.account_id, is_active=True)
    notify(to=account, word=Word(kind=kind, title=title, link=reverse("meetings:tasks")), now=now)
