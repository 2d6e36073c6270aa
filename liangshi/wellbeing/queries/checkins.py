"""Whether there are check-ins, and those that ask for somebody."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.scheme import Role
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.case_choices import Mood
from liangshi.wellbeing.models import StudentCheckIn

from .present_scheme import readable

DAYS_SHOWN = 7


def offers_check_in(school: int, day: date) -> bool:
    """Whether the scheme has students keep watch over themselves: a rule of `wellbeing.watches` whose `by` is them."""
    scheme = readable(version_on(school, day))
    return scheme is not None and any(rule.by == Role.STUDENT for rule in scheme.wellbeing.watches)


def own_check_in(viewer: Viewer, day: date) -> StudentCheckIn | None:
    """What the student said on the day."""
    rows = StudentCheckIn.objects.visible_to(viewer).filter(student=viewer.student, on=day)
    found: StudentCheckIn | None = rows.first()
    return found


def calling_check_ins(viewer: Viewer, now: datetime) -> QuerySet[StudentCheckIn]:
    """Those who asked for a talk and wait, then who found the last days very hard; nobody else is listed."""
    since = timezone.localdate(now) - timedelta(days=DAYS_SHOWN)
    waits = Q(wants_talk=True, answered_at__isnull=True)
    rows: QuerySet[StudentCheckIn] = StudentCheckIn.objects.visible_to(viewer)
    rows = rows.filter(waits | Q(mood=Mood.STORMY, on__gt=since)).select_related("student__class_group")
    return rows.order_by("-wants_talk", "answered_at", "at", "pk")
