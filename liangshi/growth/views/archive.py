"""The growth archive of a student, older parts behind a reason, the letter to the next mentor."""

from django.db import transaction
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.audit.services import record
from liangshi.domain.access import Capability
from liangshi.domain.growth.charting import By
from liangshi.domain.growth.reach import reaches_growth
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, show
from liangshi.foundation.papers import WORD_TYPE
from liangshi.growth import queries
from liangshi.growth.forms.archive import LetterForm, ReasonForm
from liangshi.growth.forms.refusals import ACTING
from liangshi.growth.models import HandoverLetter
from liangshi.growth.papers.archive import archive_paper
from liangshi.growth.queries.charts import charts_of
from liangshi.growth.queries.home import for_home
from liangshi.growth.queries.retention import seal_of
from liangshi.growth.services import archives
from liangshi.growth.services.leaving import note_given
from liangshi.people.models import Student
from liangshi.people.queries import facts_of


def _student(request: ViewerRequest, public_id: str) -> Student:
    """A student whose way is the viewer's to see: oneself, one's child, or one of those whom one reads about."""
    student = seen(request, Student, public_id, "class_group", "school")
    family = student.pk == request.viewer.student or student.pk in request.viewer.wards
    if not family and not reaches_growth(request.viewer, facts_of(student)):
        raise Http404
    return student


@requires(Capability.READ_GROWTH_MESSAGES)
def archive(request: ViewerRequest, student: str) -> HttpResponse:
    """One timeline over the years."""
    row = _student(request, student)
    return show(request, "growth/archive.html", _shown(request, row, ReasonForm()))


def _shown(request: ViewerRequest, student: Student, form: ReasonForm) -> dict[str, object]:
    now = timezone.now()
    return {
        "student": student, "sealed": seal_of(student.pk), "form": form,
        "archive": queries.archive_of(request.viewer, student, now),
        "family": request.viewer.staff is None, "writes": queries.has_guided(request.viewer, student),
    }  # fmt: skip


@requires(Capability.READ_GROWTH_MESSAGES)
def archive_charts(request: ViewerRequest, student: str) -> HttpResponse:
    """The same way in numbers: by week, by month, from exam to exam."""
    row, asked = _student(request, student), request.GET.get("by", "")
    by = By(asked) if asked in set(By) else By.MONTH
    found = charts_of(request.viewer, row, by, timezone.now())
    context = {
        "student": row, "found": found, "choices": [(one, one is by) for one in By],
        "family": request.viewer.staff is None,
    }  # fmt: skip
    return show(request, "growth/archive_charts.html", context)


@requires(Capability.WRITE_GROWTH_MESSAGES)
@require_POST
def archive_open(request: ViewerRequest, student: str) -> HttpResponse:
    """The years before this one, for a reason."""
    row, form = _student(request, student), ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, "growth/archive.html", _shown(request, row, form))
    reason = form.cleaned_data["reason"]
    return ACTING.press(
        request, reverse("growth:archive", args=[row.public_id]),
        lambda: archives.open_older(by=request.viewer, student=row, reason=reason, now=timezone.now()),
        _("以前的记录已打开一小时，这次查看会留下记录。"),
    )  # fmt: skip


@requires(Capability.READ_GROWTH_MESSAGES)
def archive_print(request: ViewerRequest, student: str) -> HttpResponse:
    """The archive to be printed or kept as PDF by the browser, as the file says it."""
    row, now = _student(request, student), timezone.now()
    found = for_home(row, queries.archive_of(request.viewer, row, now))
    _note_taken(request, row, found)
    months = [(month, month.items[::-1]) for month in reversed(found.months)]
    return show(request, "growth/archive_print.html", {"student": row, "archive": found, "months": months})


def _note_taken(request: ViewerRequest, student: Student, found: queries.Archive) -> None:
    record(
        by=request.viewer, verb="archive.taken_home", kind="student", subject=student.public_id,
        school=student.school_id, now=timezone.now(), detail={"items": found.count},
    )  # fmt: skip
    if request.viewer.staff is None:
        note_given(by=request.viewer, student=student, now=timezone.now())


@requires(Capability.READ_GROWTH_MESSAGES)
def archive_file(request: ViewerRequest, student: str) -> HttpResponse:
    """The archive as Word, as far as the viewer reads it, without the names of other children."""
    row, now = _student(request, student), timezone.now()
    found = queries.archive_of(request.viewer, row, now)
    _note_taken(request, row, found)
    return as_word(row, found)


def as_word(student: Student, found: queries.Archive) -> HttpResponse:
    """The file that is taken home."""
    response = HttpResponse(archive_paper(student, found), content_type=WORD_TYPE)
    name = escape_uri_path(f"成长档案-{student.name}.docx")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@requires(Capability.WRITE_GROWTH_MESSAGES)
def letter(request: ViewerRequest, student: str) -> HttpResponse:
    """A letter to the next mentor: put aside, or handed over."""
    row = _student_before(request, student)
    mine = HandoverLetter.objects.visible_to(request.viewer).filter(student=row, author=request.viewer.staff)
    last = mine.filter(given_at__isnull=True).first()
    form = LetterForm(request.POST or None, initial=model_to_dict(last) if last else {"revision": 0})
    gives = "give" in request.POST
    sheet = Sheet(
        _("交接信"), reverse("growth:messages"), done=_("已交给下一位导师。") if gives else _("已存着，只有您能看到。"),
        draft=f"handover:{row.public_id}", template="growth/letter.html", more={"student": row, "letter": last},
    )  # fmt: skip
    return ACTING.fill_in(request, sheet, form, lambda: _keep(request, row, form, gives=gives))


def _keep(request: ViewerRequest, student: Student, form: LetterForm, *, gives: bool) -> None:
    now = timezone.now()
    with transaction.atomic():
        kept = archives.keep_letter(by=request.viewer, student=student, draft=form.draft(), now=now)
        if gives:
            archives.give_letter(by=request.viewer, letter=kept, now=now)


def _student_before(request: ViewerRequest, public_id: str) -> Student:
    """A student whom the viewer guides or has guided."""
    student = queries.guided_student(request.viewer, public_id)
    if student is None:
        raise Http404
    return student
