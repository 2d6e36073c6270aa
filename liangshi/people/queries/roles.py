"""Who holds which role."""

from datetime import date

from django.db.models import Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.people.models import RoleAppointment


def appointments(viewer: Viewer, today: date, *, ended: bool) -> QuerySet[RoleAppointment]:
    """Present and coming appointments, or those that ended."""
    rows: QuerySet[RoleAppointment] = RoleAppointment.objects.visible_to(viewer).select_related("account", "grade")
    over = Q(ends_on__lte=today)
    rows = rows.filter(over if ended else ~over | Q(ends_on=None))
    return rows.order_by("-ends_on", "pk") if ended else rows.order_by("role", "grade__level", "account__name", "pk")
