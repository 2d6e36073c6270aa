"""A student: the shared picture, all records in order of time, a line to the team, an event of life."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.records.forms.following import EventForm, TeamNoteForm
from liangshi.records.queries.picture import picture_of
from liangshi.records.queries.timelines import entries_of, months_of_student
from liangshi.records.services.events import record_event
from liangshi.records.services.notes import write_team_note

from .acting import Sheet, fill_in, student_seen


def _page(student_id: str) -> str:
    return reverse("records:student", args=[student_id])


@requires(Capability.KEEP_RECORDS)
def student(request: ViewerRequest, student_id: str) -> HttpResponse:
    """The shared picture, each within reach."""
    row = student_seen(request, student_id)
    picture = picture_of(request.viewer, row, timezone.now())
    context = {"student": row, "picture": picture, "form": TeamNoteForm(), "draft": f"team:{student_id}"}
    return show(request, "records/student.html", context)


@requires(Capability.KEEP_RECORDS)
def timeline(request: ViewerRequest, student_id: str) -> HttpResponse:
    """All records within reach by month."""
    row = student_seen(request, student_id)
    page = one_page(request, entries_of(request.viewer, row))
    months = months_of_student(request.viewer, row, page, newest=not page.has_previous(), oldest=not page.has_next())
    return show(request, "records/timeline.html", {"student": row, "months": months, "page": page})


@requires(Capability.KEEP_RECORDS)
@require_POST
def team_note_new(request: ViewerRequest, student_id: str) -> HttpResponse:
    """A line to everybody who teaches or guides the student."""
    row = student_seen(request, student_id)
    form = TeamNoteForm(request.POST)
    sheet = Sheet(_("留言"), _page(student_id), _("留言"), _("已留言。"), draft=f"team:{student_id}")
    return fill_in(
        request, sheet, form,
        lambda: write_team_note(
            by=request.viewer, student=row, words=form.cleaned_data["words"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.KEEP_RECORDS)
def event_new(request: ViewerRequest, student_id: str) -> HttpResponse:
    """Something that happened in the student's life."""
    row = student_seen(request, student_id)
    form = EventForm(request.POST or None, initial={"happened_on": timezone.localdate()})
    sheet = Sheet(
        _("%(name)s：记一件大事") % {"name": row.name}, _page(student_id), _("记下"),
        _("已记下，并告诉了需要知道的老师。"),
        lead=_("导师和方案里写明的老师会收到通知，通知里不写内容。如果学生现在有危险，请先打电话、当面找人。"),
        draft=f"event:{student_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: record_event(by=request.viewer, student=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip
