"""Cards of concerns: what waits for the viewer, whom to care for, and that a silent worker climbs nothing."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.jobs.queries import worker_alive

from .at_hand import CONCERNS, AtHand
from .cards import Act, Card, Line

LINES_AT_MOST = 5


def silent_worker_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For who keeps the ladder manned: while the worker is silent only people pass a concern on."""
    if not viewer.can(Capability.KEEP_LADDER) or worker_alive(now):
        return
    line = Line(_("后台没有报到：担心已经存好，但不会自动通知下一位。请当面或打电话联系，并请管理员重新启动程序。"))
    shown = viewer.can(Capability.READ_HEALTH)
    act = Act(_("看系统状态"), reverse("jobs:health")) if shown else Act(_("看看有没有"), reverse("wellbeing:concerns"))
    yield Card(_("自动通知停了"), (line,), act)


def concerns_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For those told by the ladder; the counsellor has a board of their own."""
    number = hand.waiting[CONCERNS]
    if number:
        text = ngettext("有 %(n)s 件担心等您看或在您手里", "有 %(n)s 件担心等您看或在您手里", number) % {"n": number}
        yield Card(_("担心"), (Line(text),), Act(_("现在去看"), reverse("wellbeing:concerns")))


def care_lines_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """What to do, and not why, for students of others; beside the names of the own ones it stands in their list."""
    rows = [row for row in hand.care if row.student_id not in viewer.mentees][:LINES_AT_MOST]
    url = reverse("wellbeing:care_lines")
    lines = tuple(Line(_("%(name)s：%(text)s") % {"name": row.student.name, "text": row.text}, url) for row in rows)
    if lines:
        yield Card(_("需要多一点关心"), lines)
