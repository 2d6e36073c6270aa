"""Clubs with their numbers."""

from django.db.models import Count, Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.people.models import AcademicYear, Club


def clubs_of_year(viewer: Viewer, year: AcademicYear | None) -> QuerySet[Club]:
    """The clubs of `year` with leader and the number of members at the school."""
    clubs: QuerySet[Club] = Club.objects.visible_to(viewer).filter(year=year)
    present = Count("memberships", filter=Q(memberships__student__left_on=None))
    return clubs.select_related("leader").annotate(present=present).order_by("name")
