"""Writing the minutes, giving out follow-ups."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other
from liangshi.foundation.refusals import RefusalError
from liangshi.meetings.forms import ACTING, ItemForm, MinutesForm, TaskForm
from liangshi.meetings.services import add_task, write_minutes

from .meetings import meeting_page, parts_of, the_kept_meeting


@requires(Capability.ATTEND_MEETINGS)
@require_http_methods(["GET", "POST"])
def minutes(request: ViewerRequest, meeting: str) -> HttpResponse:
    """Who came, what was reported, typical cases, what was decided."""
    row = the_kept_meeting(request, meeting)
    presences, items, _tasks = parts_of(request, row)
    back = reverse("meetings:meeting", args=[row.public_id])
    if request.method == "GET" and row.state != "planned":
        return see_other(back)
    form = MinutesForm(row, presences, request.POST or None)
    sheet = Sheet(
        _("会议纪要"), back, _("保存纪要"), _("纪要已保存。"), draft=f"minutes:{row.public_id}",
        template="meetings/minutes.html", more={"meeting": row, "items": items},
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: write_minutes(
            by=request.viewer, meeting=row, revision=form.cleaned_data["revision"], draft=form.draft(),
            now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.ATTEND_MEETINGS)
@require_POST
def task_add(request: ViewerRequest, meeting: str) -> HttpResponse:
    """Give somebody a follow-up."""
    row, form = the_kept_meeting(request, meeting), TaskForm(request.POST, viewer=request.viewer)
    if form.is_valid():
        try:
            add_task(by=request.viewer, meeting=row, draft=form.draft(), now=timezone.now())
        except RefusalError as refusal:
            form.add_error("text", ACTING.say(refusal))
        else:
            messages.success(request, _("已分派，并告知了本人。"))
            return see_other(reverse("meetings:meeting", args=[row.public_id]))
    return invalid(request, "meetings/meeting.html", meeting_page(request, row, form, ItemForm()))
