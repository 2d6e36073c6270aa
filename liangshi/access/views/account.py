"""One's own account."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.access.forms.account import EmailForm
from liangshi.access.forms.passwords import ChangePasswordForm, NewPasswordForm
from liangshi.access.queries.own import own_account
from liangshi.access.queries.second_factors import own_factors
from liangshi.access.queries.sessions import open_sessions
from liangshi.access.services.sessions import end_sessions
from liangshi.access.services.sign_in import is_own_password
from liangshi.access.services.throttle import TooManyAttemptsError
from liangshi.access.views.session import wait_words
from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.people.services.accounts import change_email, change_password


@requires(Capability.USE_WORKBENCH)
@never_cache
@require_http_methods(["GET", "POST"])
def account(request: ViewerRequest) -> HttpResponse:
    """Password, second factor, devices, language, e-mail address."""
    form = EmailForm(request.POST or None, initial={"email": own_account(request).email})
    if request.method == "POST" and form.is_valid():
        change_email(
            by=request.viewer, account=own_account(request), email=form.cleaned_data["email"], now=timezone.now()
        )
        messages.success(request, gettext("邮箱已保存。"))
        return see_other(reverse("access:account"))
    context = {
        "form": form,
        "factors": own_factors(own_account(request)),
        "sessions": open_sessions(own_account(request), request.session.session_key, timezone.now()),
        "manages": request.viewer.can(Capability.ISSUE_PASSWORDS),
    }
    answer = invalid if request.method == "POST" else show
    return answer(request, "access/account.html", context)


@requires(Capability.USE_WORKBENCH)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: ViewerRequest) -> HttpResponse:
    """Another password; other devices are signed out."""
    form = ChangePasswordForm(request.POST or None, account=own_account(request))
    if request.method == "GET":
        return show(request, "access/password.html", {"form": form})
    if form.is_valid() and _knows_present(request, form):
        _renew(request, form.cleaned_data["new_password"])
        messages.success(request, gettext("密码已更换，其他设备已经退出。"))
        return see_other(reverse("access:account"))
    return invalid(request, "access/password.html", {"form": form})


def _knows_present(request: ViewerRequest, form: ChangePasswordForm) -> bool:
    present = form.cleaned_data["present"]
    try:
        known = is_own_password(account=own_account(request), password=present, now=timezone.now())
    except TooManyAttemptsError as error:
        form.add_error("present", wait_words(error.again_at, timezone.now()))
        return False
    if not known:
        form.add_error("present", gettext("现在的密码不对，请再输入一次。"))
    return known


def _renew(request: ViewerRequest, chosen: str) -> None:
    change_password(by=request.viewer, account=own_account(request), password=chosen, now=timezone.now())
    update_session_auth_hash(request, own_account(request))
    UserSession.objects.create_from_request(request)
    end_sessions(accounts=[own_account(request)], keep=request.session.session_key)


@requires(Capability.USE_WORKBENCH)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first_password(request: ViewerRequest) -> HttpResponse:
    """The own password instead of the one-time one; nothing else comes before it."""
    if not own_account(request).must_change_password:
        return see_other(reverse("workbench:home"))
    form = NewPasswordForm(request.POST or None, account=own_account(request))
    if request.method == "GET":
        return show(request, "access/first_password.html", {"form": form})
    if not form.is_valid():
        return invalid(request, "access/first_password.html", {"form": form})
    _renew(request, form.cleaned_data["new_password"])
    messages.success(request, gettext("密码已设好，以后用它登录。"))
    return see_other(reverse("workbench:home"))


@requires(Capability.USE_WORKBENCH)
@require_POST
def end_other_sessions(request: ViewerRequest) -> HttpResponse:
    """Sign out on all other devices, or everywhere."""
    if "everywhere" in request.POST:
        end_sessions(accounts=[own_account(request)])
        logout(request)
        return see_other(reverse("access:sign_in"))
    end_sessions(accounts=[own_account(request)], keep=request.session.session_key)
    messages.success(request, gettext("其他设备已经退出。"))
    return see_other(reverse("access:account"))


@requires(Capability.USE_WORKBENCH)
@never_cache
def second_factor(request: ViewerRequest) -> HttpResponse:
    """What is set up, and how to set up more."""
    place = own_account(request).school
    context = {
        "factors": own_factors(own_account(request)),
        "required": bool(place and place.staff_second_factor and request.viewer.staff),
    }
    return show(request, "access/second_factor.html", context)
