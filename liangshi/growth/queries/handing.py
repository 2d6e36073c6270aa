"""Students whom a mentor lately gave over to another one."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from liangshi.domain.access import Viewer
from liangshi.growth.models import HandoverLetter
from liangshi.pairing.models import Pairing
from liangshi.people.models import Student

LATELY = timedelta(days=30)
"""So long after a change a letter is asked for; later it would tell of another child."""


def letters_to_write(viewer: Viewer, today: date) -> QuerySet[Student]:
    """Students whose next mentor has begun, and for whom the viewer has not handed over a letter."""
    over = Pairing.unscoped.filter(mentor=viewer.staff, ends_on__gt=today - LATELY, ends_on__lte=today)
    over = over.exclude(end_reason="").exclude(student__in=viewer.mentees | viewer.relatives)
    heir = Pairing.unscoped.on(today).filter(student=OuterRef("student"))
    given = HandoverLetter.unscoped.filter(
        student=OuterRef("student"), author=viewer.staff, given_at__date__gte=OuterRef("starts_on")
    )
    rows = Student.unscoped.filter(pk__in=over.filter(Exists(heir), ~Exists(given)).values("student"))
    return rows.filter(left_on__isnull=True).order_by("sort_key", "pk")
