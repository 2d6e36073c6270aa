"""The staff: list, export, one person."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.people import queries, services
from liangshi.people.forms.staff import StaffFilterForm, StaffForm, StatusForm
from liangshi.people.forms.students import LeavingForm
from liangshi.people.models import Staff
from liangshi.people.services import read_photo, staff_workbook

from .editing import Sheet, fill_in, own_school, press, seen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Capability.READ_STAFF)
def staff(request: ViewerRequest) -> HttpResponse:
    """Colleagues, searched, filtered and sorted."""
    viewer = request.viewer
    form = StaffFilterForm(request.GET, viewer=viewer, today=timezone.localdate())
    page = one_page(request, queries.staff_list(viewer, form.wanted()))
    context = {
        "form": form, "page": page, "subjects": queries.subjects_in_use(viewer),
        "may_edit": viewer.can(Capability.EDIT_PEOPLE), "sees_status": viewer.whole_school,
    }  # fmt: skip
    return show(request, "people/staff.html", context)


@requires(Capability.EDIT_PEOPLE)
def staff_export(request: ViewerRequest) -> HttpResponse:
    """The same list as a workbook."""
    form = StaffFilterForm(request.GET, viewer=request.viewer, today=timezone.localdate())
    rows = list(queries.staff_list(request.viewer, form.wanted()))
    content = staff_workbook(by=request.viewer, school=own_school(request), rows=rows, now=timezone.now())
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename=\"staff.xlsx\"; filename*=UTF-8''%E6%95%99%E5%B8%88.xlsx"
    return response


@requires(Capability.READ_STAFF)
def staff_detail(request: ViewerRequest, staff: str) -> HttpResponse:
    """One colleague; reasons, phone and relatives for those who act on them."""
    row = seen(request, Staff, staff)
    viewer = request.viewer
    context = {
        "staff": row,
        "homerooms": queries.homerooms_of(row),
        "assignments": queries.assignments_of(row),
        "relatives": queries.relatives_declared(viewer, row),
        "may_edit": viewer.can(Capability.EDIT_PEOPLE),
        "sees_status": viewer.whole_school or viewer.staff == row.pk,
    }
    return show(request, "people/staff_detail.html", context)


@requires(Capability.EDIT_PEOPLE)
def staff_new(request: ViewerRequest) -> HttpResponse:
    """A new colleague."""
    form = StaffForm(request.POST or None, viewer=request.viewer)
    return fill_in(
        request, Sheet(_("添加教师"), reverse("people:staff_list"), lead=_("登录账号在“账号”里另行发放。")), form,
        lambda: services.add_staff(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def staff_edit(request: ViewerRequest, staff: str) -> HttpResponse:
    """What the office keeps."""
    row = seen(request, Staff, staff)
    form = StaffForm(request.POST or None, viewer=request.viewer, staff=row)
    return fill_in(
        request, Sheet(row.name, reverse("people:staff", args=[row.public_id])), form,
        lambda: services.change_staff(by=request.viewer, staff=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def staff_status(request: ViewerRequest, staff: str) -> HttpResponse:
    """Eligible, in training, exempt."""
    row = seen(request, Staff, staff)
    form = StatusForm.of(row, request.POST or None)
    sheet = Sheet(
        _("%(name)s的导师状态") % {"name": row.name}, reverse("people:staff", args=[row.public_id]),
        lead=_("原因和日期只有本人和学校负责人能看到。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.set_mentor_status(by=request.viewer, staff=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def staff_leave(request: ViewerRequest, staff: str) -> HttpResponse:
    """The colleague leaves the school."""
    row = seen(request, Staff, staff)
    form = LeavingForm(request.POST or None, today=timezone.localdate())
    sheet = Sheet(
        _("%(name)s离校") % {"name": row.name}, reverse("people:staff", args=[row.public_id]), act=_("确认离校"),
        lead=_("离校后不能再登录，记录会保留；班主任和任课请另行安排。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.let_staff_leave(by=request.viewer, staff=row, on=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
@require_POST
def staff_return(request: ViewerRequest, staff: str) -> HttpResponse:
    """The colleague is back."""
    row = seen(request, Staff, staff)
    return press(
        request, reverse("people:staff", args=[row.public_id]),
        lambda: services.take_staff_back(by=request.viewer, staff=row, now=timezone.now()),
        _("已恢复在职。"),
    )  # fmt: skip


@requires(Capability.READ_STAFF)
def staff_photo(request: ViewerRequest, staff: str) -> HttpResponse:
    """The photo, for colleagues."""
    row = seen(request, Staff, staff)
    if not row.photo:
        raise Http404
    response = HttpResponse(read_photo(row), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=600"
    return response
