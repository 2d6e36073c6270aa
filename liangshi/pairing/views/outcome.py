"""From the draw to publication: the draw, the outcome with its reasons, figures, comparison, changes by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import PAGE_SIZE, invalid, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.pairing.choices import CameAbout, RoundState
from liangshi.pairing.forms.outcome import AdjustForm, AnnounceForm, CompareForm, SeedForm
from liangshi.pairing.forms.refusals import words_of
from liangshi.pairing.models import Candidate, Draw, ManualChange, Round, RoundMentor, Solution
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.queries.outcome import Child, Standing, chosen_solution, draw_of, standing_of
from liangshi.pairing.queries.placement import told_to
from liangshi.pairing.queries.statistics import compare, figures_of_outcome
from liangshi.pairing.services import adjusting, changes, publishing, solving

from .acting import Sheet, fill_in, press, seen, the_round


def _solution(round_: Round) -> Solution:
    found = chosen_solution(round_)
    if found is None:
        raise Http404
    return found


@requires(Capability.USE_WORKBENCH)
def draw(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Digest, draw and how far it has come; everybody of the school may look."""
    row = the_round(request, round_id)
    closed = closed_input(row)
    found = draw_of(closed) if closed else None
    runs = request.viewer.can(Capability.RUN_ROUND)
    context = {
        "round": row, "closed": closed, "draw": found, "runs": runs,
        "announce": AnnounceForm(), "seed": SeedForm(),
    }  # fmt: skip
    return show(request, "pairing/outcome_draw.html", context)


@requires(Capability.RUN_ROUND)
def draw_announce(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Tell everybody the digest and how the seed will come about."""
    row = the_round(request, round_id)
    form = AnnounceForm(request.POST or None)
    sheet = Sheet(
        _("公布封存码和抽签方式"), reverse("pairing:draw", args=[round_id]), _("公布"), _("已通知这一轮的所有人。"),
        lead=_("封存码先公布，抽签后开：谁也不能挑选结果。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: solving.announce_draw(
            by=request.viewer, round_=row, how=form.cleaned_data["how"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def draw_enter(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Enter the result of the public draw, once."""
    row = the_round(request, round_id)
    form = SeedForm(request.POST or None)
    sheet = Sheet(
        _("录入抽签结果"), reverse("pairing:draw", args=[round_id]), _("录入并开始计算"), _("已录入，正在计算。"),
        lead=_("请照公布的样子录入。录入后不能更改，也不能重抽。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: solving.enter_seed(
            by=request.viewer, round_=row, seed=form.cleaned_data["seed"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
@require_POST
def draw_again(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Work out the same seed again after an interruption."""
    row = the_round(request, round_id)
    found = get_object_or_404(Draw.objects.visible_to(request.viewer), closed_input=closed_input(row))
    return press(
        request, reverse("pairing:draw", args=[round_id]),
        lambda: solving.try_again(by=request.viewer, draw=found, now=timezone.now()), _("已重新开始计算。"),
    )  # fmt: skip


def _is_shown(child: Child, shown: str) -> bool:
    """What the list of the outcome can be narrowed to."""
    match shown:
        case "open":
            return child.missing > 0
        case "changed":
            return child.changed
        case "placed":
            return any(one.came_about == CameAbout.PLACED for one in child.settled)
        case _all:
            return True


def _narrowed(standing: Standing, request: ViewerRequest) -> list[Child]:
    shown, text = request.GET.get("show", ""), request.GET.get("q", "").strip()
    return [child for child in standing.children if _is_shown(child, shown) and text in child.candidate.student.name]


@requires(Capability.RUN_ROUND)
def outcome(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Everybody with the mentor found; exceptions first to hand."""
    row = the_round(request, round_id)
    standing = standing_of(_solution(row))
    page = Paginator(_narrowed(standing, request), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "round": row, "standing": standing, "page": page, "figures": figures_of_outcome(standing),
        "shown": request.GET.get("show", ""), "text": request.GET.get("q", ""),
        "totals": standing.solution.certificate["totals"], "held": len(standing.solution.certificate["held"]),
    }  # fmt: skip
    return show(request, "pairing/outcome_list.html", context)


@requires(Capability.FOLLOW_ROUND)
def figures(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Charts with the tables behind them."""
    row = the_round(request, round_id)
    found = figures_of_outcome(standing_of(_solution(row)))
    return show(request, "pairing/outcome_figures.html", {"round": row, "figures": found})


@requires(Capability.RUN_ROUND)
def comparison(request: ViewerRequest, round_id: str) -> HttpResponse:
    """What other numbers of places, lengths of lists and draws would have given; never published."""
    row = the_round(request, round_id)
    first = {"caps": listed(row.quota + step for step in (-2, 2) if row.quota + step > 0), "lengths": listed((1, 3, 5))}
    form = CompareForm(request.GET if "caps" in request.GET else first)
    if not form.is_valid():
        return invalid(request, "pairing/outcome_comparison.html", {"round": row, "form": form})
    found = compare(_solution(row), form.cleaned_data["caps"], form.cleaned_data["lengths"])
    return show(request, "pairing/outcome_comparison.html", {"round": row, "form": form, "found": found})


@requires(Capability.RUN_ROUND)
def outcome_child(request: ViewerRequest, round_id: str, candidate: str) -> HttpResponse:
    """One child: why this mentor, why not an earlier wish, and a change by hand."""
    row = the_round(request, round_id)
    one = seen(request, Candidate, candidate, "student__class_group", round=row)
    solution = _solution(row)
    standing = standing_of(solution)
    child = standing.of(one)
    mentors = RoundMentor.objects.visible_to(request.viewer).filter(round=row).select_related("staff")
    form = AdjustForm(request.POST or None, child=child, mentors=mentors)
    context = {
        "round": row, "child": child, "form": form, "told": told_to(solution, one),
        "changes": [change for change in standing.changes if change.candidate_id == one.pk],
        "open": row.state == RoundState.RUNNING,
    }  # fmt: skip
    if request.method != "POST":
        return show(request, "pairing/outcome_child.html", context)
    if form.is_valid() and _adjusted(request, form, solution, one):
        return see_other(reverse("pairing:outcome_child", args=[round_id, candidate]))
    return invalid(request, "pairing/outcome_child.html", context)


def _adjusted(request: ViewerRequest, form: AdjustForm, solution: Solution, candidate: Candidate) -> bool:
    asked = form.cleaned_data
    move = adjusting.Move(candidate, asked["before"], asked["after"], asked["reason"], asked["meant"])
    try:
        adjusting.adjust(by=request.viewer, solution=solution, move=move, now=timezone.now())
    except adjusting.StrainedError as strained:
        form.ask_whether_meant()
        form.add_error(None, listed(str(strain.label) for strain in strained.strains) + "。" + words_of(strained))
        return False
    except RefusalError as refusal:
        form.add_error(None, words_of(refusal))
        return False
    messages.success(request, _("已调整，并标明为人工调整。"))
    return True


@requires(Capability.RUN_ROUND)
@require_POST
def outcome_undo(request: ViewerRequest, round_id: str, change: str) -> HttpResponse:
    """Take a change by hand back."""
    row = the_round(request, round_id)
    one = seen(request, ManualChange, change, "solution", "candidate", solution__round=row)
    return press(
        request, reverse("pairing:outcome_child", args=[round_id, one.candidate.public_id]),
        lambda: adjusting.undo(by=request.viewer, change=one, now=timezone.now()), _("已撤销这一处调整。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def publish(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Look once more, then publish."""
    row = the_round(request, round_id)
    standing = standing_of(_solution(row))
    back = reverse("pairing:round", args=[round_id])
    if request.method == "POST":
        return press(
            request, back, lambda: publishing.publish(by=request.viewer, round_=row, now=timezone.now()),
            _("已公布，学生、家长和导师都收到了通知。"),
        )  # fmt: skip
    context = {"round": row, "standing": standing, "figures": figures_of_outcome(standing)}
    return show(request, "pairing/outcome_publish.html", context)


@requires(Capability.USE_WORKBENCH)
def public_record(request: ViewerRequest, round_id: str) -> HttpResponse:
    """The archive with which anybody can check everything again."""
    row = the_round(request, round_id)
    content = publishing.public_record(row)
    if content is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="liangshi-{row.public_id}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@requires(Capability.RUN_ROUND)
@require_POST
def late(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Place those who came late on the free places."""
    row = the_round(request, round_id)
    return press(
        request, reverse("pairing:round", args=[round_id]),
        lambda: changes.place_late(by=request.viewer, round_=row, now=timezone.now()), _("已补充安排，并通知本人。"),
    )  # fmt: skip
