"""Tomorrow's appointments: one notice for each person, however many there are."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.family.choices import State
from liangshi.family.models import Appointment
from liangshi.family.queries.calendar import midnight
from liangshi.family.queries.sides import accounts_on
from liangshi.foundation.templatetags.liangshi import clauses
from liangshi.notices.models import Notice
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account

KIND = "appointment.tomorrow"


@transaction.atomic
def remind_appointments(now: datetime) -> int:
    """Remind everybody who has an appointment tomorrow; the number told. A second run on the same day tells nobody."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    rows = Appointment.unscoped.filter(
        state=State.CONFIRMED, starts_at__gte=midnight(tomorrow), starts_at__lt=midnight(tomorrow + timedelta(days=1))
    )
    found: dict[Account, list[Appointment]] = defaultdict(list)
    for row in rows.select_related("student").order_by("starts_at", "pk"):
        for account in accounts_on(row):
            found[account].append(row)
    told = Notice.unscoped.filter(Q(kind=KIND), created_at__gte=midnight(timezone.localdate(now)))
    done = set(told.values_list("account", flat=True))
    return sum(
        notify(to=[account], word=_word(lines), now=now) for account, lines in found.items() if account.pk not in done
    )


def _word(rows: list[Appointment]) -> Word:
    lines = clauses(
        _("%(at)s %(name)s：%(way)s")
        % {"at": f"{timezone.localtime(row.starts_at):%H:%M}", "name": row.student.name, "way": row.get_way_display()}
        for row in rows
    )
    title = _("明天有 %(n)s 次约见") % {"n": len(rows)}
    return Word(KIND, title, _("%(text)s。") % {"text": lines}, reverse("family:appointments"), patient=True)
