"""The workbench of growth messages: the mentees of the term, the text with what stands beside it."""

from django.contrib import messages as told
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.growth import queries
from liangshi.growth.choices import WRITABLE, MessageState
from liangshi.growth.forms.messages import CheckerForm, DayForm, WritingForm
from liangshi.growth.forms.refusals import ACTING
from liangshi.growth.models import GrowthMessage
from liangshi.growth.services import sending, writing
from liangshi.people.models import Staff, Student, Term

from .acting import own_mentee

ACTIONS = ("check", "finish", "ask")


def _term(request: ViewerRequest) -> Term | None:
    return queries.term_for_messages(request.viewer.school or 0, timezone.localdate())


@requires(Capability.WRITE_GROWTH_MESSAGES)
def messages(request: ViewerRequest) -> HttpResponse:
    """All mentees with how far their message is; finished ones go out together."""
    term = _term(request)
    rows = queries.wanted(request.viewer, term) if term else ()
    ready = [row for row in rows if row.message and row.message.state == MessageState.READY]
    context = {
        "term": term, "rows": rows, "ready": len(ready), "form": DayForm(), "asks": _asks(request),
        "to_check": queries.to_check(request.viewer).count(),
        "written": sum(bool(row.message and row.message.text) for row in rows),
        "sent": sum(bool(row.message and row.message.state == MessageState.SENT) for row in rows),
    }  # fmt: skip
    return show(request, "growth/messages.html", context)


def _asks(request: ViewerRequest) -> str | None:
    return queries.second_reader(request.viewer.school or 0, timezone.localdate())


@requires(Capability.WRITE_GROWTH_MESSAGES)
def write(request: ViewerRequest, student: str) -> HttpResponse:
    """One message: kept, looked over, finished, or given to a second reader. The text is never lost."""
    row, term = own_mentee(request, student), _term(request)
    if term is None:
        raise Http404
    message = _message_of(request, row, term)
    begun = {"text": message.text, "revision": message.revision} if message else {"revision": 0}
    form = WritingForm(request.POST or None, initial=begun)
    if request.method != "POST":
        return show(request, "growth/write.html", _context(request, row, term, message, form))
    if not form.is_valid():
        return invalid(request, "growth/write.html", _context(request, row, term, message, form))
    try:
        kept = writing.keep(by=request.viewer, student=row, sheet=form.sheet(), now=timezone.now())
    except RefusalError as refusal:
        ACTING.tell(form, refusal)
        return invalid(request, "growth/write.html", _context(request, row, term, message, form))
    ACTING.sent(request, draft_key(row, term))
    return _act(request, row, kept)


def _act(request: ViewerRequest, student: Student, message: GrowthMessage) -> HttpResponse:
    """What the pressed button asks for once the text is kept."""
    here = reverse("growth:write", args=[student.public_id])
    act = next((name for name in ACTIONS if name in request.POST), "")
    if act == "finish":
        return ACTING.press(
            request, reverse("growth:messages"),
            lambda: writing.finish(by=request.viewer, message=message, now=timezone.now()),
            _("已定稿，选好日子就会寄出。"),
        )  # fmt: skip
    if act == "ask":
        asked = CheckerForm(request.POST, offered=_offered(request, student))
        if not asked.is_valid():
            told.warning(request, _("请先选一位同事。"))
            return see_other(here)
        return ACTING.press(
            request, reverse("growth:messages"),
            lambda: writing.ask_to_check(
                by=request.viewer, message=message, checker=asked.chosen(), now=timezone.now()
            ),
            _("已请同事校读。"),
        )  # fmt: skip
    if act != "check":
        told.success(request, _("已存着，只有您能看到。"))
    return see_other(f"{here}?check=1" if act == "check" else here)


def _offered(request: ViewerRequest, student: Student) -> tuple[Staff, ...]:
    day = timezone.localdate()
    role = queries.second_reader(student.school_id, day)
    return queries.second_readers(student, request.viewer.staff or 0, role, day)


def draft_key(student: Student, term: Term) -> str:
    """Under which key the text is kept while it is being written."""
    return f"growth:{student.public_id}:{term.public_id}"


def _message_of(request: ViewerRequest, student: Student, term: Term) -> GrowthMessage | None:
    rows = GrowthMessage.objects.visible_to(request.viewer).filter(author=request.viewer.staff)
    found: GrowthMessage | None = rows.filter(student=student, term=term).select_related("checker").first()
    return found


def _context(
    request: ViewerRequest, student: Student, term: Term, message: GrowthMessage | None, form: WritingForm
) -> dict[str, object]:
    text = (form["text"].value() or "") if form.is_bound else (message.text if message else "")
    looked = bool(text) and ("check" in request.GET or form.is_bound)
    return {
        "student": student, "term": term, "message": message, "form": form,
        "material": queries.material_for(request.viewer, student, term),
        "draft": draft_key(student, term),
        "writable": message is None or message.state in WRITABLE,
        "pointed": queries.remarks_on(request.viewer, student, term, text) if looked else None,
        "prompts": queries.prompts(student.school_id, timezone.localdate()),
        "asks": _asks(request), "checker": CheckerForm(offered=_offered(request, student)),
    }  # fmt: skip


@requires(Capability.WRITE_GROWTH_MESSAGES)
@require_POST
def take_back(request: ViewerRequest, message: str) -> HttpResponse:
    """Write on before it is sent."""
    row = seen(request, GrowthMessage, message, "student")
    return ACTING.press(
        request, reverse("growth:write", args=[row.student.public_id]),
        lambda: writing.take_back(by=request.viewer, message=row, now=timezone.now()),
        _("可以接着改了。"),
    )  # fmt: skip


@requires(Capability.WRITE_GROWTH_MESSAGES)
@require_POST
def send(request: ViewerRequest) -> HttpResponse:
    """All finished messages of the term: now, or on a day."""
    term, back = _term(request), reverse("growth:messages")
    rows = queries.wanted(request.viewer, term) if term else ()
    ready = [row.message for row in rows if row.message and row.message.state == MessageState.READY]
    if "now" in request.POST:
        said = ngettext("%(n)s 份已寄出。", "%(n)s 份已寄出。", len(ready)) % {"n": len(ready)}
        return ACTING.press(
            request, back, lambda: sending.send(by=request.viewer, messages=ready, now=timezone.now()), said
        )
    form = DayForm(request.POST)
    if not form.is_valid():
        told.warning(request, _("请选寄出的日子。"))
        return see_other(back)
    return ACTING.press(
        request, back,
        lambda: writing.choose_day(
            by=request.viewer, messages=ready, day=form.cleaned_data["day"], now=timezone.now()
        ),
        _("到了那天早上会自动寄出，之前还可以改。"),
    )  # fmt: skip
