"""What the principal sees without reading anything, breaking the glass, who broke it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.wellbeing.forms.case_circle import BreakForm
from liangshi.wellbeing.forms.cases import OwnerForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import BrokenGlass, Case, Concern
from liangshi.wellbeing.queries.glass import (
    breakable_cases,
    breakable_concerns,
    openings,
    orphaned,
    standing_cases,
    standing_concerns,
)
from liangshi.wellbeing.services.case_law import has_nobody
from liangshi.wellbeing.services.cases import hand_over
from liangshi.wellbeing.services.glass import break_glass, end_glass

from .case_rows import colleagues, draft_of_case


@requires(Capability.BREAK_GLASS)
def overview(request: ViewerRequest) -> HttpResponse:
    """What stands open, without names and without content; what I have open."""
    now = timezone.now()
    mine = BrokenGlass.objects.visible_to(request.viewer).open_at(now).filter(account=request.viewer.account)
    page = one_page(request, standing_cases(request.viewer))
    context = {
        "concerns": standing_concerns(request.viewer)[:50], "cases": page,
        "orphans": {row.pk for row in orphaned(page)},
        "mine": mine.select_related("case", "concern"), "today": timezone.localdate(now), "now": now,
    }  # fmt: skip
    return show(request, "wellbeing/overview.html", context)


def _target(request: ViewerRequest, kind: str, public_id: str) -> Concern | Case:
    if kind == "case":
        return get_object_or_404(breakable_cases(request.viewer), public_id=public_id)
    if kind == "concern":
        return get_object_or_404(breakable_concerns(request.viewer), public_id=public_id)
    raise Http404


@requires(Capability.BREAK_GLASS)
def glass_break(request: ViewerRequest, kind: str, public_id: str) -> HttpResponse:
    """Open one row for a while."""
    target = _target(request, kind, public_id)
    form = BreakForm(request.POST or None)
    sheet = Sheet(
        _("紧急查阅"), reverse(f"wellbeing:{kind}", args=[public_id]), _("打开"),
        _("已打开，到时间会自动关上。"),
        lead=_("负责人和德育处会立刻收到通知；每一次查看都有记录。紧急查阅时只能看，不能写。"),
        draft=f"restricted:glass:{public_id}",
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: break_glass(by=request.viewer, target=target, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.BREAK_GLASS)
@require_POST
def glass_end(request: ViewerRequest, glass_id: str) -> HttpResponse:
    """I need it no longer."""
    rows = BrokenGlass.objects.visible_to(request.viewer).filter(account=request.viewer.account)
    row = get_object_or_404(rows.select_related("case", "concern"), public_id=glass_id)
    return ACTING.press(
        request, reverse("wellbeing:overview"),
        lambda: end_glass(by=request.viewer, glass=row, now=timezone.now()), _("已关上。"),
    )  # fmt: skip


@requires(Capability.READ_BROKEN_GLASS)
def glass(request: ViewerRequest) -> HttpResponse:
    """Who opened what, why and until when."""
    context = {"page": one_page(request, openings(request.viewer)), "now": timezone.now()}
    return show(request, "wellbeing/glass.html", context)


@requires(Capability.BREAK_GLASS)
def orphan_owner(request: ViewerRequest, case_id: str) -> HttpResponse:
    """A case whose owner is gone gets another, without anybody reading it for that."""
    row = get_object_or_404(breakable_cases(request.viewer).select_related("owner"), public_id=case_id)
    if not has_nobody(row):
        raise Http404
    form = OwnerForm(request.POST or None, staff=colleagues(request, row.owner_id))
    sheet = Sheet(
        _("%(number)s：指定负责人") % {"number": row.number}, reverse("wellbeing:overview"), _("指定"),
        _("已指定，对方收到了通知。"), lead=_("原负责人已离校，或不宜再经手。"),
        draft=draft_of_case(row, "owner"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: hand_over(
            by=request.viewer, case=row, to=form.cleaned_data["to"], reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    )  # fmt: skip
