"""Mentors answer those who asked; the school looks at declines."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.pairing.choices import Answer, PhaseKind, Ruling
from liangshi.pairing.forms.rounds import ReasonForm
from liangshi.pairing.forms.wishes import DeclineForm
from liangshi.pairing.models import Acceptance, Candidate, RoundMentor
from liangshi.pairing.queries.overview import phase_open
from liangshi.pairing.queries.terms import scheme_of
from liangshi.pairing.queries.wishes import askers_of
from liangshi.pairing.services import answers as services

from .acting import Sheet, fill_in, press, seen, the_round

RANKS = range(1, 7)


def _own(request: ViewerRequest, round_id: str) -> RoundMentor:
    """The viewer as a mentor of this round."""
    row = the_round(request, round_id)
    rows = RoundMentor.objects.visible_to(request.viewer).filter(round=row, staff=request.viewer.staff)
    mine: RoundMentor = get_object_or_404(rows.select_related("round__scheme_version", "round__school"))
    return mine


@requires(Capability.ANSWER_PREFERENCES)
def answers(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Who asked, with what they wrote; what has been answered."""
    mine = _own(request, round_id)
    asked = askers_of(mine)
    context = {
        "round": mine.round, "mentor": mine, "askers": asked, "ranks": RANKS,
        "open": phase_open(mine.round, PhaseKind.ANSWER, timezone.now()),
        "declines_left": services.declines_left(mine),
        "may_decline": services.round_allows_declines(mine.round, scheme_of(mine.round)),
        "beyond": max(len(asked) - mine.quota, 0),
    }  # fmt: skip
    return show(request, "pairing/answers.html", context)


def _asker(request: ViewerRequest, mine: RoundMentor, candidate: str) -> Candidate:
    for asker in askers_of(mine):
        if asker.candidate.public_id == candidate:
            return asker.candidate
    raise Http404


@requires(Capability.ANSWER_PREFERENCES)
@require_POST
def answer_welcome(request: ViewerRequest, round_id: str, candidate: str) -> HttpResponse:
    """The mentor is willing, in this tie group or without an order."""
    mine = _own(request, round_id)
    line = _asker(request, mine, candidate)
    typed = request.POST.get("rank", "")
    rank = int(typed) if typed.isdecimal() and int(typed) in RANKS else None
    back = reverse("pairing:answers", args=[round_id])
    return press(
        request, back,
        lambda: services.welcome(by=request.viewer, mentor=mine, candidate=line, rank=rank, now=timezone.now()),
    )  # fmt: skip


@requires(Capability.ANSWER_PREFERENCES)
def answer_decline(request: ViewerRequest, round_id: str, candidate: str) -> HttpResponse:
    """What a decline costs is said before it is made."""
    mine = _own(request, round_id)
    line = _asker(request, mine, candidate)
    scheme = scheme_of(mine.round)
    form = DeclineForm(request.POST or None, scheme=scheme)
    sheet = Sheet(
        _("婉拒 %(name)s") % {"name": line.student.name}, reverse("pairing:answers", args=[round_id]), _("确认婉拒"),
        _("已记录，学校会看到理由。"), template="pairing/decline.html",
        more={"left": services.declines_left(mine, besides=line), "line": line},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.decline(
            by=request.viewer, mentor=mine, candidate=line, why=form.decline(), scheme=scheme, now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.ANSWER_PREFERENCES)
@require_POST
def answers_finish(request: ViewerRequest, round_id: str) -> HttpResponse:
    """The mentor has looked at everybody."""
    mine = _own(request, round_id)
    back = reverse("pairing:answers", args=[round_id])
    return press(
        request, back, lambda: services.finish_answers(by=request.viewer, mentor=mine, now=timezone.now()),
        _("谢谢，您的回应已完成。截止前仍可修改。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def declines(request: ViewerRequest, round_id: str) -> HttpResponse:
    """All declines with their reasons."""
    row = the_round(request, round_id)
    rows = Acceptance.objects.visible_to(request.viewer).filter(mentor__round=row, answer=Answer.DECLINE)
    rows = rows.select_related("mentor__staff", "candidate__student__class_group").order_by("ruling", "-answered_at")
    return show(request, "pairing/declines.html", {"round": row, "page": one_page(request, rows)})


@requires(Capability.RUN_ROUND)
@require_POST
def decline_uphold(request: ViewerRequest, round_id: str, answer: str) -> HttpResponse:
    """The reason holds."""
    one = seen(request, Acceptance, answer, mentor__round=the_round(request, round_id))
    back = reverse("pairing:declines", args=[round_id])
    return press(
        request, back,
        lambda: services.rule_on_decline(
            by=request.viewer, answer=one, ruling=Ruling.UPHELD, reason="", now=timezone.now()
        ),
        _("已记录：理由成立。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def decline_refuse(request: ViewerRequest, round_id: str, answer: str) -> HttpResponse:
    """The reason does not hold; the pair stays possible."""
    one = seen(request, Acceptance, answer, "mentor__staff", mentor__round=the_round(request, round_id))
    form = ReasonForm(request.POST or None)
    sheet = Sheet(
        _("理由不成立"), reverse("pairing:declines", args=[round_id]), _("确认"), _("已记录，这名学生的志愿仍然有效。"),
        lead=_("请先与 %(name)s 当面说明。") % {"name": one.mentor.staff.name},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.rule_on_decline(
            by=request.viewer, answer=one, ruling=Ruling.REFUSED, reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    )  # fmt: skip
