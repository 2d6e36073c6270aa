"""Around a concern: lines of care, the duty to report in the words of the scheme, who is away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.scheme.spoken import time_limit_words
from liangshi.domain.scheme.terms import role_name
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.models import Absence, CareLine

from .present_scheme import readable


@dataclass(frozen=True, slots=True)
class HarmDuty:
    """A rule of the scheme: to whom, in what time, by which signs."""

    title: str
    to: tuple[str, ...]
    within: str
    signs: tuple[str, ...]


def harm_duties(viewer: Viewer, now: datetime) -> tuple[HarmDuty, ...]:
    """What the school's scheme says of the report to the authorities."""
    today = timezone.localdate(now)
    scheme = readable(version_on(viewer.school, today)) if viewer.school is not None else None
    rules = scheme.wellbeing.mandatory_reports if scheme is not None else ()
    return tuple(
        HarmDuty(rule.title, tuple(role_name(role) for role in rule.to), time_limit_words(rule.within), rule.signs)
        for rule in rules
        if rule.in_force(today)
    )


def own_care_lines(viewer: Viewer, today: date) -> QuerySet[CareLine]:
    """What the viewer is asked to do now."""
    rows: QuerySet[CareLine] = CareLine.objects.visible_to(viewer).on(today)
    return rows.select_related("student__class_group")


def absences_of(viewer: Viewer, now: datetime) -> QuerySet[Absence]:
    """Present and coming absences."""
    rows: QuerySet[Absence] = Absence.objects.visible_to(viewer).filter(ends_at__gt=now)
    return rows.select_related("staff", "stand_in")
