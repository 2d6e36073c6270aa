"""What an officer of the bureau sees: schools by kinds of duty, one school by its clauses. Figures only."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.duties.queries.city import city_by_kind, city_by_school, months_asked, school_by_clause, whole_months
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.schemes.choices import STANDINGS
from liangshi.schemes.queries.filings import schools_filed


@requires(Capability.READ_REGION_FIGURES)
def region(request: ViewerRequest) -> HttpResponse:
    """Schools by kinds of duty, with the scheme that each has filed."""
    if request.viewer.region is None:
        raise Http404
    months = whole_months(timezone.localdate())
    asked = request.GET.get("month", "")
    span = months_asked(months, asked)
    page = one_page(request, schools_filed(request.viewer).order_by("name", "pk"))
    columns = city_by_kind(request.viewer.regions, span)
    shares = city_by_school([school.pk for school in page], span)
    lines = [(school, [shares.get((school.pk, column.kind)) for column in columns]) for school in page]
    context = {
        "page": page, "columns": columns, "lines": lines, "months": months, "asked": asked, "words": STANDINGS,
    }  # fmt: skip
    return show(request, "duties/region.html", context)


@requires(Capability.READ_REGION_FIGURES)
def region_school(request: ViewerRequest, school: str) -> HttpResponse:
    """One school of the region by the clauses of its own scheme."""
    if request.viewer.region is None:
        raise Http404
    row = get_object_or_404(schools_filed(request.viewer), public_id=school)
    today = timezone.localdate()
    months = whole_months(today)
    asked = request.GET.get("month", "")
    found = school_by_clause(row, months_asked(months, asked), today)
    context = {"school": row, "found": found, "months": months, "asked": asked, "words": STANDINGS}
    return show(request, "duties/region_school.html", context)
