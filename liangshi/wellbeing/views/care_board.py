"""The counsellor's board, and figures of the school and of the region."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.wellbeing.queries.board import case_lines, cases_by_date, concern_lines, waiting_invitations
from liangshi.wellbeing.queries.checkins import calling_check_ins, offers_check_in
from liangshi.wellbeing.queries.figures import closed_months, region_figures, school_figures


@never_cache
@requires(Capability.SEE_CARE_BOARD)
def board(request: ViewerRequest) -> HttpResponse:
    """Open concerns by the time that is left, then cases by their next date."""
    now = timezone.now()
    today = timezone.localdate(now)
    page = one_page(request, cases_by_date(request.viewer))
    school = request.viewer.school
    offered = school is not None and offers_check_in(school, today)
    context = {
        "concerns": concern_lines(request.viewer), "page": page, "lines": case_lines(page, today), "now": now,
        "calling": calling_check_ins(request.viewer, now).count() if offered else 0, "offered": offered,
        "invitations": waiting_invitations(request.viewer),
    }  # fmt: skip
    return show(request, "wellbeing/board.html", context)


@requires(Capability.READ_WELLBEING_FIGURES)
def figures(request: ViewerRequest) -> HttpResponse:
    """How long concerns wait for somebody, how many are open, month by month."""
    if request.viewer.school is None:
        raise Http404
    return show(request, "wellbeing/figures.html", {"figures": school_figures(request.viewer, timezone.now())})


@requires(Capability.READ_REGION_FIGURES)
def region(request: ViewerRequest) -> HttpResponse:
    """One whole month of the region's schools; small cells are hidden."""
    if request.viewer.region is None:
        raise Http404
    months = closed_months(timezone.now())
    asked = request.GET.get("month", "")
    month = next((month for month in months if str(month) == asked), months[0])
    context = {"figures": region_figures(request.viewer.regions, month), "months": months, "month": month}
    return show(request, "wellbeing/region.html", context)
