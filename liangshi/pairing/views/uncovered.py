"""One page that names everybody in the year: students without a mentor, staff without a student."""

from django.http import HttpResponse
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.pairing.papers.uncovered import uncovered_workbook
from liangshi.pairing.queries.uncovered import staff_without_student, students_without_mentor

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Capability.FOLLOW_ROUND)
def uncovered(request: ViewerRequest) -> HttpResponse:
    """By name, with what can be done."""
    day = timezone.localdate()
    students, staff = students_without_mentor(request.viewer, day), staff_without_student(request.viewer, day)
    shown = "staff" if request.GET.get("show") == "staff" else "students"
    context = {
        "shown": shown, "students": students.count(), "staff": staff.count(),
        "page": one_page(request, staff) if shown == "staff" else one_page(request, students),
        "reasons": request.viewer.whole_school, "arranges": request.viewer.can(Capability.EDIT_PEOPLE),
    }  # fmt: skip
    return show(request, "pairing/uncovered.html", context)


@requires(Capability.FOLLOW_ROUND)
def uncovered_export(request: ViewerRequest) -> HttpResponse:
    """The same as a workbook."""
    day = timezone.localdate()
    content = uncovered_workbook(
        students_without_mentor(request.viewer, day), staff_without_student(request.viewer, day),
        reasons=request.viewer.whole_school,
    )  # fmt: skip
    named = f'attachment; filename="uncovered-{day:%Y%m%d}.xlsx"'
    return HttpResponse(content, content_type=SHEET_TYPE, headers={"Content-Disposition": named})
