"""Cards of growth: letters to the next mentor, messages near the end of a term, messages for a second reader."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.templatetags.liangshi import zh_date
from liangshi.growth.choices import MessageState
from liangshi.growth.queries import letters_to_write, wanted
from liangshi.people.models import Term

from .at_hand import GIVEN_OVER, LETTERS, AtHand
from .cards import Act, Card, Line

BEFORE_THE_END, AFTER_IT = timedelta(weeks=4), timedelta(weeks=2)


def growth_messages_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For a mentor near the end of a term: how many messages are written; nothing once all are sent."""
    if not viewer.mentees or hand.year is None or not viewer.can(Capability.WRITE_GROWTH_MESSAGES):
        return
    ending = Term.unscoped.filter(
        year=hand.year, ends_on__lte=hand.today + BEFORE_THE_END, ends_on__gt=hand.today - AFTER_IT
    )
    term = ending.order_by("-starts_on").first()
    rows = wanted(viewer, term) if term else ()
    if term is None or all(row.message and row.message.state == MessageState.SENT for row in rows):
        return
    written = sum(row.message is not None for row in rows)
    said = _("%(day)s学期结束。%(n)s 名学生，已写 %(written)s 封。")
    words = said % {"day": zh_date(term.ends_on), "n": len(rows), "written": written}
    yield Card(_("成长寄语"), (Line(words),), Act(_("去写寄语"), reverse("growth:messages")))


def to_check_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For a second reader: that a colleague's message waits."""
    waiting = hand.waiting[LETTERS]
    if waiting:
        text = ngettext("%(n)s 封寄语请您帮着看一看", "%(n)s 封寄语请您帮着看一看", waiting) % {"n": waiting}
        yield Card(_("同事的成长寄语"), (Line(text),), Act(_("去看看"), reverse("growth:to_check")))


def handover_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For a mentor whose student has another one since a few days: what the next should know."""
    if not hand.waiting[GIVEN_OVER]:
        return
    lines = tuple(
        Line(_("给%(name)s的新导师写几句") % {"name": student.name}, reverse("growth:letter", args=[student.public_id]))
        for student in letters_to_write(viewer, hand.today)
    )
    yield Card(_("交接信"), lines)
