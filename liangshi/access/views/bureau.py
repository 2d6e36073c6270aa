"""What the administrator of a bureau keeps: regions, schools, officers. Outside of the own region nothing exists."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.access.forms.bureau import ACTING, OfficerEndForm, OfficerForm, RegionEditForm, RegionForm, SchoolForm
from liangshi.access.queries.bureau import kept_regions, officers_of, region_parts
from liangshi.access.services.bureau import admit_officer, dismiss_officer, open_school, renew_officer, renew_school
from liangshi.access.services.slips import Slip
from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Region, RoleAppointment, School
from liangshi.people.queries.accounts import bureau_name
from liangshi.people.queries.regions import region_and_below
from liangshi.people.services.bureau import begin_region
from liangshi.people.services.city import move_region, rename_region
from liangshi.schemes.choices import STANDINGS


@requires(Capability.KEEP_REGION)
def bureau(request: ViewerRequest) -> HttpResponse:
    """The regions with their schools and officers."""
    today = timezone.localdate()
    context = {"parts": region_parts(request.viewer, today), "words": STANDINGS, "today": today}
    return show(request, "access/bureau.html", context)


@requires(Capability.KEEP_REGION)
@require_http_methods(["GET", "POST"])
def region_new(request: ViewerRequest, region: str) -> HttpResponse:
    """A region below one of those that are kept."""
    above, form = _region(request, region), RegionForm(request.POST or None)
    sheet = Sheet(_("添加下级地区"), _back(), _("添加"), _("已添加。"), lead=_("归在%(name)s") % {"name": above.name})
    return ACTING.fill_in(
        request, sheet, form,
        lambda: begin_region(by=request.viewer, above=above, name=form.cleaned_data["name"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.KEEP_REGION)
@require_http_methods(["GET", "POST"])
def region_edit(request: ViewerRequest, region: str) -> HttpResponse:
    """Another name, or within another region that is kept; the own one is changed by those above."""
    row = _region(request, region)
    if row.pk == request.viewer.region:
        raise Http404
    offered = kept_regions(request.viewer).exclude(pk__in=region_and_below(row.pk))
    form = RegionEditForm(request.POST or None, region=row, offered=offered)

    def save() -> None:
        now = timezone.now()
        with transaction.atomic():
            rename_region(by=request.viewer, region=row, name=form.cleaned_data["name"], now=now)
            move_region(by=request.viewer, region=row, above=form.cleaned_data["above"], now=now)

    return ACTING.fill_in(request, Sheet(_("修改地区"), _back(), lead=row.name), form, save)


@requires(Capability.KEEP_REGION)
@never_cache
@require_http_methods(["GET", "POST"])
def bureau_school_new(request: ViewerRequest, region: str) -> HttpResponse:
    """A further school; the slip of its first administrator is the answer, and kept nowhere."""
    row, form = _region(request, region), SchoolForm(request.POST or None)
    sheet = Sheet(_("添加学校"), _back(), _("添加并发登录条"), lead=_("归在%(name)s") % {"name": row.name})
    return _with_slip(
        request, sheet, form,
        lambda: open_school(by=request.viewer, region=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.KEEP_REGION)
@never_cache
@require_POST
def bureau_school_renew(request: ViewerRequest, school: str) -> HttpResponse:
    """The lost slip of a school's first administrator, until somebody of the school has signed in."""
    row = seen(request, School, school)
    try:
        return _slip_page(request, renew_school(by=request.viewer, school=row, now=timezone.now()))
    except RefusalError as refusal:
        messages.warning(request, ACTING.say(refusal))
        return see_other(_back())


@requires(Capability.KEEP_REGION)
@never_cache
@require_http_methods(["GET", "POST"])
def officer_new(request: ViewerRequest, region: str) -> HttpResponse:
    """An officer of the region's bureau; the slip is the answer."""
    row, form = _region(request, region), OfficerForm(request.POST or None, today=timezone.localdate())
    lead = _("%(bureau)s的工作人员能看所辖各校的数字、审阅报送的方案，并接手学校无人能接的报告。") % {
        "bureau": bureau_name(row.name)
    }
    sheet = Sheet(_("任命工作人员"), _back(), _("任命并发登录条"), lead=lead)
    return _with_slip(
        request, sheet, form,
        lambda: admit_officer(by=request.viewer, region=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.KEEP_REGION)
@require_http_methods(["GET", "POST"])
def officer_end(request: ViewerRequest, appointment: str) -> HttpResponse:
    """An officer leaves on a day."""
    row = _appointment(request, appointment)
    form = OfficerEndForm(request.POST or None, today=timezone.localdate())
    sheet = Sheet(_("结束任职"), _back(), _("结束任职"), _("已记下。"), lead=row.account.name)
    return ACTING.fill_in(
        request, sheet, form,
        lambda: dismiss_officer(
            by=request.viewer, appointment=row, on=form.cleaned_data["on"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.KEEP_REGION)
@never_cache
@require_POST
def officer_renew(request: ViewerRequest, appointment: str) -> HttpResponse:
    """A new slip for who lost the password; the officer and the others of the bureau are told."""
    row = _appointment(request, appointment)
    return _slip_page(request, renew_officer(by=request.viewer, appointment=row, now=timezone.now()))


def _with_slip(request: ViewerRequest, sheet: Sheet, form: forms.Form, make: Callable[[], Slip]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            return _slip_page(request, make())
        except RefusalError as refusal:
            ACTING.tell(form, refusal)
    answer = invalid if request.method == "POST" else show
    return answer(request, sheet.template, {"form": form, "sheet": sheet})


def _slip_page(request: ViewerRequest, slip: Slip) -> HttpResponse:
    messages.success(request, _("登录条只显示这一次，请现在打印或抄下，当面交给本人。"))
    return show(request, "access/slip_once.html", {"slip": slip, "address": settings.LIANGSHI_ADDRESS, "back": _back()})


def _back() -> str:
    return reverse("access:bureau")


def _region(request: ViewerRequest, region: str) -> Region:
    return get_object_or_404(kept_regions(request.viewer), public_id=region)


def _appointment(request: ViewerRequest, appointment: str) -> RoleAppointment:
    return get_object_or_404(officers_of(request.viewer, timezone.localdate()), public_id=appointment)
