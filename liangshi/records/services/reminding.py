"""Each morning: the next steps that somebody wrote down for today, one notice for each person."""

from collections import Counter
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.notices.models import Notice
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account
from liangshi.records.queries.next_steps import open_steps

KIND = "entry.step_due"


def remind_next_steps(now: datetime) -> int:
    """Tell each author once a day how many steps are due; the number told. The notice says nothing of a student."""
    today = timezone.localdate(now)
    due = Counter(open_steps().filter(next_step_on=today).order_by().values_list("author__account", flat=True))
    told = Notice.unscoped.filter(kind=KIND, created_at__date=today, account__in=due).values_list("account", flat=True)
    waiting = Account.objects.filter(pk__in=set(due) - set(told), is_active=True)
    return sum(
        notify(
            to=[account],
            word=Word(KIND, _("今天有 %(n)s 件您记下要做的事") % {"n": due[account.pk]}, link=reverse("records:mine")),
            now=now,
        )
        for account in waiting
    )
