"""One's own follow-ups, and settling one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.meetings.choices import TaskState
from liangshi.meetings.forms import ACTING, SettleForm
from liangshi.meetings.models import Meeting, Task
from liangshi.meetings.queries import is_of_the_group
from liangshi.meetings.services import settle_task

ASKED_SHOWN = 20
"""Meetings to which one was asked, the latest first."""


@requires(Capability.ATTEND_MEETINGS)
def tasks(request: ViewerRequest) -> HttpResponse:
    """What meetings gave me to do, open ones first; for who is not of the group, the meetings to come to."""
    viewer, member = request.viewer, is_of_the_group(request.viewer)
    own = Task.objects.visible_to(viewer).filter(owner=viewer.staff).select_related("meeting")
    context = {
        "page": one_page(request, own.order_by("-state", "due_on", "pk")), "today": timezone.localdate(),
        "member": member, "asked": () if member else Meeting.objects.visible_to(viewer)[:ASKED_SHOWN],
    }  # fmt: skip
    return show(request, "meetings/tasks.html", context)


@requires(Capability.ATTEND_MEETINGS)
@require_http_methods(["GET", "POST"])
def settle(request: ViewerRequest, task: str) -> HttpResponse:
    """Done, or no longer needed."""
    rows = Task.objects.visible_to(request.viewer).settled_by(request.viewer).select_related("meeting", "owner")
    row: Task = get_object_or_404(rows, public_id=task)
    form = SettleForm(request.POST or None)
    page = {"task": row, "form": form}
    if request.method == "GET":
        return show(request, "meetings/settle.html", page)
    if form.is_valid():
        given = form.cleaned_data
        try:
            settle_task(
                by=request.viewer, task=row, state=TaskState(given["state"]), report=given["report"],
                now=timezone.now(),
            )  # fmt: skip
        except RefusalError as refusal:
            form.add_error("report" if refusal.field else None, ACTING.say(refusal))
        else:
            messages.success(request, _("已记下。"))
            own = row.owner_id == request.viewer.staff
            return see_other(reverse("meetings:tasks" if own else "meetings:meetings"))
    return invalid(request, "meetings/settle.html", page)
