"""What leaves a case on paper, with other children hidden; taking it out is noted."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.foundation.papers import WORD_TYPE
from liangshi.wellbeing.case_choices import EntryKind
from liangshi.wellbeing.papers.cases import chronology_paper, notice_paper
from liangshi.wellbeing.queries.chronology import for_print
from liangshi.wellbeing.services.case_reading import took_paper

from .case_rows import the_case


@never_cache
@requires(Capability.WORK_ON_CASES)
def case_chronology(request: ViewerRequest, case_id: str) -> HttpResponse:
    """One page to print."""
    row, now = the_case(request, case_id), timezone.now()
    took_paper(by=request.viewer, case=row, what="page", now=now)
    context = {"case": row, "entries": for_print(request.viewer, row), "today": timezone.localdate(now)}
    return show(request, "wellbeing/chronology.html", context)


@requires(Capability.WORK_ON_CASES)
def case_chronology_file(request: ViewerRequest, case_id: str) -> HttpResponse:
    """The same as Word."""
    row, now = the_case(request, case_id), timezone.now()
    took_paper(by=request.viewer, case=row, what="chronology", now=now)
    content = chronology_paper(row, for_print(request.viewer, row), timezone.localdate(now))
    return _word(content, f"{row.number}.docx")


@requires(Capability.WORK_ON_CASES)
def case_notice_file(request: ViewerRequest, case_id: str, entry_id: str) -> HttpResponse:
    """A notice to the family as Word."""
    row, now = the_case(request, case_id), timezone.now()
    found = [entry for entry in for_print(request.viewer, row) if entry.public_id == entry_id]
    if not found or found[0].kind is not EntryKind.FAMILY_NOTICE:
        raise Http404
    took_paper(by=request.viewer, case=row, what="notice", now=now)
    return _word(notice_paper(row, found[0]), f"{row.number}-{entry_id}.docx")


def _word(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=WORD_TYPE, headers=headers)
