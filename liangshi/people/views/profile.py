"""One's own profile as a member of staff."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import queries, services
from liangshi.people.forms.staff import PhotoForm, ProfileForm, RelativeForm
from liangshi.people.models import DeclaredRelative, Staff

from .editing import Sheet, fill_in, press


def _home() -> str:
    return reverse("people:profile")


def _own(request: ViewerRequest) -> Staff:
    staff: Staff = get_object_or_404(Staff.objects.visible_to(request.viewer), pk=request.viewer.staff)
    return staff


@requires(Capability.EDIT_OWN_PROFILE)
def profile(request: ViewerRequest) -> HttpResponse:
    """How students will meet me, and what the school keeps of me."""
    staff = _own(request)
    context = {
        "staff": staff,
        "relatives": queries.relatives_declared(request.viewer, staff),
        "missing": queries.missing_in_profile(staff),
    }
    return show(request, "people/profile.html", context)


@requires(Capability.EDIT_OWN_PROFILE)
def profile_edit(request: ViewerRequest) -> HttpResponse:
    """Subjects, strengths, interests, languages, words to students."""
    staff = _own(request)
    form = ProfileForm.of(staff, request.POST or None)
    lead = _("这些内容在学生选导师时会给学生和家长看；电话和其他信息不会公开。")
    return fill_in(
        request, Sheet(_("我的导师名片"), _home(), lead=lead), form,
        lambda: services.change_profile(by=request.viewer, staff=staff, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_OWN_PROFILE)
def photo_edit(request: ViewerRequest) -> HttpResponse:
    """Another photo."""
    staff = _own(request)
    form = PhotoForm(request.POST or None, request.FILES or None)
    sheet = Sheet(_("我的照片"), _home(), done=_("照片已更新。"), lead=_("照片是自愿的，没有也不影响任何事。"))
    return fill_in(
        request, sheet, form,
        lambda: services.set_photo(
            by=request.viewer, staff=staff, upload=form.cleaned_data["photo"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_OWN_PROFILE)
@require_POST
def photo_remove(request: ViewerRequest) -> HttpResponse:
    """No photo any more."""
    staff = _own(request)
    return press(
        request, _home(), lambda: services.remove_photo(by=request.viewer, staff=staff, now=timezone.now()),
        _("照片已删除。"),
    )  # fmt: skip


@requires(Capability.EDIT_OWN_PROFILE)
def relative_new(request: ViewerRequest) -> HttpResponse:
    """Declare a relative among the students."""
    staff = _own(request)
    form = RelativeForm(request.POST or None, viewer=request.viewer)
    lead = _(
        "申报后，您不会被分为这名学生的导师，也不会因工作看到这名学生的家庭和关怀信息。申报只有您和学校负责人能看到。"
    )
    return fill_in(
        request, Sheet(_("申报在校亲属"), _home(), lead=lead, act=_("申报"), done=_("已申报。")), form,
        lambda: services.declare_relative(
            by=request.viewer, staff=staff, student=form.cleaned_data["student"],
            relation=form.cleaned_data["relation"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.EDIT_OWN_PROFILE)
@require_POST
def relative_withdraw(request: ViewerRequest, relative: str) -> HttpResponse:
    """The declaration was a mistake."""
    mine = DeclaredRelative.objects.visible_to(request.viewer).filter(staff=_own(request))
    own = get_object_or_404(mine, public_id=relative)
    return press(
        request, _home(), lambda: services.withdraw_relative(by=request.viewer, declared=own, now=timezone.now()),
        _("已撤回申报。"),
    )  # fmt: skip
