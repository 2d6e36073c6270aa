"""Raise a concern, see how far it is, add to it."""

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import arrived, invalid, one_page, see_other, show
from liangshi.jobs.queries import worker_alive
from liangshi.people.models import Student
from liangshi.records.services.drafts import drop_draft
from liangshi.wellbeing.forms.raising import AdditionForm, ConcernForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.queries.concern_readers import future_readers
from liangshi.wellbeing.queries.phoning import phones
from liangshi.wellbeing.queries.receipts import acknowledgement, own_concerns
from liangshi.wellbeing.services.adding import add_to_concern
from liangshi.wellbeing.services.raising import raise_concern

DRAFT = "concern:new"


@requires(Capability.RAISE_CONCERN)
def raise_page(request: ViewerRequest) -> HttpResponse:
    """One page; it is acknowledged when it is stored, and not before."""
    viewer, now = request.viewer, timezone.now()
    if viewer.school is None:
        raise Http404
    form = ConcernForm(request.POST or None, viewer=viewer, student=_meant(request), today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        concern = raise_concern(by=viewer, draft=form.draft(), now=now)
        drop_draft(by=viewer, key=DRAFT, now=now)
        return arrived(request, reverse("wellbeing:receipt", args=[concern.public_id]))
    context = {
        "form": form, "draft": DRAFT, "phones": phones(viewer.school), "readers": future_readers(viewer, now),
        "child": viewer.student is not None, "keeps_phones": viewer.can(Capability.KEEP_LADDER),
    }  # fmt: skip
    return (invalid if request.method == "POST" else show)(request, "wellbeing/raise_page.html", context)


@requires(Capability.RAISE_CONCERN)
def raise_about(request: ViewerRequest, student: str) -> HttpResponse:
    """From the page of a student: the same page with the name filled in."""
    row = get_object_or_404(Student.objects.visible_to(request.viewer), public_id=student)
    return see_other(f"{reverse('wellbeing:raise')}?student={row.public_id}")


def _meant(request: ViewerRequest) -> Student | None:
    """The student from whose page one comes."""
    rows = Student.objects.visible_to(request.viewer).select_related("class_group")
    return cast("Student | None", rows.filter(public_id=request.GET.get("student", "")).first())


@requires(Capability.RAISE_CONCERN)
def receipts(request: ViewerRequest) -> HttpResponse:
    """What one raised, newest first, by its times only."""
    return show(request, "wellbeing/receipts.html", {"page": one_page(request, own_concerns(request.viewer))})


@requires(Capability.RAISE_CONCERN)
def receipt(request: ViewerRequest, concern: str) -> HttpResponse:
    """How far it is; never what it says."""
    row, now = get_object_or_404(own_concerns(request.viewer), public_id=concern), timezone.now()
    context = {
        "ticket": acknowledgement(row, now), "form": AdditionForm(), "phones": phones(request.viewer.school),
        "worker_alive": worker_alive(now), "child": request.viewer.student is not None,
    }  # fmt: skip
    return show(request, "wellbeing/receipt.html", context)


@requires(Capability.RAISE_CONCERN)
@require_POST
def receipt_add(request: ViewerRequest, concern: str) -> HttpResponse:
    """Add to what one raised."""
    row = get_object_or_404(own_concerns(request.viewer), public_id=concern)
    form = AdditionForm(request.POST)
    back = reverse("wellbeing:receipt", args=[concern])
    if not form.is_valid():
        return see_other(back)
    given = form.cleaned_data
    return ACTING.press(
        request, back,
        lambda: add_to_concern(
            by=request.viewer, concern=row, text=given["text"], sent_key=given["client_key"], now=timezone.now()
        ),
        _("补充已经送到。"), f"concern:add:{concern}",
    )  # fmt: skip
