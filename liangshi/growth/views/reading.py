"""Growth messages as the second reader and the family see them, and on paper."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, show
from liangshi.foundation.papers import WORD_TYPE
from liangshi.growth import queries
from liangshi.growth.choices import MessageState
from liangshi.growth.forms.messages import CheckForm, ReplyForm
from liangshi.growth.forms.refusals import ACTING
from liangshi.growth.models import GrowthMessage, MessageReply
from liangshi.growth.papers.letters import letters
from liangshi.growth.services import sending, writing
from liangshi.people.models import ClassGroup

WITH = ("student__class_group", "student__school", "author", "term__year")


@requires(Capability.WRITE_GROWTH_MESSAGES)
def to_check(request: ViewerRequest) -> HttpResponse:
    """Messages of colleagues that wait for a second pair of eyes."""
    rows = queries.to_check(request.viewer)
    return show(request, "growth/to_check.html", {"page": one_page(request, rows, 10), "form": CheckForm()})


@requires(Capability.WRITE_GROWTH_MESSAGES)
@require_POST
def check(request: ViewerRequest, message: str) -> HttpResponse:
    """May go out, or what could be said better."""
    row = seen(request, GrowthMessage, message, "student", "author__account")
    form = CheckForm(request.POST)
    if not form.is_valid():
        page = one_page(request, queries.to_check(request.viewer), 10)
        return invalid(request, "growth/to_check.html", {"page": page, "form": form, "failed": row.pk})
    row.revision = form.cleaned_data["revision"]
    fine = "fine" in request.POST
    return ACTING.press(
        request, reverse("growth:to_check"),
        lambda: writing.answer_check(
            by=request.viewer, message=row, fine=fine, remark=form.cleaned_data["remark"], now=timezone.now()
        ),
        _("已定稿。") if fine else _("建议已转给作者。"),
    )  # fmt: skip


@requires(Capability.READ_GROWTH_MESSAGES)
def received(request: ViewerRequest) -> HttpResponse:
    """What was written to the student, term by term."""
    return show(request, "growth/received.html", {"page": one_page(request, queries.received(request.viewer), 20)})


@requires(Capability.READ_GROWTH_MESSAGES)
def message(request: ViewerRequest, message: str) -> HttpResponse:
    """One message, as a letter, with the answers that the viewer may read."""
    row = seen(request, GrowthMessage, message, *WITH)
    return show(request, "growth/message.html", _letter(request, row, ReplyForm()))


def _letter(request: ViewerRequest, row: GrowthMessage, form: ReplyForm) -> dict[str, object]:
    replies = MessageReply.objects.visible_to(request.viewer).filter(message=row).select_related("account")
    sent = row.state == MessageState.SENT
    family = row.student_id == request.viewer.student or row.student_id in request.viewer.wards
    return {"message": row, "replies": replies, "form": form, "answers": sent and family}


@requires(Capability.READ_GROWTH_MESSAGES)
@require_POST
def reply(request: ViewerRequest, message: str) -> HttpResponse:
    """The family answers."""
    row = seen(request, GrowthMessage, message, *WITH, "author__account")
    form = ReplyForm(request.POST)
    sheet = Sheet(
        row.student.name, reverse("growth:message", args=[row.public_id]), done=_("已告诉导师。"),
        draft=f"growth-reply:{row.public_id}", template="growth/message.html", more=_letter(request, row, form),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: sending.reply(by=request.viewer, message=row, words=form.cleaned_data["words"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_GROWTH_MESSAGES)
def message_paper(request: ViewerRequest, message: str) -> HttpResponse:
    """One message in Word."""
    row = seen(request, GrowthMessage, message, *WITH)
    if not row.text:
        raise Http404
    return _word([row], f"成长寄语-{row.student.name}")


@requires(Capability.WRITE_GROWTH_MESSAGES)
def own_papers(request: ViewerRequest) -> HttpResponse:
    """The viewer's messages of the term in Word, one on a page."""
    term = queries.term_for_messages(request.viewer.school or 0, timezone.localdate())
    rows = GrowthMessage.objects.visible_to(request.viewer).filter(author=request.viewer.staff, term=term)
    return _word(list(rows.exclude(text="").select_related(*WITH)), "成长寄语")


@requires(Capability.WRITE_GROWTH_MESSAGES)
def class_papers(request: ViewerRequest, group: str) -> HttpResponse:
    """All messages to a class that the viewer may read, one on a page."""
    row = seen(request, ClassGroup, group)
    term = queries.term_for_messages(row.school_id, timezone.localdate())
    rows = GrowthMessage.objects.visible_to(request.viewer).filter(student__class_group=row, term=term)
    return _word(list(rows.exclude(text="").select_related(*WITH).order_by("student__sort_key", "pk")), row.name)


def _word(rows: list[GrowthMessage], name: str) -> HttpResponse:
    if not rows:
        raise Http404
    response = HttpResponse(letters(rows), content_type=WORD_TYPE)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{escape_uri_path(f'{name}.docx')}"
    return response
