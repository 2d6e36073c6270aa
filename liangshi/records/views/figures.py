"""The share of contact that is face to face, for the school as a whole."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people.models import School
from liangshi.people.queries import current_year
from liangshi.records.queries.contact_share import FEWEST, contact_share


@requires(Capability.READ_RECORD_FIGURES)
def figures(request: ViewerRequest) -> HttpResponse:
    """This academic year by month."""
    school = get_object_or_404(School.objects.visible_to(request.viewer), pk=request.viewer.school)
    year = current_year(school.pk, timezone.localdate())
    shares = contact_share(school, year.starts_on, year.ends_on) if year else ()
    return show(request, "records/figures.html", {"year": year, "shares": shares, "fewest": FEWEST})
