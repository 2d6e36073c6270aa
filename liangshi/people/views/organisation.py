"""The school, its campuses, grades and years."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import services
from liangshi.people.forms.organisation import GradeForm, NameForm, SchoolForm, YearForm
from liangshi.people.models import AcademicYear, Campus, Grade, Term

from .editing import Sheet, fill_in, own_school, press, seen


def _home() -> str:
    return reverse("people:organisation")


@requires(Capability.READ_STAFF)
def organisation(request: ViewerRequest) -> HttpResponse:
    """How the school is made up, and the way to each part."""
    viewer = request.viewer
    context = {
        "school": own_school(request),
        "campuses": Campus.objects.visible_to(viewer).order_by("name"),
        "grades": Grade.objects.visible_to(viewer),
        "years": AcademicYear.objects.visible_to(viewer).order_by("-starts_on"),
        "may_edit": viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/organisation.html", context)


@requires(Capability.EDIT_ORGANISATION)
def school_edit(request: ViewerRequest) -> HttpResponse:
    """Name and stage of the school."""
    school = own_school(request)
    form = SchoolForm.of(school, request.POST or None)
    return fill_in(
        request, Sheet(_("学校名称与学段"), _home()), form,
        lambda: services.change_school(by=request.viewer, school=school, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def campus_new(request: ViewerRequest) -> HttpResponse:
    """A further campus."""
    form = NameForm(request.POST or None)
    return fill_in(
        request, Sheet(_("添加校区"), _home()), form,
        lambda: services.add_campus(
            by=request.viewer, school=own_school(request), name=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def campus_edit(request: ViewerRequest, campus: str) -> HttpResponse:
    """Another name."""
    row = seen(request, Campus, campus)
    form = NameForm(request.POST or None, initial={"name": row.name})
    return fill_in(
        request, Sheet(_("校区名称"), _home()), form,
        lambda: services.rename_campus(by=request.viewer, campus=row, name=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def campus_remove(request: ViewerRequest, campus: str) -> HttpResponse:
    """Take it away."""
    row = seen(request, Campus, campus)
    return press(
        request, _home(), lambda: services.remove_campus(by=request.viewer, campus=row, now=timezone.now()),
        _("已删除校区。"),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def grade_new(request: ViewerRequest) -> HttpResponse:
    """A further grade."""
    form = GradeForm(request.POST or None)
    return fill_in(
        request, Sheet(_("添加年级"), _home()), form,
        lambda: services.add_grade(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def grade_edit(request: ViewerRequest, grade: str) -> HttpResponse:
    """Another name or level."""
    row = seen(request, Grade, grade)
    form = GradeForm.of(row, request.POST or None)
    return fill_in(
        request, Sheet(_("年级"), _home()), form,
        lambda: services.change_grade(by=request.viewer, grade=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def grade_remove(request: ViewerRequest, grade: str) -> HttpResponse:
    """Take it away."""
    row = seen(request, Grade, grade)
    return press(
        request, _home(), lambda: services.remove_grade(by=request.viewer, grade=row, now=timezone.now()),
        _("已删除年级。"),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def year_new(request: ViewerRequest) -> HttpResponse:
    """A new academic year."""
    latest = AcademicYear.objects.visible_to(request.viewer).order_by("-starts_on").first()
    form = YearForm.after(latest, timezone.localdate(), request.POST or None)
    lead = _("日期是通常的安排，请按学校的校历改。学年建好后，可以把班级整体升入新学年。")
    return fill_in(
        request, Sheet(_("新学年"), _home(), lead=lead), form,
        lambda: services.open_year(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def year_edit(request: ViewerRequest, year: str) -> HttpResponse:
    """Dates of a year and its terms."""
    row = seen(request, AcademicYear, year)
    terms = list(Term.objects.visible_to(request.viewer).filter(year=row))
    form = YearForm.of(row, terms, request.POST or None)
    return fill_in(
        request, Sheet(_("学年与学期"), _home()), form,
        lambda: services.change_year(by=request.viewer, year=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def year_remove(request: ViewerRequest, year: str) -> HttpResponse:
    """Take an empty year away."""
    row = seen(request, AcademicYear, year)
    return press(
        request, _home(), lambda: services.remove_year(by=request.viewer, year=row, now=timezone.now()),
        _("已删除学年。"),
    )  # fmt: skip
