"""Students as the staff sees them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.people import queries, services
from liangshi.people.forms.students import LeavingForm, NewStudentForm, PlacementForm, StudentFilterForm, StudentForm
from liangshi.people.models import Student

from .editing import Sheet, asked_year, fill_in, own_school, seen


def _page_of(student: Student) -> str:
    return reverse("people:student", args=[student.public_id])


@requires(Capability.READ_STUDENTS)
def students(request: ViewerRequest) -> HttpResponse:
    """The students within reach, searched, filtered and sorted."""
    form = StudentFilterForm(request.GET, viewer=request.viewer, year=asked_year(request))
    page = one_page(request, queries.student_list(request.viewer, form.wanted()))
    context = {"form": form, "page": page, "may_edit": request.viewer.can(Capability.EDIT_PEOPLE)}
    return show(request, "people/students.html", context)


@requires(Capability.READ_STUDENTS)
def student_detail(request: ViewerRequest, student: str) -> HttpResponse:
    """One student: the directory for those who teach, needs and guardians for those who care."""
    row = seen(request, Student, student)
    page = queries.student_page(request.viewer, row)
    if page.guardianships:
        services.note_reading(by=request.viewer, student=row, now=timezone.now())
    context = {"page": page, "student": row, "may_edit": request.viewer.can(Capability.EDIT_PEOPLE)}
    return show(request, "people/student_detail.html", context)


@requires(Capability.EDIT_PEOPLE)
def student_new(request: ViewerRequest) -> HttpResponse:
    """A student who joins."""
    form = NewStudentForm(
        request.POST or None, viewer=request.viewer, year=asked_year(request), today=timezone.localdate()
    )
    return fill_in(
        request, Sheet(_("添加学生"), reverse("people:students"), lead=_("登录账号在“账号”里另行发放。")), form,
        lambda: services.add_student(
            by=request.viewer, school=own_school(request), draft=form.draft(),
            group=form.cleaned_data["group"], on=form.cleaned_data["on"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def student_edit(request: ViewerRequest, student: str) -> HttpResponse:
    """Name, number, gender, boarding."""
    row = seen(request, Student, student)
    form = StudentForm.of(row, request.POST or None)
    return fill_in(
        request, Sheet(row.name, _page_of(row)), form,
        lambda: services.change_student(by=request.viewer, student=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def student_move(request: ViewerRequest, student: str) -> HttpResponse:
    """Into another class."""
    row = seen(request, Student, student)
    form = PlacementForm(
        request.POST or None, viewer=request.viewer, year=asked_year(request), today=timezone.localdate()
    )
    return fill_in(
        request, Sheet(_("%(name)s调班") % {"name": row.name}, _page_of(row), done=_("已调班。")), form,
        lambda: services.move_student(
            by=request.viewer, student=row, to=form.cleaned_data["group"], on=form.cleaned_data["on"],
            now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def student_leave(request: ViewerRequest, student: str) -> HttpResponse:
    """Away for good."""
    row = seen(request, Student, student)
    form = LeavingForm(request.POST or None, today=timezone.localdate())
    sheet = Sheet(
        _("%(name)s离校") % {"name": row.name}, _page_of(row), act=_("确认离校"), done=_("已办理离校。"),
        lead=_("转学、休学、毕业都在这里办；记录会保留，回来时可以复学。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.let_student_leave(by=request.viewer, student=row, on=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def student_rejoin(request: ViewerRequest, student: str) -> HttpResponse:
    """Back again."""
    row = seen(request, Student, student)
    form = PlacementForm(
        request.POST or None, viewer=request.viewer, year=asked_year(request), today=timezone.localdate()
    )
    return fill_in(
        request, Sheet(_("%(name)s复学") % {"name": row.name}, _page_of(row), done=_("已办理复学。")), form,
        lambda: services.take_student_back(
            by=request.viewer, student=row, to=form.cleaned_data["group"], on=form.cleaned_data["on"],
            now=timezone.now(),
        ),
    )  # fmt: skip
