"""Weekly reflections: the student writes, the mentor reads and answers."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.forms.reflections import AnswerForm, ReflectionForm
from liangshi.guidance.forms.refusals import ACTING
from liangshi.guidance.models import Reflection
from liangshi.guidance.queries import reflections as queries
from liangshi.guidance.queries.forms import ReflectionTerms, reflection_terms
from liangshi.guidance.services import reflections as services

from .acting import cared_for, oneself, press, seen, sent

TO_READ_AT_ONCE, LATELY = 10, 10


def _terms(request: ViewerRequest) -> ReflectionTerms:
    return reflection_terms(request.viewer.school or 0, timezone.localdate())


@requires(Capability.OWN_GUIDANCE)
def reflections(request: ViewerRequest) -> HttpResponse:
    """The student's weeks: what is asked for now, what was written, what the mentor answered."""
    student, terms, today = oneself(request), _terms(request), timezone.localdate()
    weeks = queries.weeks_shown(request.viewer, terms, today)
    older = Reflection.objects.visible_to(request.viewer).filter(student=student, state="handed_in")
    older = older.exclude(week_on__in=[week.week_on for week in weeks]).select_related("read_by")
    context = {
        "weeks": weeks, "older": one_page(request, older), "asked": queries.asked_week(student.pk, terms, today),
        "mentors": queries.mentor_names(student.pk, today),
    }  # fmt: skip
    return show(request, "guidance/reflections.html", context)


@requires(Capability.OWN_GUIDANCE)
def reflection_write(request: ViewerRequest, week: str) -> HttpResponse:
    """One week in a few lines; hand in, or put aside."""
    student, terms, today = oneself(request), _terms(request), timezone.localdate()
    shown = _week(request, terms, week)
    form = ReflectionForm(request.POST or None, asked=terms.asked, row=shown.reflection)
    context = {
        "form": form, "week": shown, "homeroom": terms.homeroom_reads and student.class_group,
        "mentors": queries.mentor_names(student.pk, today),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        aside = "aside" in request.POST
        act = services.keep if aside else services.hand_in
        try:
            act(by=request.viewer, sheet=form.sheet(shown.week_on), now=timezone.now())
        except RefusalError as refusal:
            ACTING.tell(form, refusal)
            return invalid(request, "guidance/reflection_write.html", context)
        sent(request, f"reflection:{shown.week_on.isoformat()}")
        messages.success(request, _("已存着，只有你能看到。") if aside else _("已交给导师。导师读之前还可以改。"))
        return see_other(reverse("guidance:reflections"))
    return (invalid if form.is_bound else show)(request, "guidance/reflection_write.html", context)


@requires(Capability.OWN_GUIDANCE)
@require_POST
def reflection_skip(request: ViewerRequest, week: str) -> HttpResponse:
    """Not this week."""
    shown = _week(request, _terms(request), week)
    revision = shown.reflection.revision if shown.reflection else 0
    texts = {line.key: line.text for line in shown.reflection.written} if shown.reflection else {}
    sheet = services.WeekSheet(shown.week_on, revision, texts)
    return press(
        request, reverse("guidance:reflections"),
        lambda: services.skip(by=request.viewer, sheet=sheet, now=timezone.now()),
        _("好的，这周不写。想写的时候随时可以补。"),
    )  # fmt: skip


def _week(request: ViewerRequest, terms: ReflectionTerms, week: str) -> queries.WeekShown:
    """The week of the address, where it can be written."""
    try:
        day = date.fromisoformat(week)
    except ValueError as nonsense:
        raise Http404 from nonsense
    shown = queries.weeks_shown(request.viewer, terms, timezone.localdate())
    found = next((one for one in shown if one.week_on == day), None)
    if found is None:
        raise Http404
    return found


@requires(Capability.GUIDE_STUDENTS)
def to_read(request: ViewerRequest) -> HttpResponse:
    """What the mentor's students handed in: unread first, to be answered in place."""
    page = one_page(request, queries.to_read(request.viewer), TO_READ_AT_ONCE)
    lately = queries.lately_read(request.viewer)[:LATELY] if page.number == 1 else ()
    return show(request, "guidance/to_read.html", {"page": page, "lately": lately, "form": AnswerForm()})


@requires(Capability.GUIDE_STUDENTS)
@require_POST
def reflection_answer(request: ViewerRequest, reflection: str) -> HttpResponse:
    """Read, with words or without."""
    row = seen(request, Reflection, reflection, "student__class_group", "student__account")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        page = one_page(request, queries.to_read(request.viewer), TO_READ_AT_ONCE)
        return invalid(request, "guidance/to_read.html", {"page": page, "lately": (), "form": form, "failed": row.pk})
    row.revision = form.cleaned_data["revision"]
    words = form.cleaned_data["answer"]
    return press(
        request, reverse("guidance:to_read"),
        lambda: services.mark_read(by=request.viewer, reflection=row, words=words, now=timezone.now()),
        _("已回复，%(name)s会收到通知。") % {"name": row.student.name} if words.strip() else _("已读。"),
        f"reflection-answer:{row.public_id}",
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
def reflections_of(request: ViewerRequest, student: str) -> HttpResponse:
    """What a student handed in, as far as the viewer reads it."""
    row = cared_for(request, student)
    rows = Reflection.objects.visible_to(request.viewer).filter(student=row).select_related("student", "read_by")
    return show(request, "guidance/reflections_of.html", {"student": row, "page": one_page(request, rows, 20)})
