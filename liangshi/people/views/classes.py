"""Classes, who teaches them, and the new academic year."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import queries, services
from liangshi.people.forms.classes import ClassForm, PromotionForm, TeachingForm
from liangshi.people.models import AcademicYear, ClassGroup, Grade, Student

from .editing import Sheet, asked_year, fill_in, needed_year, press, seen


@requires(Capability.READ_STUDENTS)
def classes(request: ViewerRequest) -> HttpResponse:
    """The classes of one year, grade by grade."""
    year = asked_year(request)
    context = {
        "year": year,
        "years": AcademicYear.objects.visible_to(request.viewer).order_by("-starts_on"),
        "groups": list(queries.classes_of(request.viewer, year)),
        "may_edit": request.viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/classes.html", context)


@requires(Capability.READ_STUDENTS)
def class_detail(request: ViewerRequest, group: str) -> HttpResponse:
    """One class: homeroom teacher, subject teachers, the students within reach."""
    row = seen(request, ClassGroup, group)
    context = {
        "group": row,
        "teachers": queries.teachers_of(row),
        "students": Student.objects.visible_to(request.viewer).enrolled().filter(class_group=row).order_by("number"),
        "may_edit": request.viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/class_detail.html", context)


@requires(Capability.EDIT_ORGANISATION)
def class_new(request: ViewerRequest) -> HttpResponse:
    """A class of the year in question."""
    year = needed_year(request)
    form = ClassForm(request.POST or None, viewer=request.viewer)
    back = f"{reverse('people:classes')}?year={year.public_id}"
    return fill_in(
        request, Sheet(_("添加班级（%(year)s）") % {"year": year.name}, back), form,
        lambda: services.add_class(by=request.viewer, year=year, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def class_edit(request: ViewerRequest, group: str) -> HttpResponse:
    """Name, place, homeroom teacher."""
    row = seen(request, ClassGroup, group)
    form = ClassForm(request.POST or None, viewer=request.viewer, group=row)
    return fill_in(
        request, Sheet(row.name, reverse("people:class", args=[row.public_id])), form,
        lambda: services.change_class(by=request.viewer, group=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def class_remove(request: ViewerRequest, group: str) -> HttpResponse:
    """Take away a class that never had a student."""
    row = seen(request, ClassGroup, group)
    return press(
        request, reverse("people:classes"),
        lambda: services.remove_class(by=request.viewer, group=row, now=timezone.now()),
        _("已删除班级。"),
    )  # fmt: skip


@requires(Capability.READ_STAFF)
def teaching(request: ViewerRequest) -> HttpResponse:
    """The matrix of classes and subjects, one grade at a time."""
    year = asked_year(request)
    grades = list(Grade.objects.visible_to(request.viewer))
    asked = request.GET.get("grade")
    grade = seen(request, Grade, asked) if asked else next(iter(grades), None)
    groups = list(ClassGroup.objects.visible_to(request.viewer).filter(year=year, grade=grade))
    context = {
        "year": year, "grades": grades, "grade": grade,
        "matrix": queries.teaching_matrix(groups),
        "may_edit": request.viewer.can(Capability.EDIT_ORGANISATION),
    }  # fmt: skip
    return show(request, "people/teaching.html", context)


@requires(Capability.EDIT_ORGANISATION)
def teaching_edit(request: ViewerRequest, group: str) -> HttpResponse:
    """Who teaches one class what: a line for each subject."""
    row = seen(request, ClassGroup, group)
    form = TeachingForm(
        request.POST or None, viewer=request.viewer, present=queries.teachers_of(row),
        in_use=queries.subjects_in_use(request.viewer),
    )  # fmt: skip
    back = f"{reverse('people:teaching')}?grade={row.grade.public_id}"
    sheet = Sheet(
        _("%(name)s的任课教师") % {"name": row.name}, back, done=_("任课安排已保存。"),
        template="people/teaching_edit.html",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.set_teaching(by=request.viewer, group=row, wanted=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def promotion(request: ViewerRequest, year: str) -> HttpResponse:
    """Preview what the new year does to each class, then do it."""
    new, old = _new_and_old(request, year)
    plan = queries.planned_promotion(old)
    form = PromotionForm(request.POST or None, plan=plan)
    back = f"{reverse('people:classes')}?year={new.public_id}"
    sheet = Sheet(
        _("班级升入%(year)s") % {"year": new.name}, back, act=_("确认升级"), done=_("班级已升入新学年。"),
        template="people/promotion.html",
        more={"year": new, "done": queries.promoted_enrolments(old, new).count()},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.promote_classes(
            by=request.viewer, old=old, new=new, draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def promotion_undo(request: ViewerRequest, year: str) -> HttpResponse:
    """Back into the classes of the year before."""
    new, old = _new_and_old(request, year)
    return press(
        request, f"{reverse('people:classes')}?year={old.public_id}",
        lambda: services.undo_promotion(by=request.viewer, old=old, new=new, now=timezone.now()),
        _("升级已撤销；之后又有变动的学生留在原处。"),
    )  # fmt: skip


def _new_and_old(request: ViewerRequest, year: str) -> tuple[AcademicYear, AcademicYear]:
    """The year and the one before it; a first year has no such page."""
    new = seen(request, AcademicYear, year)
    earlier = AcademicYear.objects.visible_to(request.viewer).filter(starts_on__lt=new.starts_on)
    old = earlier.select_related("school").order_by("-starts_on").first()
    if old is None:
        raise Http404
    return new, old
