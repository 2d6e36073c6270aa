"""一生一策: files of students of listed groups, their check each term."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.people.models import Student
from liangshi.wellbeing.forms.case_circle import SupportCheckForm, SupportForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import SupportCheck, SupportFile
from liangshi.wellbeing.queries.support import listed_without_file, support_files
from liangshi.wellbeing.services.case_reading import read_support_file
from liangshi.wellbeing.services.support import (
    SupportDraft,
    check_file,
    end_support_file,
    knows_list,
    open_support_file,
)

from .case_rows import colleagues


@requires(Capability.KEEP_SUPPORT_FILES)
def support_list(request: ViewerRequest) -> HttpResponse:
    """Files within reach, those to check first; listed students without one."""
    now = timezone.now()
    context = {
        "page": one_page(request, support_files(request.viewer, now)),
        "without": listed_without_file(request.viewer)[:50],
    }
    return show(request, "wellbeing/support_files.html", context)


@requires(Capability.KEEP_SUPPORT_FILES)
def support_new(request: ViewerRequest, student_id: str) -> HttpResponse:
    """Begin a file."""
    rows = listed_without_file(request.viewer)
    student: Student = get_object_or_404(rows, public_id=student_id)
    form = SupportForm(request.POST or None, staff=colleagues(request))
    sheet = Sheet(
        _("%(name)s：成长支持档案") % {"name": student.name}, reverse("wellbeing:support_files"), _("建立"),
        _("已建立，负责人收到了通知。"), lead=_("一生一策：先写长处，再写目标和办法，每学期检查一次。不写属于哪一类。"),
        draft=f"restricted:support:{student_id}",
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: open_support_file(
            by=request.viewer, student=student, draft=SupportDraft(**form.cleaned_data), now=timezone.now()
        ),
    )  # fmt: skip


def _file(request: ViewerRequest, file_id: str) -> SupportFile:
    return seen(request, SupportFile, file_id, "student__class_group", "keeper")


@never_cache
@requires(Capability.KEEP_SUPPORT_FILES)
def support_file(request: ViewerRequest, file_id: str) -> HttpResponse:
    """The file with its checks; the reading is noted."""
    row = _file(request, file_id)
    read_support_file(by=request.viewer, file=row, now=timezone.now())
    checks = SupportCheck.objects.visible_to(request.viewer).filter(file=row).select_related("term__year", "written_by")
    context = {"file": row, "checks": checks, "decides": knows_list(request.viewer, row.student)}
    return show(request, "wellbeing/support_file.html", context)


@requires(Capability.KEEP_SUPPORT_FILES)
def support_check(request: ViewerRequest, file_id: str) -> HttpResponse:
    """The check of this term."""
    row = _file(request, file_id)
    form = SupportCheckForm(request.POST or None)
    back = reverse("wellbeing:support_file", args=[file_id])
    sheet = Sheet(
        _("%(name)s：本学期检查") % {"name": row.student.name}, back, lead=row.measures,
        draft=f"restricted:support:{file_id}:check",
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: check_file(by=request.viewer, file=row, now=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@requires(Capability.KEEP_SUPPORT_FILES)
@require_POST
def support_end(request: ViewerRequest, file_id: str) -> HttpResponse:
    """It is needed no longer."""
    row = _file(request, file_id)
    return ACTING.press(
        request, reverse("wellbeing:support_files"),
        lambda: end_support_file(by=request.viewer, file=row, now=timezone.now()), _("档案已结束。"),
    )  # fmt: skip
