"""Requests to talk: the student asks any adult, the adult answers."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.guidance.choices import FreeTime, TalkState
from liangshi.guidance.forms.asking import MeetForm, PassOnForm, TalkForm
from liangshi.guidance.models import TalkRequest
from liangshi.guidance.queries.adults import circles
from liangshi.guidance.services import talks as services

from .acting import Sheet, fill_in, oneself, press, seen

RELATED = ("student__class_group", "student__account", "student__school", "to__account", "proposed__account")


@requires(Capability.OWN_GUIDANCE)
def my_talks(request: ViewerRequest) -> HttpResponse:
    """The student's own requests."""
    rows = TalkRequest.objects.visible_to(request.viewer).filter(student=oneself(request))
    rows = rows.select_related("to", "proposed")
    return show(request, "guidance/my_talks.html", {"page": one_page(request, rows, 20)})


@requires(Capability.OWN_GUIDANCE)
def talk_ask(request: ViewerRequest) -> HttpResponse:
    """Whom, when, and a few words."""
    student = oneself(request)
    offered = circles(student, timezone.localdate())
    form = TalkForm(request.POST or None, circles=offered, to=request.GET.get("to", ""))
    sheet = Sheet(
        _("想找人谈谈"), reverse("guidance:my_talks"), _("告诉这位老师"), _("已送到。老师会约一个时间。"),
        template="guidance/talk_ask.html", draft="talk",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.ask_for_talk(by=request.viewer, student=student, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.OWN_GUIDANCE)
@require_POST
def talk_withdraw(request: ViewerRequest, talk: str) -> HttpResponse:
    """Think again."""
    row = seen(request, TalkRequest, talk, *RELATED)
    return press(
        request, reverse("guidance:my_talks"),
        lambda: services.withdraw(by=request.viewer, request=row, now=timezone.now()), _("已撤回。"),
    )  # fmt: skip


@requires(Capability.OWN_GUIDANCE)
@require_POST
def talk_consent(request: ViewerRequest, talk: str) -> HttpResponse:
    """Another adult, or rather not."""
    row = seen(request, TalkRequest, talk, *RELATED)
    agrees = request.POST.get("agrees") == "yes"
    return press(
        request, reverse("guidance:my_talks"),
        lambda: services.consent(by=request.viewer, request=row, agrees=agrees, now=timezone.now()),
        _("好的，已经转给那位老师。") if agrees else _("好的，还是原来的老师。"),
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
def talk_inbox(request: ViewerRequest) -> HttpResponse:
    """Students who would like to talk to the viewer: those who wait first."""
    rows = TalkRequest.objects.visible_to(request.viewer).exclude(state=TalkState.WITHDRAWN)
    rows = rows.filter(to=request.viewer.staff).select_related("student__class_group")
    waiting = rows.filter(state=TalkState.OPEN).order_by("asked_at")
    others = rows.exclude(state=TalkState.OPEN).order_by("-asked_at")
    return show(request, "guidance/talk_inbox.html", {"waiting": waiting, "page": one_page(request, others, 20)})


@requires(Capability.GUIDE_STUDENTS)
def talk(request: ViewerRequest, talk: str) -> HttpResponse:
    """One request: name a time, or suggest somebody else."""
    row = seen(request, TalkRequest, talk, *RELATED)
    others = circles(row.student, timezone.localdate(), without=request.viewer.staff)
    context = {
        "talk": row, "meet": MeetForm(), "pass_on": PassOnForm(None, circles=others),
        "times": [FreeTime(time).label for time in row.times],
    }  # fmt: skip
    return show(request, "guidance/talk.html", context)


@requires(Capability.GUIDE_STUDENTS)
def talk_accept(request: ViewerRequest, talk: str) -> HttpResponse:
    """A time and a place."""
    row = seen(request, TalkRequest, talk, *RELATED)
    form = MeetForm(request.POST or None)
    sheet = Sheet(
        _("和%(name)s约时间") % {"name": row.student.name}, reverse("guidance:talk", args=[talk]), _("约好了"),
        _("已告诉学生。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.accept(by=request.viewer, request=row, now=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
def talk_propose(request: ViewerRequest, talk: str) -> HttpResponse:
    """Somebody else, if the student agrees."""
    row = seen(request, TalkRequest, talk, *RELATED)
    form = PassOnForm(
        request.POST or None, circles=circles(row.student, timezone.localdate(), without=request.viewer.staff)
    )
    sheet = Sheet(
        _("请学生看看换一位老师"), reverse("guidance:talk", args=[talk]), _("问问学生"),
        _("已经问学生了。学生同意之前，那位老师不会知道。"), lead=_("先当面或打个招呼更好。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.propose(by=request.viewer, request=row, adult=form.adult(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
@require_POST
def talk_finish(request: ViewerRequest, talk: str) -> HttpResponse:
    """They have talked."""
    row = seen(request, TalkRequest, talk, *RELATED)
    return press(
        request, reverse("guidance:talk_inbox"),
        lambda: services.finish(by=request.viewer, request=row, now=timezone.now()), _("好的。"),
    )  # fmt: skip
