"""Guardians of a student."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.people import services
from liangshi.people.forms.students import GuardianForm
from liangshi.people.models import Guardian, Guardianship, Student

from .editing import Sheet, fill_in, press, seen


def _page_of(student: Student) -> str:
    return reverse("people:student", args=[student.public_id])


def _tie(request: ViewerRequest, student: Student, guardian: str) -> Guardianship:
    row = seen(request, Guardian, guardian)
    ties = Guardianship.objects.visible_to(request.viewer).filter(student=student, guardian=row)
    tie: Guardianship = get_object_or_404(ties.select_related("guardian"))
    return tie


@requires(Capability.EDIT_PEOPLE)
def guardian_new(request: ViewerRequest, student: str) -> HttpResponse:
    """A further guardian."""
    row = seen(request, Student, student)
    form = GuardianForm(request.POST or None)
    return fill_in(
        request, Sheet(_("%(name)s的监护人") % {"name": row.name}, _page_of(row), act=_("添加")), form,
        lambda: services.add_guardian(by=request.viewer, student=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
def guardian_edit(request: ViewerRequest, student: str, guardian: str) -> HttpResponse:
    """Name, phone, relation."""
    row = seen(request, Student, student)
    tie = _tie(request, row, guardian)
    form = GuardianForm.of(tie, request.POST or None)
    if request.method == "GET":
        services.note_reading(by=request.viewer, student=row, now=timezone.now())
    return fill_in(
        request, Sheet(_("%(name)s的监护人") % {"name": row.name}, _page_of(row)), form,
        lambda: services.change_guardian(
            by=request.viewer, guardian=tie.guardian, student=row, draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_PEOPLE)
@require_POST
def guardian_remove(request: ViewerRequest, student: str, guardian: str) -> HttpResponse:
    """Guardian of this student no more."""
    row = seen(request, Student, student)
    tie = _tie(request, row, guardian)
    return press(
        request, _page_of(row),
        lambda: services.remove_guardian(
            by=request.viewer, guardian=tie.guardian, student=row, now=timezone.now()
        ),
        _("已解除监护关系。"),
    )  # fmt: skip
