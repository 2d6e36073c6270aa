"""How much of the contact is 面对面 and not 键对键 (clause D12): a figure of the school, never of a teacher."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from liangshi.domain.records import FACE_TO_FACE
from liangshi.people.models import School
from liangshi.records.models import Entry

from .evidence import midnight
from .own_students import TOOK_PLACE

FEWEST = 10
"""A month with fewer records shows no share: it would be about single people."""


@dataclass(frozen=True, slots=True)
class Share:
    """A month (none: all of them) with its number of records and the percentage of face to face; None where hidden."""

    month: date | None
    number: int
    percent: int | None


def contact_share(school: School, since: date, until: date) -> tuple[Share, ...]:
    """The months from `since` to the day before `until`, and all of them together at the end; one statement."""
    rows = Entry.unscoped.filter(
        school=school, happened_at__gte=midnight(since), happened_at__lt=midnight(until), outcome__in=TOOK_PLACE
    )
    near = Count("pk", filter=Q(channel__in=[channel.value for channel in FACE_TO_FACE]))
    by_month = rows.order_by().annotate(month=TruncMonth("happened_at")).values("month")
    found = list(
        by_month.annotate(number=Count("pk"), near=near).order_by("month").values_list("month", "number", "near")
    )
    months = [_share(month.date(), number, close) for month, number, close in found]
    return (*months, _share(None, sum(row[1] for row in found), sum(row[2] for row in found)))


def _share(month: date | None, number: int, near: int) -> Share:
    return Share(month, number, round(100 * near / number) if number >= FEWEST else None)
