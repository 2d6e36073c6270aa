"""Cards of guidance: the student's week, what the mentor has to read."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.guidance.models import Reflection
from liangshi.guidance.queries.forms import reflection_terms
from liangshi.guidance.queries.reflections import asked_week, open_weeks, to_read

from .cards import Act, Card, Line


def reflection_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the student: this week's reflection, or the mentor's answer to the last one."""
    if viewer.student is None or viewer.school is None or not viewer.can(Capability.OWN_GUIDANCE):
        return
    today = timezone.localdate(now)
    terms = reflection_terms(viewer.school, today)
    due = dict(open_weeks(viewer.school, terms, today))
    week = asked_week(viewer.student, terms, today)
    if week not in due:
        return
    rows = Reflection.objects.visible_to(viewer).filter(student=viewer.student)
    lines = [Line(_("老师回复了：%(words)s") % {"words": _short(row.answer)}, reverse("guidance:reflections"))
             for row in rows.exclude(answer="").order_by("-read_at")[:1]]  # fmt: skip
    settled = rows.filter(week_on=week).exclude(state="draft").exists()
    if settled:
        act = Act(_("看看我的周反思"), reverse("guidance:reflections"))
        yield Card(_("周反思"), (Line(_("这周的已经处理好了。")), *lines), act)
        return
    day = _("%(month)s月%(day)s日") % {"month": due[week].month, "day": due[week].day}
    ask = Line(_("几行字就好，%(day)s前交给导师。不想写的一周可以跳过。") % {"day": day})
    write = reverse("guidance:reflection_write", args=[week.isoformat()])
    yield Card(_("这周的反思"), (ask, *lines), Act(_("写反思"), write))


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


def to_read_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For the mentor: reflections that wait to be read."""
    if not viewer.mentees:
        return
    waiting = to_read(viewer).count()
    if waiting:
        said = ngettext("%(n)s 篇周反思等您读", "%(n)s 篇周反思等您读", waiting) % {"n": waiting}
        yield Card(_("学生的周反思"), (Line(said),), Act(_("去读"), reverse("guidance:to_read")))
