"""Planning: is there room for everybody, splits, closing the input; pairs of before; groups within classes."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.domain.matching import MarketErrors
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, see_other, show
from liangshi.pairing.choices import KeptTreatment
from liangshi.pairing.forms.planning import AssignForm, CandidateFilterForm, DivideForm, GiveForm
from liangshi.pairing.forms.rounds import ReasonForm
from liangshi.pairing.models import Candidate, KeptPair, RoundMentor, StudyGroup
from liangshi.pairing.queries.groups import classes_in
from liangshi.pairing.queries.kept import former_pairs
from liangshi.pairing.services import closing, groups, kept, splits
from liangshi.pairing.services.planning import room_for_all

from .acting import Sheet, fill_in, press, seen, the_round


@requires(Capability.FOLLOW_ROUND)
def plan(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Is there room for everybody, who is short, what would mend it."""
    row = the_round(request, round_id)
    context = {
        "round": row, "room": room_for_all(row), "runs": request.viewer.can(Capability.RUN_ROUND),
        "reopen": ReasonForm(),
    }  # fmt: skip
    return show(request, "pairing/plan.html", context)


@requires(Capability.RUN_ROUND)
@require_POST
def plan_split(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Adopt the suggested splits with one tap."""
    row = the_round(request, round_id)
    room = room_for_all(row)
    back = reverse("pairing:plan", args=[round_id])
    found = room.plan
    if found is None:
        return see_other(back)
    return press(
        request, back,
        lambda: splits.adopt_splits(by=request.viewer, round_=row, plan=found, now=timezone.now()),
        _("已按建议划分各年级名额。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
@require_POST
def input_close(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Close the input; its digest can be announced."""
    row = the_round(request, round_id)
    back = reverse("pairing:plan", args=[round_id])
    try:
        return press(
            request, back, lambda: closing.close_input(by=request.viewer, round_=row, now=timezone.now()),
            _("数据已封存。请把下面的封存码公布出去，再抽取种子。"),
        )  # fmt: skip
    except MarketErrors as wrong:
        number = len(wrong.problems)
        messages.warning(request, _("数据里还有 %(number)s 处需要先解决，已列在下面。") % {"number": number})
        return see_other(back)


@requires(Capability.RUN_ROUND)
def input_reopen(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Open the input again, with a reason."""
    row = the_round(request, round_id)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(
        _("重新开放数据"), reverse("pairing:plan", args=[round_id]), _("重新开放"),
        _("已重新开放，原封存码作废并留作记录。"),
        lead=_("封存码公布后再开放会影响公信力，请写明理由。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: closing.reopen_input(
            by=request.viewer, round_=row, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def kept_pairs(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Pairs that stand beforehand; the school's own arrangements."""
    row = the_round(request, round_id)
    rows = KeptPair.objects.visible_to(request.viewer).filter(round=row)
    rows = rows.select_related("candidate__student__class_group", "mentor__staff").order_by(
        "mentor__staff__sort_key", "candidate__student__sort_key"
    )
    context = {
        "round": row, "page": one_page(request, rows), "former": len(former_pairs(row)),
        "treatments": KeptTreatment.choices,
    }  # fmt: skip
    return show(request, "pairing/kept.html", context)


@requires(Capability.RUN_ROUND)
def kept_assign(request: ViewerRequest, round_id: str) -> HttpResponse:
    """The school's own arrangement: tick students of a class or a search, name their mentor and why."""
    row = the_round(request, round_id)
    form = AssignForm(request.POST or None, viewer=request.viewer, round_=row)
    chosen = CandidateFilterForm(request.GET, viewer=request.viewer, round_=row)
    candidates = chosen.of(Candidate.objects.visible_to(request.viewer).taking_part().filter(round=row))
    sheet = Sheet(
        _("学校指定导师"), request.get_full_path(), _("指定"), _("已指定。"), template="pairing/kept_assign.html",
        more={"round": row, "chosen": chosen, "page": one_page(request, candidates)},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: kept.assign(
            by=request.viewer, candidates=form.cleaned_data["candidates"], mentor=form.cleaned_data["mentor"],
            reason=form.cleaned_data["reason"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
@require_POST
def kept_draw(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Take over the pairs of before as the scheme says."""
    row = the_round(request, round_id)
    return press(
        request, reverse("pairing:kept", args=[round_id]),
        lambda: kept.draw_former_pairs(by=request.viewer, round_=row, now=timezone.now()),
        _("已带入上一轮的师生。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
@require_POST
def kept_treat(request: ViewerRequest, round_id: str, pair: str) -> HttpResponse:
    """Keep, prefer or release one pair."""
    one = seen(request, KeptPair, pair, "round", round=the_round(request, round_id))
    wanted = request.POST.get("treatment", "")
    treatment = KeptTreatment(wanted) if wanted in KeptTreatment.values else KeptTreatment(one.treatment)
    return press(
        request, reverse("pairing:kept", args=[round_id]),
        lambda: kept.treat(
            by=request.viewer, pair=one, treatment=treatment, reason=request.POST.get("reason", "")[:200],
            now=timezone.now(),
        ),
        _("已保存。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def study_groups(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Groups within classes, class by class."""
    row = the_round(request, round_id)
    context = {"round": row, "classes": classes_in(row), "divide": DivideForm()}
    return show(request, "pairing/groups.html", context)


@requires(Capability.RUN_ROUND)
@require_POST
def groups_divide(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Divide one class into groups of a size."""
    row = the_round(request, round_id)
    form = DivideForm(request.POST, viewer=request.viewer, round_=row)
    back = reverse("pairing:groups", args=[round_id])
    if not form.is_valid():
        messages.warning(request, _("请选择班级，并填写 2 到 30 之间的人数。"))
        return see_other(back)
    given = form.cleaned_data
    return press(
        request, back,
        lambda: groups.divide_class(
            by=request.viewer, round_=row, class_group=given["class_group"], size=given["size"], now=timezone.now()
        ),
        _("已分组，可以再调整。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def group(request: ViewerRequest, round_id: str, group_id: str) -> HttpResponse:
    """One group: its teacher and its members."""
    row = the_round(request, round_id)
    one = seen(request, StudyGroup, group_id, "round", "class_group", "mentor", round=row)
    teachers = RoundMentor.objects.visible_to(request.viewer).filter(pk__in=groups.teachers_in(row, one.class_group_id))
    members = Candidate.objects.visible_to(request.viewer).filter(round=row, student__class_group=one.class_group)
    form = GiveForm(request.POST or None, teachers=teachers.select_related("staff"), members=members, group=one)
    sheet = Sheet(f"{one.class_group} {one.name}", reverse("pairing:groups", args=[round_id]))

    def save() -> None:
        given, now = form.cleaned_data, timezone.now()
        groups.give_group(by=request.viewer, group=one, mentor=given["mentor"], now=now)
        groups.move_to_group(by=request.viewer, candidates=list(given["members"]), group=one, now=now)

    return fill_in(request, sheet, form, save)
