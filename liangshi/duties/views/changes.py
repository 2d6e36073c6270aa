"""Exemptions and leave."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.duties.forms import ExemptionForm, LeaveForm
from liangshi.duties.models import Exemption, MentorLeave
from liangshi.duties.queries.book import YearRules, rules_for
from liangshi.duties.services import (
    OverlappingLeaveError,
    UnknownClauseError,
    end_exemption,
    end_leave,
    exempt,
    note_leave,
)
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show


@requires(Capability.MANAGE_DUTIES)
def exemptions(request: ViewerRequest) -> HttpResponse:
    """What is not asked now and later, and who is away; what is over stays readable below."""
    today, viewer = timezone.localdate(), request.viewer
    asked = rules_for(viewer.school, today) if viewer.school else None
    rows = Exemption.objects.visible_to(viewer).select_related("student__class_group", "mentor")
    leaves = MentorLeave.objects.visible_to(viewer).select_related("mentor", "stand_in")
    titles = {key: clause.title for key, clause in asked.clauses.items()} if asked else {}
    named = [(row, titles.get(row.rule, row.rule)) for row in rows[:100]]
    context = {
        "holding": [line for line in named if line[0].ends_on > today],
        "over": [line for line in named if line[0].ends_on <= today],
        "leaves": [leave for leave in leaves[:100] if leave.ends_on > today],
        "past_leaves": [leave for leave in leaves[:100] if leave.ends_on <= today],
        "asked": asked,
    }
    return show(request, "duties/exemptions.html", context)


@requires(Capability.MANAGE_DUTIES)
def exemption_new(request: ViewerRequest) -> HttpResponse:
    """A clause is not asked of somebody for a time."""
    asked, school = _asked(request)
    initial = {"student": request.GET.get("student", ""), "rule": request.GET.get("rule", "")}
    posted = request.POST if request.method == "POST" else None
    form = ExemptionForm(posted, viewer=request.viewer, rules=_duties(asked), initial=initial)
    if request.method != "POST":
        return show(request, "duties/exemption_new.html", {"form": form})
    if not form.is_valid():
        return invalid(request, "duties/exemption_new.html", {"form": form})
    try:
        exempt(by=request.viewer, school=school, draft=form.draft(), now=timezone.now())
    except UnknownClauseError:
        form.add_error("rule", _("现行方案里没有这一条。"))
        return invalid(request, "duties/exemption_new.html", {"form": form})
    return see_other(reverse("duties:exemptions"))


def _asked(request: ViewerRequest) -> tuple[YearRules, int]:
    school = request.viewer.school
    asked = rules_for(school, timezone.localdate()) if school else None
    if asked is None or school is None:
        raise Http404
    return asked, school


def _duties(asked: YearRules) -> list[Any]:
    return list({rule.id: rule for rule in asked.rules}.values())


@requires(Capability.MANAGE_DUTIES)
def exemption_end(request: ViewerRequest, exemption: str) -> HttpResponse:
    """It is asked again from today on."""
    row = get_object_or_404(Exemption.objects.visible_to(request.viewer), public_id=exemption)
    if request.method == "POST":
        end_exemption(by=request.viewer, exemption=row, now=timezone.now())
    return see_other(reverse("duties:exemptions"))


@requires(Capability.MANAGE_DUTIES)
def leave_new(request: ViewerRequest) -> HttpResponse:
    """A mentor is away."""
    school = request.viewer.school
    if school is None:
        raise Http404
    form = LeaveForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method != "POST":
        return show(request, "duties/leave_new.html", {"form": form})
    if not form.is_valid():
        return invalid(request, "duties/leave_new.html", {"form": form})
    try:
        note_leave(by=request.viewer, school=school, draft=form.draft(), now=timezone.now())
    except OverlappingLeaveError:
        form.add_error("mentor", _("这段时间里，这位导师或代任的老师已经登记为不在。"))
        return invalid(request, "duties/leave_new.html", {"form": form})
    return see_other(reverse("duties:exemptions"))


@requires(Capability.MANAGE_DUTIES)
def leave_end(request: ViewerRequest, leave: str) -> HttpResponse:
    """The mentor is back."""
    row = get_object_or_404(MentorLeave.objects.visible_to(request.viewer), public_id=leave)
    if request.method == "POST":
        end_leave(by=request.viewer, leave=row, now=timezone.now())
    return see_other(reverse("duties:exemptions"))
