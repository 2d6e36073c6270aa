"""Files to download: problems, the roster, templates."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.domain.roster.fields import Kind
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.people.models import AcademicYear
from liangshi.people.queries import current_year
from liangshi.roster.services import csv_file, problems_file, roster_file, template_file
from liangshi.roster.wording import kind_word

from .batch import find

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ALL = "all"


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer


def _year(request: ViewerRequest) -> AcademicYear:
    if request.viewer.school is None:
        raise Http404
    year = current_year(request.viewer.school, timezone.localdate())
    rows = AcademicYear.objects.visible_to(request.viewer).select_related("school")
    found: AcademicYear = get_object_or_404(rows, pk=year.pk if year else None)
    return found


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError as unknown:
        raise Http404 from unknown


@requires(Capability.IMPORT_ROSTER)
def problems(request: ViewerRequest, batch: str) -> HttpResponse:
    """The problems of an import as a workbook."""
    row = find(request, batch)
    return _download(problems_file(batch=row), XLSX, _("问题清单") + ".xlsx")


@requires(Capability.IMPORT_ROSTER)
def export(request: ViewerRequest) -> HttpResponse:
    """The whole roster as a workbook; importing it again changes nothing."""
    content = roster_file(by=request.viewer, year=_year(request), now=timezone.now())
    return _download(content, XLSX, _("名册") + f"-{timezone.localdate():%Y%m%d}.xlsx")


@requires(Capability.IMPORT_ROSTER)
def export_csv(request: ViewerRequest, kind: str) -> HttpResponse:
    """One sheet of the roster as csv."""
    wanted = _kind(kind)
    content = csv_file(by=request.viewer, year=_year(request), kind=wanted, now=timezone.now())
    return _download(content, CSV, f"{kind_word(wanted)}-{timezone.localdate():%Y%m%d}.csv")


@requires(Capability.IMPORT_ROSTER)
def template(request: ViewerRequest, kind: str) -> HttpResponse:
    """An empty sheet with drop-down lists and instructions."""
    wanted = None if kind == ALL else _kind(kind)
    content = template_file(year=_year(request), kind=wanted)
    name = kind_word(wanted) if wanted else _("全部")
    return _download(content, XLSX, _("名册模板") + f"-{name}.xlsx")
