"""The school's rule about second factors, and help for colleagues who lost theirs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from liangshi.access.queries.own import own_school
from liangshi.access.queries.second_factors import resettable_by, staff_with_factors
from liangshi.access.services.second_factor import NoSecondFactorError, reset_second_factor
from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, see_other, show
from liangshi.people.services.accounts import require_second_factor


@requires(Capability.ISSUE_PASSWORDS)
def second_factors(request: ViewerRequest) -> HttpResponse:
    """Everybody on the staff, and whether they have one."""
    typed = request.GET.get("q", "").strip()
    resettable = resettable_by(request.viewer, timezone.localdate())
    context = {
        "required": own_school(request).staff_second_factor,
        "page": one_page(request, staff_with_factors(request.viewer, typed)),
        "resettable": set(resettable.values_list("pk", flat=True)),
        "typed": typed,
    }
    return show(request, "access/second_factors.html", context)


@requires(Capability.ISSUE_PASSWORDS)
@require_POST
def second_factor_rule(request: ViewerRequest) -> HttpResponse:
    """Require a second factor of the staff, or leave it open."""
    required = request.POST.get("required") == "yes"
    require_second_factor(by=request.viewer, school=own_school(request), required=required, now=timezone.now())
    said = gettext("已要求教职工使用两步验证，他们下次打开页面时会被引导设置。")
    messages.success(request, said if required else gettext("两步验证改为自愿使用。"))
    return see_other(reverse("access:second_factors"))


@requires(Capability.ISSUE_PASSWORDS)
@require_POST
def second_factor_reset(request: ViewerRequest, staff: str) -> HttpResponse:
    """Take a colleague's second factor away."""
    colleague = get_object_or_404(resettable_by(request.viewer, timezone.localdate()), public_id=staff)
    try:
        reset_second_factor(by=request.viewer, staff=colleague, now=timezone.now())
    except NoSecondFactorError:
        messages.info(request, gettext("%(name)s没有设置两步验证，不用重置。") % {"name": colleague.name})
    else:
        messages.success(request, gettext("已重置%(name)s的两步验证，并已通知本人。") % {"name": colleague.name})
    return see_other(reverse("access:second_factors"))
