"""The team of a class: what was written to all of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import READS_RECORDS, Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, see_other, show
from liangshi.people.models import ClassGroup
from liangshi.records.forms.following import ClassNoteForm
from liangshi.records.queries.teams import class_notes, own_classes, own_teams, writes_to_team
from liangshi.records.services.notes import write_class_note

from .acting import Sheet, fill_in

SHOWN = 20


@requires(Capability.KEEP_RECORDS)
def teams(request: ViewerRequest) -> HttpResponse:
    """The viewer's classes; whoever has one only is led there."""
    found = own_teams(request.viewer, timezone.localdate())
    if len(found) == 1:
        return see_other(reverse("records:team", args=[found[0].group.public_id]))
    return show(request, "records/teams.html", {"teams": found})


@requires(Capability.KEEP_RECORDS)
def team(request: ViewerRequest, group: str) -> HttpResponse:
    """What was written to the team of one class; the homeroom teacher writes here."""
    row = _class(request, group)
    notes = one_page(request, class_notes(request.viewer).filter(class_group=row), SHOWN)
    more = {"group": row, "page": notes, "writes": writes_to_team(request.viewer, row)}
    sheet = Sheet(
        _("%(group)s育人组") % {"group": row.name}, reverse("records:team", args=[group]), _("发给全组"),
        _("已发出，组里的老师会收到通知。"), draft=f"team:class:{group}", template="records/team.html", more=more,
    )  # fmt: skip
    if request.method == "POST" and not more["writes"]:
        raise Http404
    form = ClassNoteForm(request.POST or None)
    return fill_in(
        request, sheet, form,
        lambda: write_class_note(by=request.viewer, group=row, words=form.cleaned_data["words"], now=timezone.now()),
    )  # fmt: skip


def _class(request: ViewerRequest, public_id: str) -> ClassGroup:
    """A class whose team the viewer belongs to, or one of the own school for the roles of care."""
    rows = ClassGroup.objects.visible_to(request.viewer).select_related("grade", "homeroom_teacher")
    found: ClassGroup = get_object_or_404(rows, public_id=public_id, school=request.viewer.school)
    own = own_classes(request.viewer, timezone.localdate()).filter(pk=found.pk)
    if not request.viewer.roles & READS_RECORDS and not own.exists():
        raise Http404
    return found
