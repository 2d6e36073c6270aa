"""Views of teaching and their answers."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.people.models import Grade
from liangshi.records.forms.following import AnswerForm
from liangshi.records.forms.teaching_views import StaffViewForm, ViewForm, draft_of
from liangshi.records.models import TeachingView
from liangshi.records.services.teaching_views import answer_view, send_view

from .acting import Sheet, fill_in, seen


@requires(Capability.RELAY_VIEWS)
def views(request: ViewerRequest) -> HttpResponse:
    """What the viewer passed on, and what waits for the viewer's office."""
    rows = TeachingView.objects.visible_to(request.viewer).select_related("author")
    return show(request, "records/views.html", {"page": one_page(request, rows), "viewer": request.viewer})


@requires(Capability.RELAY_VIEWS)
def view_new(request: ViewerRequest) -> HttpResponse:
    """A student's own view, or one that a mentor passes on."""
    own_grade = Grade.objects.visible_to(request.viewer).filter(class_groups__students=request.viewer.student).first()
    form: forms.Form
    if request.viewer.staff is None:
        form = ViewForm(request.POST or None)
    else:
        form = StaffViewForm(request.POST or None, viewer=request.viewer)
    sheet = Sheet(
        _("教学意见"), reverse("records:views"), _("转达"), _("已转达，答复会回到这里。"),
        lead=_("关于课堂、作业或学校服务的意见。由相关部门答复，涉及的老师不会看到。"), draft="view:new",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: send_view(by=request.viewer, draft=draft_of(form.cleaned_data, own_grade), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.RELAY_VIEWS)
def view(request: ViewerRequest, view_id: str) -> HttpResponse:
    """One view; the office answers it here."""
    row = seen(request, TeachingView, view_id, "author", "answered_by", "grade", "concerns")
    form = AnswerForm(request.POST or None)
    own = row.author_id == request.viewer.account
    sheet = Sheet(
        row.about, reverse("records:views"), _("答复"), _("已答复。"), draft=f"view:answer:{view_id}",
        template="records/view.html", more={"view": row, "own": own},
    )  # fmt: skip
    if own or row.answer:
        return show(request, sheet.template, {"sheet": sheet, **sheet.more})
    return fill_in(
        request, sheet, form,
        lambda: answer_view(
            by=request.viewer, view=row, answer=form.cleaned_data["answer"], now=timezone.now()
        ),
    )  # fmt: skip
