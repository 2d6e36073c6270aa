"""Shapes that views of this app share: a page with a form, a single button, the school and the year of an address."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.forms.refusals import ACTING
from liangshi.people.models import AcademicYear, School
from liangshi.people.queries import current_year

__all__ = ["Sheet", "asked_year", "fill_in", "needed_year", "own_school", "press", "seen"]

fill_in, press = ACTING.fill_in, ACTING.press


def own_school(request: ViewerRequest) -> School:
    """The viewer's school."""
    school: School = get_object_or_404(School.objects.visible_to(request.viewer), pk=request.viewer.school)
    return school


def asked_year(request: ViewerRequest) -> AcademicYear | None:
    """The year that `?year=` names, else the present one."""
    public_id = request.GET.get("year")
    if public_id:
        return seen(request, AcademicYear, public_id)
    school = request.viewer.school
    return current_year(school, timezone.localdate()) if school else None


def needed_year(request: ViewerRequest) -> AcademicYear:
    """The same; a school without any year has no such page."""
    year = asked_year(request)
    if year is None:
        raise Http404
    return year
