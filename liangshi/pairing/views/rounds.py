"""Rounds: the list, a new one, one at a glance, its people."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import RoundState
from liangshi.pairing.forms.refusals import words_of
from liangshi.pairing.forms.rounds import NeedForm, ReasonForm, RoundForm
from liangshi.pairing.models import Candidate, Round
from liangshi.pairing.queries.overview import figures_of, my_rounds, steps_of
from liangshi.pairing.queries.second import second_of
from liangshi.pairing.queries.terms import scheme_text_on, terms_of
from liangshi.pairing.queries.waiting import WAITED, waited_for
from liangshi.pairing.services.candidates import draw_candidates, leave_round, set_need
from liangshi.pairing.services.rounds import cancel_round, create_round, open_second_round, start_round
from liangshi.people.queries import current_year
from liangshi.schemes.queries import version_on

from .acting import Sheet, fill_in, press, seen, the_round


@requires(Capability.READ_PROFILES)
def rounds(request: ViewerRequest) -> HttpResponse:
    """Rounds that concern the viewer, each with what can be done now."""
    context = {
        "rounds": my_rounds(request.viewer, timezone.now()),
        "follows": request.viewer.can(Capability.FOLLOW_ROUND),
        "runs": request.viewer.can(Capability.RUN_ROUND),
    }
    return show(request, "pairing/rounds.html", context)


@requires(Capability.RUN_ROUND)
def round_new(request: ViewerRequest) -> HttpResponse:
    """Prepare a round; the scheme fills in what it says. `?second=` makes it the second round of a published one."""
    viewer, today = request.viewer, timezone.localdate()
    if viewer.school is None:
        raise Http404
    second = request.GET.get("second")
    first = seen(request, Round, second, state=RoundState.PUBLISHED) if second else None
    year = current_year(viewer.school, today)
    version = version_on(viewer.school, max(today, year.starts_on)) if year else None
    if year is None or version is None:
        return show(request, "pairing/round_unready.html", {"year": year})
    terms = terms_of(scheme_text_on(version.text, max(today, year.starts_on)))
    form = RoundForm(request.POST or None, viewer=viewer, terms=terms, year=year, today=today, first=first)
    context = {"form": form, "version": version, "first": first}
    if request.method != "POST":
        return show(request, "pairing/round_new.html", context)
    if form.is_valid():
        try:
            row = _made(request, form, viewer.school, first)
        except RefusalError as refusal:
            form.add_error(None, words_of(refusal))
        else:
            return see_other(reverse("pairing:round", args=[row.public_id]))
    return invalid(request, "pairing/round_new.html", context)


def _made(request: ViewerRequest, form: RoundForm, school: int, first: Round | None) -> Round:
    now = timezone.now()
    if first is not None:
        return open_second_round(by=request.viewer, first=first, draft=form.draft(), now=now)
    return create_round(by=request.viewer, school=school, draft=form.draft(), now=now)


@requires(Capability.FOLLOW_ROUND)
def round_page(request: ViewerRequest, round_id: str) -> HttpResponse:
    """One round: phases in time, numbers, who is waited for now."""
    row, now = the_round(request, round_id), timezone.now()
    steps = steps_of(row, now)
    present = [step for step in steps if step.state.name == "OPEN"]
    context = {
        "round": row, "second": second_of(row), "steps": steps, "figures": figures_of(row),
        "runs": request.viewer.can(Capability.RUN_ROUND),
        "waiting": [
            (step.phase, len(waited_for(row, step.phase.kind)))
            for step in present
            if row.state == RoundState.RUNNING and step.phase.kind in WAITED
        ],
    }  # fmt: skip
    return show(request, "pairing/round.html", context)


@requires(Capability.RUN_ROUND)
@require_POST
def round_start(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Start a prepared round."""
    row = the_round(request, round_id)
    back = reverse("pairing:round", args=[round_id])
    return press(
        request, back, lambda: start_round(by=request.viewer, round_=row, now=timezone.now()),
        _("已开始，学生名单已按花名册生成。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def round_cancel(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Give up a round."""
    row = the_round(request, round_id)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(_("取消这一轮"), reverse("pairing:rounds"), _("取消这一轮"), _("已取消，数据留作记录。"))
    return fill_in(
        request, sheet, form,
        lambda: cancel_round(
            by=request.viewer, round_=row, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.FOLLOW_ROUND)
def candidates(request: ViewerRequest, round_id: str) -> HttpResponse:
    """The students of a round within the viewer's reach."""
    row, runs = the_round(request, round_id), request.viewer.can(Capability.RUN_ROUND)
    rows = Candidate.objects.visible_to(request.viewer).filter(round=row)
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(student__name__contains=text)
    rows = rows.select_related("student__class_group").order_by(
        "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key", "track"
    )
    context = {
        "round": row, "page": one_page(request, rows), "q": text,
        "runs": runs and row.state == RoundState.RUNNING,
        "takes_late": runs and row.state in {RoundState.RUNNING, RoundState.PUBLISHED} and second_of(row) is None,
    }  # fmt: skip
    return show(request, "pairing/candidates.html", context)


@requires(Capability.RUN_ROUND)
@require_POST
def candidates_late(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Take in students who came after the round began."""
    row = the_round(request, round_id)
    back = reverse("pairing:candidates", args=[round_id])
    return press(
        request, back, lambda: draw_candidates(by=request.viewer, round_=row, late=True, now=timezone.now()),
        _("已补充花名册中新到的学生。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def candidate_need(request: ViewerRequest, round_id: str, candidate: str) -> HttpResponse:
    """How many mentors a student gets."""
    row = the_round(request, round_id)
    line = seen(request, Candidate, candidate, "student", round=row)
    form = NeedForm(request.POST or None, initial={"need": line.need})
    sheet = Sheet(
        _("%(name)s 需要几位导师") % {"name": line.student.name}, reverse("pairing:candidates", args=[round_id]),
        lead=_("个别需要特别指导的学生可以有多位导师。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: set_need(by=request.viewer, candidate=line, need=form.cleaned_data["need"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def candidate_leave(request: ViewerRequest, round_id: str, candidate: str) -> HttpResponse:
    """Take a student out of the round."""
    row = the_round(request, round_id)
    line = seen(request, Candidate, candidate, "student", round=row)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(
        _("%(name)s 不参加这一轮") % {"name": line.student.name}, reverse("pairing:candidates", args=[round_id]),
        _("确认"), _("已记录。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: leave_round(
            by=request.viewer, candidate=line, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip
