"""Cards between school and family: each child of a guardian, appointments, messages."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.family.models import Appointment, Message, VisitPreference
from liangshi.family.queries.appointments import at_hand, settled, waiting_for_me
from liangshi.family.queries.family_page import children_of, latest_messages
from liangshi.foundation.templatetags.liangshi import listed, zh_day
from liangshi.pairing.models import Pairing

from .at_hand import MESSAGES, AtHand
from .cards import Act, Card, Line

SHOWN = 3
LONGEST = 40
SOON = timedelta(days=7)


def family_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For a guardian, for each child: who the mentor is and how to reach them, what waits, the latest message."""
    if not viewer.wards or not viewer.can(Capability.READ_FAMILY_PAGE):
        return
    mentors = _mentors(viewer, timezone.localdate(now))
    waiting, ahead = list(waiting_for_me(viewer)), list(settled(viewer, now))
    words = latest_messages(viewer, viewer.wards)
    wishes = VisitPreference.objects.visible_to(viewer).filter(guardian=viewer.guardian)
    said = set(wishes.values_list("student", flat=True))
    asked = {row.student_id for row in waiting}
    for child in sorted(children_of(viewer), key=lambda child: child.pk not in asked):
        own = reverse("family:family_of", args=[child.public_id])
        answers = [row for row in waiting if row.student_id == child.pk]
        lines = [Line(listed(mentors.get(child.pk, ())) or _("还没有导师，定下来以后会告诉您。"))]
        lines += [_answer(row) for row in answers]
        lines += [_meeting(row) for row in ahead if row.student_id == child.pk][:SHOWN]
        if child.pk in words:
            lines.append(_latest(words[child.pk]))
        if child.pk not in said:
            lines.append(Line(_("老师怎样和您联系最合适？点这里选一下，随时可以改。"), own))
        act = Act(_("打开%(name)s的页面") % {"name": child.name}, own)
        if answers:
            act = Act(_("回复老师的约见"), reverse("family:appointment", args=[answers[0].public_id]))
        yield Card(_("%(name)s的导师") % {"name": child.name}, tuple(lines), act)


def _mentors(viewer: Viewer, day: date) -> dict[int, list[str]]:
    """By child: 王海燕 19900000106."""
    found: dict[int, list[str]] = {}
    guiding = Pairing.objects.visible_to(viewer).on(day).filter(student__in=viewer.wards).select_related("mentor")
    for pairing in guiding:
        named = f"{pairing.mentor.name} {pairing.mentor.phone}".strip()
        found.setdefault(pairing.student_id, []).append(named)
    return found


def _latest(message: Message) -> Line:
    text = message.text if len(message.text) <= LONGEST else f"{message.text[:LONGEST]}…"
    words = _("与%(name)s的消息：%(text)s") % {"name": message.thread.staff.name, "text": text}
    return Line(words, reverse("family:thread", args=[message.thread.public_id]))


def _answer(row: Appointment) -> Line:
    text = _("%(name)s想约%(way)s，请选时间") % {"name": row.organiser.name, "way": row.get_way_display()}
    return Line(text, reverse("family:appointment", args=[row.public_id]))


def _meeting(row: Appointment) -> Line:
    at = f"{zh_day(row.starts_at)} {timezone.localtime(row.starts_at):%H:%M}"
    text = _("%(at)s %(name)s：%(way)s") % {"at": at, "name": row.student.name, "way": row.get_way_display()}
    return Line(text, reverse("family:appointment", args=[row.public_id]))


def appointments_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For staff and students: what waits for an answer, what comes this week, what can be recorded."""
    if viewer.wards or not viewer.can(Capability.KEEP_APPOINTMENTS):
        return
    found = at_hand(viewer, now, now + SOON)
    lines = [_asked(row, _("%(name)s：%(way)s，等您回复")) for row in found.waiting[:SHOWN]]
    lines += [_meeting(row) for row in found.ahead[:SHOWN]]
    lines += [_asked(row, _("和%(name)s见过了？点这里记一笔")) for row in found.unrecorded[:SHOWN]]
    if lines:
        yield Card(_("约见"), tuple(lines), Act(_("我的日历"), reverse("family:my_calendar")))


def _asked(row: Appointment, words: str) -> Line:
    text = words % {"name": row.student.name, "way": row.get_way_display()}
    return Line(text, reverse("family:appointment", args=[row.public_id]))


def messages_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For staff and guardians: that there is something to read."""
    unread = hand.waiting[MESSAGES]
    if unread:
        text = ngettext("%(n)s 条新消息", "%(n)s 条新消息", unread) % {"n": unread}
        yield Card(_("家校消息"), (Line(text),), Act(_("看消息"), reverse("family:threads")))
