"""Phases: who has not acted, reminders, dates with their history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import PAGE_SIZE, invalid, see_other, show
from liangshi.foundation.templatetags.liangshi import month_day
from liangshi.notices.services import Word
from liangshi.pairing.choices import PhaseKind, PhaseState
from liangshi.pairing.forms.rounds import DatesForm, ExtendForm, ReasonForm, ReminderForm
from liangshi.pairing.models import Phase, PhaseChange, Round
from liangshi.pairing.queries.overview import steps_of
from liangshi.pairing.queries.waiting import waited_for
from liangshi.pairing.services import phases as services

from .acting import Sheet, fill_in, seen, the_round


@requires(Capability.FOLLOW_ROUND)
def phase(request: ViewerRequest, round_id: str, kind: str) -> HttpResponse:
    """One phase: dates, who has not acted, what was changed."""
    row, now = the_round(request, round_id), timezone.now()
    one = _phase(request, row, kind)
    people = waited_for(row, one.kind)
    context = {
        "round": row, "phase": one, "state": one.state_at(now), "steps": steps_of(row, now),
        "page": Paginator(people, PAGE_SIZE).get_page(request.GET.get("page")), "number": len(people),
        "changes": PhaseChange.objects.visible_to(request.viewer).filter(phase=one).select_related("by")[:20],
        "runs": request.viewer.can(Capability.RUN_ROUND),
    }  # fmt: skip
    return show(request, "pairing/phase.html", context)


def _phase(request: ViewerRequest, row: Round, kind: str) -> Phase:
    rows = Phase.objects.visible_to(request.viewer).filter(round=row, kind=kind).values_list("public_id", flat=True)
    return seen(request, Phase, rows.first() or "", "round")


@requires(Capability.RUN_ROUND)
def phase_dates(request: ViewerRequest, round_id: str, kind: str, act: str) -> HttpResponse:
    """Open now, close now, extend, or put elsewhere; each with a reason."""
    one = _phase(request, the_round(request, round_id), kind)
    now, viewer = timezone.now(), request.viewer
    back = reverse("pairing:phase", args=[round_id, kind])
    dates = {"opens_at": one.opens_at, "closes_at": one.closes_at, "until": one.closes_at}
    sent = request.POST or None
    if act == "extend":
        longer = ExtendForm(sent, initial=dates)
        return fill_in(
            request, Sheet(_("延长：%(phase)s") % {"phase": one}, back, _("延长")), longer,
            lambda: services.extend(
                by=viewer, phase=one, until=longer.moment(), reason=longer.cleaned_data["reason"], now=now
            ),
        )  # fmt: skip
    if act == "move":
        moved = DatesForm(sent, initial=dates)
        return fill_in(
            request, Sheet(_("改期：%(phase)s") % {"phase": one}, back, _("改期")), moved,
            lambda: services.set_dates(
                by=viewer, phase=one, dates=moved.dates(), reason=moved.cleaned_data["reason"], now=now
            ),
        )  # fmt: skip
    if act not in {"open", "close"}:
        raise Http404
    form = ReasonForm(sent)
    do, title = (
        (services.open_now, _("现在开始：%(phase)s"))
        if act == "open"
        else (services.close_now, _("现在结束：%(phase)s"))
    )
    sheet = Sheet(title % {"phase": one}, back, _("确认"))
    return fill_in(request, sheet, form, lambda: do(by=viewer, phase=one, reason=form.cleaned_data["reason"], now=now))


@requires(Capability.RUN_ROUND)
def phase_remind(request: ViewerRequest, round_id: str, kind: str) -> HttpResponse:
    """Everybody who will be told, by name and number, before anything is sent."""
    row, now = the_round(request, round_id), timezone.now()
    one = _phase(request, row, kind)
    people = waited_for(row, one.kind)
    reachable = [person for person in people if person.account is not None]
    form = ReminderForm(request.POST or None, initial=_suggested(row, one))
    context = {
        "round": row, "phase": one, "form": form, "people": reachable, "unreachable": len(people) - len(reachable),
    }  # fmt: skip
    if request.method != "POST":
        return show(request, "pairing/remind.html", context)
    if not form.is_valid() or not reachable or one.state_at(now) != PhaseState.OPEN:
        return invalid(request, "pairing/remind.html", context)
    given = form.cleaned_data
    word = Word(kind="round.reminder", title=given["title"], text=given["text"], link=_link(row, one))
    accounts = frozenset(person.account for person in reachable if person.account is not None)
    told = services.remind(by=request.viewer, phase=one, accounts=accounts, word=word, now=now)
    messages.success(request, _("已提醒 %(number)s 人。") % {"number": told})
    return see_other(reverse("pairing:phase", args=[round_id, kind]))


def _suggested(row: Round, one: Phase) -> dict[str, str]:
    until = timezone.localtime(one.closes_at)
    words = {"phase": str(one), "until": f"{month_day(until)} {until:%H:%M}"}
    return {
        "title": _("%(phase)s：还差您这一步") % words,
        "text": _("%(phase)s到%(until)s截止。点开就能办理，几分钟就好。") % words,
    }


def _link(row: Round, one: Phase) -> str:
    """Where the person can act."""
    places = {
        PhaseKind.APPLY: "pairing:apply",
        PhaseKind.APPROVE: "pairing:applications",
        PhaseKind.ANSWER: "pairing:answers",
    }
    if PhaseKind(one.kind) in places:
        return reverse(places[PhaseKind(one.kind)], args=[row.public_id])
    return reverse("pairing:nominations" if one.kind == PhaseKind.NOMINATE else "pairing:rounds")
