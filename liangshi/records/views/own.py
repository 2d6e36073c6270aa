"""What a member of staff wrote: records, notes."""

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.people.models import Student
from liangshi.records.forms.following import NoteForm
from liangshi.records.models import MentorNote
from liangshi.records.queries.next_steps import steps_due
from liangshi.records.queries.own_students import offered_students
from liangshi.records.queries.timelines import entries_by, months_with_names
from liangshi.records.services.notes import change_note, write_note

from .acting import Sheet, fill_in, seen


@requires(Capability.KEEP_RECORDS)
def mine(request: ViewerRequest) -> HttpResponse:
    """The viewer's records by month, and the steps whose day has come."""
    page = one_page(request, entries_by(request.viewer))
    context = {"months": months_with_names(page), "page": page, "steps": steps_due(request.viewer, timezone.now())}
    return show(request, "records/mine.html", context)


@requires(Capability.KEEP_RECORDS)
def notes(request: ViewerRequest) -> HttpResponse:
    """The viewer's own notes, newest first."""
    rows = MentorNote.objects.visible_to(request.viewer).filter(author=request.viewer.staff).select_related("student")
    return show(request, "records/notes.html", {"page": one_page(request, rows)})


@requires(Capability.KEEP_RECORDS)
def note_new(request: ViewerRequest) -> HttpResponse:
    """A new note."""
    form = NoteForm(
        request.POST or None, students=offered_students(request.viewer), initial={"happened_on": timezone.localdate()}
    )
    sheet = Sheet(_("写手记"), reverse("records:notes"), lead=_("只有您自己能看，除非您选择分享。"), draft="note:new")
    return fill_in(request, sheet, form, lambda: write_note(by=request.viewer, draft=form.draft(), now=timezone.now()))


@requires(Capability.KEEP_RECORDS)
def note(request: ViewerRequest, note_id: str) -> HttpResponse:
    """A note: its author writes on, others read what was shared."""
    row = seen(request, MentorNote, note_id, "student", "author")
    if row.author_id != request.viewer.staff:
        return show(request, "records/note.html", {"note": row})
    students = Student.objects.visible_to(request.viewer).filter(
        Q(pk__in=offered_students(request.viewer).values("pk")) | Q(pk__in=[row.student_id] if row.student_id else [])
    )
    initial = {"words": row.words, "happened_on": row.happened_on, "readers": row.readers, "student": row.student}
    form = NoteForm(request.POST or None, students=students, initial=initial)
    sheet = Sheet(_("手记"), reverse("records:notes"), draft=f"note:{note_id}")
    return fill_in(
        request, sheet, form,
        lambda: change_note(by=request.viewer, note=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip
