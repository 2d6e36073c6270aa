"""What whoever has a concern in hand does with it, each act with a small form of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.wellbeing.forms.acting import AdultForm, CareLineForm, ClosingForm, LevelForm, OfferForm, ReasonForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import Concern
from liangshi.wellbeing.services.assessing import assess_concern, close_concern
from liangshi.wellbeing.services.care_lines import write_care_line
from liangshi.wellbeing.services.hands import give_concern_back, offer_concern
from liangshi.wellbeing.services.naming import name_adult

from .concerns import address, the_concern, where_it_exists

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _sheet(row: Concern, act: str, title: "StrOrPromise", button: "StrOrPromise", lead: "StrOrPromise" = "") -> Sheet:
    draft = f"restricted:concern:{row.public_id}:{act}"
    return Sheet(title, address(row), button, _("已记下。"), lead, draft)


def _fill_in(
    request: ViewerRequest, row: Concern, sheet: Sheet, form: forms.Form, save: Callable[[], object]
) -> HttpResponse:
    return where_it_exists(request, row, ACTING.fill_in(request, sheet, form, save))


@requires(Capability.READ_CONCERNS)
def concern_give_back(request: ViewerRequest, concern: str) -> HttpResponse:
    """Nobody has it; the next is asked at once."""
    row = the_concern(request, concern)
    form = ReasonForm(request.POST or None)
    return _fill_in(
        request, row, _sheet(row, "give-back", _("交回"), _("交回"), _("交回后马上通知下一位。")), form,
        lambda: give_concern_back(
            by=request.viewer, concern=row, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_offer(request: ViewerRequest, concern: str) -> HttpResponse:
    """Ask a colleague to take it over."""
    row = the_concern(request, concern)
    form = OfferForm(request.POST or None, concern=row, viewer=request.viewer)
    sheet = _sheet(row, "offer", _("请同事接手"), _("发出邀请"), _("对方答应之前，仍由您负责。"))
    return _fill_in(
        request, row, sheet, form,
        lambda: offer_concern(
            by=request.viewer, concern=row, to=form.cleaned_data["to"].account, reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_assess(request: ViewerRequest, concern: str) -> HttpResponse:
    """Say how urgent it is."""
    row = the_concern(request, concern)
    form = LevelForm(request.POST or None, concern=row, today=timezone.localdate())
    sheet = _sheet(row, "assess", _("评估等级"), _("定下等级"), _("换了等级，就按那一级的时限重新开始通知。"))
    return _fill_in(
        request, row, sheet, form,
        lambda: assess_concern(by=request.viewer, concern=row, level=form.cleaned_data["level"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_close(request: ViewerRequest, concern: str) -> HttpResponse:
    """It is done."""
    row = the_concern(request, concern)
    form = ClosingForm(request.POST or None)
    sheet = _sheet(row, "close", _("办结"), _("办结"), _("报告的人会看到“已办结”和时间，看不到内容。"))
    return _fill_in(
        request, row, sheet, form,
        lambda: close_concern(by=request.viewer, concern=row, outcome=form.cleaned_data["outcome"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_adult(request: ViewerRequest, concern: str) -> HttpResponse:
    """It is about a member of staff."""
    row = the_concern(request, concern)
    form = AdultForm(request.POST or None, concern=row)
    return _fill_in(
        request, row, _sheet(row, "adult", _("注明涉及的教职工"), _("确认")), form,
        lambda: name_adult(by=request.viewer, concern=row, staff=form.cleaned_data["staff"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
def concern_care(request: ViewerRequest, concern: str) -> HttpResponse:
    """Ask those near the student to do something, without saying why."""
    row, now = the_concern(request, concern), timezone.now()
    form = CareLineForm(request.POST or None, concern=row, now=now)
    sheet = _sheet(row, "care", _("提示身边的老师"), _("告诉他们"), _("他们只看到这一句，不知道有这件事。"))
    return _fill_in(
        request, row, sheet, form,
        lambda: write_care_line(by=request.viewer, concern=row, **form.cleaned_data, now=now),
    )  # fmt: skip
