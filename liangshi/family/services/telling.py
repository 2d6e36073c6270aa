"""Tell the others on an appointment what happened; nothing of it leaves the system but that it did."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.domain.access import Viewer
from liangshi.family.choices import StepKind
from liangshi.family.models import Appointment
from liangshi.family.queries.sides import accounts_on
from liangshi.notices.services import Word, notify

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: "Mapping[StepKind, StrOrPromise]" = {
    StepKind.PROPOSED: gettext_lazy("有一次约见等着回复，请看看哪个时间合适"),
    StepKind.OTHER_TIME: gettext_lazy("约见想换个时间，请看看"),
    StepKind.CONFIRMED: gettext_lazy("约见的时间定下来了"),
    StepKind.AGREED_OUTSIDE: gettext_lazy("约见的时间定下来了"),
    StepKind.DECLINED: gettext_lazy("这次约见先不安排"),
    StepKind.CANCELLED: gettext_lazy("约见取消了"),
    StepKind.LEFT: gettext_lazy("一位同事不能参加约见"),
}


def tell_others(appointment: Appointment, by: Viewer, kind: StepKind, now: datetime) -> None:
    """One notice for each of the others."""
    text = _("%(name)s：%(way)s") % {"name": appointment.student.name, "way": appointment.get_way_display()}
    link = reverse("family:appointment", args=[appointment.public_id])
    word = Word(f"appointment.{kind}", str(TITLES[kind]), text, link, patient=True)
    notify(to=accounts_on(appointment).exclude(pk=by.account), word=word, now=now)
