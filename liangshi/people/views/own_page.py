"""The student's page for the student and for the guardians."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import queries, services
from liangshi.people.forms.students import OwnWordsForm
from liangshi.people.models import Student

from .editing import Sheet, fill_in


@requires(Capability.READ_OWN_PAGE)
def own_page(request: ViewerRequest) -> HttpResponse:
    """The student's own page, or that of a guardian's first child."""
    first = queries.own_students(request.viewer).first()
    if first is None:
        raise Http404
    return _page(request, first)


@requires(Capability.READ_OWN_PAGE)
def own_page_of(request: ViewerRequest, student: str) -> HttpResponse:
    """The page of one of the guardian's children."""
    row: Student = get_object_or_404(queries.own_students(request.viewer), public_id=student)
    return _page(request, row)


def _page(request: ViewerRequest, student: Student) -> HttpResponse:
    context = {
        "student": student,
        "siblings": queries.own_students(request.viewer).exclude(pk=student.pk),
        "teachers": queries.teachers_of(student.class_group) if student.class_group else (),
        "clubs": queries.clubs_of(student),
        "guardianships": queries.guardians_of(student),
        "own": request.viewer.student == student.pk,
        "guardian": request.viewer.guardian,
    }
    return show(request, "people/own_page.html", context)


@requires(Capability.EDIT_OWN_PROFILE)
def own_words(request: ViewerRequest) -> HttpResponse:
    """The student writes interests, needs and languages."""
    student = _own(request.viewer)
    form = OwnWordsForm.of(student, request.POST or None)
    return fill_in(
        request, Sheet(_("我的兴趣和需要"), reverse("people:own_page")), form,
        lambda: services.change_own_words(by=request.viewer, student=student, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


def _own(viewer: Viewer) -> Student:
    student: Student = get_object_or_404(Student.objects.visible_to(viewer), pk=viewer.student)
    return student
