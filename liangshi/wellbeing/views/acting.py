"""What whoever has a concern in hand does with it, each act with a small form of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, show
from liangshi.wellbeing.forms.acting import AdultForm, CareLineForm, ClosingForm, LevelForm, OfferForm, ReasonForm
from liangshi.wellbeing.forms.refusals import words_of
from liangshi.wellbeing.models import Concern
from liangshi.wellbeing.services.assessing import assess_concern, close_concern
from liangshi.wellbeing.services.care_lines import write_care_line
from liangshi.wellbeing.services.hands import give_concern_back, offer_concern
from liangshi.wellbeing.services.naming import name_adult
from liangshi.wellbeing.services.problems import ConcernProblemError

from .concerns import back_to, reachable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page around a small form."""

    title: "StrOrPromise"
    button: "StrOrPromise"
    lead: "StrOrPromise" = ""


def _act(
    request: ViewerRequest, row: Concern, sheet: Sheet, form: forms.Form, do: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Show the form; once it is valid do it and go back to the concern. A refusal is told."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
            messages.success(request, _("已记下。"))
        except ConcernProblemError as problem:
            messages.warning(request, words_of(problem))
        return back_to(row)
    answer = invalid if request.method == "POST" else show
    return answer(request, "wellbeing/concern_act.html", {"concern": row, "sheet": sheet, "form": form})


@requires(Capability.READ_CONCERNS)
def concern_give_back(request: ViewerRequest, concern: str) -> HttpResponse:
    """Nobody has it; the next is asked at once."""
    row = reachable(request.viewer, concern)
    sheet = Sheet(_("交回"), _("交回"), _("交回后马上通知下一位。"))
    return _act(
        request, row, sheet, ReasonForm(request.POST or None),
        lambda given: give_concern_back(by=request.viewer, concern=row, reason=given["reason"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_offer(request: ViewerRequest, concern: str) -> HttpResponse:
    """Ask a colleague to take it over."""
    row = reachable(request.viewer, concern)
    form = OfferForm(request.POST or None, concern=row, viewer=request.viewer)
    sheet = Sheet(_("请同事接手"), _("发出邀请"), _("对方答应之前，仍由您负责。"))

    def do(given: dict[str, Any]) -> None:
        to = given["to"].account
        offer_concern(by=request.viewer, concern=row, to=to, reason=given["reason"], now=timezone.now())

    return _act(request, row, sheet, form, do)


@requires(Capability.READ_CONCERNS)
def concern_assess(request: ViewerRequest, concern: str) -> HttpResponse:
    """Say how urgent it is."""
    row = reachable(request.viewer, concern)
    form = LevelForm(request.POST or None, concern=row, today=timezone.localdate())
    sheet = Sheet(_("评估等级"), _("定下等级"), _("换了等级，就按那一级的时限重新开始通知。"))
    return _act(
        request, row, sheet, form,
        lambda given: assess_concern(by=request.viewer, concern=row, level=given["level"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_close(request: ViewerRequest, concern: str) -> HttpResponse:
    """It is done."""
    row = reachable(request.viewer, concern)
    sheet = Sheet(_("办结"), _("办结"), _("报告的人会看到“已办结”和时间，看不到内容。"))
    return _act(
        request, row, sheet, ClosingForm(request.POST or None),
        lambda given: close_concern(by=request.viewer, concern=row, outcome=given["outcome"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_adult(request: ViewerRequest, concern: str) -> HttpResponse:
    """It is about a member of staff."""
    row = reachable(request.viewer, concern)
    form = AdultForm(request.POST or None, concern=row)
    return _act(
        request, row, Sheet(_("注明涉及的教职工"), _("确认")), form,
        lambda given: name_adult(by=request.viewer, concern=row, staff=given["staff"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_care(request: ViewerRequest, concern: str) -> HttpResponse:
    """Ask those near the student to do something, without saying why."""
    row = reachable(request.viewer, concern)
    form = CareLineForm(request.POST or None, concern=row, now=timezone.now())
    sheet = Sheet(_("提示身边的老师"), _("告诉他们"), _("他们只看到这一句，不知道有这件事。"))
    return _act(
        request, row, sheet, form,
        lambda given: write_care_line(by=request.viewer, concern=row, **given, now=timezone.now()),
    )  # fmt: skip
