"""Cards about meetings: the next one of the leadership group, what meetings gave me to do."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.templatetags.liangshi import zh_date
from liangshi.meetings.choices import TaskState
from liangshi.meetings.models import Task
from liangshi.meetings.queries import is_of_the_group, meetings_due

from .at_hand import AtHand
from .cards import Act, Card, Line

SOON = timedelta(days=7)
SHOWN = 3


def meetings_cards(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """My follow-ups that are open; for the group, a meeting that is due soon and not yet planned."""
    if viewer.staff is None or viewer.school is None:
        return
    rows = list(Task.objects.visible_to(viewer).filter(owner=viewer.staff, state=TaskState.OPEN)[:SHOWN])
    if rows:
        lines = tuple(
            Line(_("%(text)s（%(day)s前）") % {"text": row.text, "day": zh_date(row.due_on)},
                 reverse("meetings:settle", args=[row.public_id]))
            for row in rows
        )  # fmt: skip
        yield Card(_("会议分派给我的事"), lines, Act(_("去办结"), reverse("meetings:tasks")))
    if hand.meetings and hand.calendar and is_of_the_group(viewer):
        lines = tuple(
            Line(_("%(title)s应在%(day)s以前开") % {"title": one.rule.title, "day": zh_date(one.next.by)})
            for one in meetings_due(viewer.school, hand.today, hand.meetings, hand.calendar)
            if one.next is not None and one.planned is None and one.next.by <= hand.today + SOON
        )
        if lines:
            yield Card(_("领导小组会议"), lines, Act(_("去安排"), reverse("meetings:meetings")))
