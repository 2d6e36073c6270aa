"""Sign-in and sign-out."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.access.forms.sign_in import SignInForm
from liangshi.access.queries.outside import outside_doors
from liangshi.access.services.sign_in import (
    OneTimePasswordOverError,
    SeveralOfThatNameError,
    WrongSignInError,
    recognise,
)
from liangshi.access.services.throttle import TooManyAttemptsError
from liangshi.foundation.doors import public
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.people.models import Account
from liangshi.people.queries.accounts import Place, demo_accounts, sign_in_places

PLACE_COOKIE = "place"
PLACE_COOKIE_AGE = 365 * 24 * 3600
REFUSALS = {
    WrongSignInError: _("没有登录成功：姓名（或编号）与密码对不上。校内如有同名的人，请改用编号登录。"),
    SeveralOfThatNameError: _("学校里有不止一位叫这个名字，请改填学号、工号或手机号。"),
    OneTimePasswordOverError: _("登录条上的一次性密码已经过期，请找班主任或德育处重新领取。"),
}


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with school, name or number, and password."""
    if request.user.is_authenticated:
        return see_other(_onward(request))
    places = sign_in_places()
    known = None if "elsewhere" in request.GET else _known_place(request, places)
    address = get_adapter(request).get_client_ip(request)
    form = SignInForm(request.POST or None, places=places, known=known, address=address)
    if request.method == "GET":
        return show(request, "access/sign_in.html", _context(form))
    if not form.is_valid():
        return invalid(request, "access/sign_in.html", _context(form))
    try:
        account = recognise(typed=form.typed(), now=timezone.now())
    except TooManyAttemptsError as error:
        form.add_error(None, wait_words(error.again_at, timezone.now()))
    except (WrongSignInError, SeveralOfThatNameError, OneTimePasswordOverError) as error:
        form.add_error(None, REFUSALS[type(error)])
    else:
        return remember(_enter(request, account), form.typed().place)
    return remember(invalid(request, "access/sign_in.html", _context(form)), form.typed().place)


def _known_place(request: HttpRequest, places: Sequence[Place]) -> Place | None:
    """The only place there is, or the one that this device was used for."""
    if len(places) == 1:
        return places[0]
    remembered = request.COOKIES.get(PLACE_COOKIE, "")
    return next((place for place in places if place.public_id == remembered), None)


def _context(form: SignInForm) -> dict[str, object]:
    return {
        "form": form,
        "several": len(form.places) > 1,
        "demo_accounts": demo_accounts() if settings.DEMO else (),
        "outside": outside_doors(),
    }


def wait_words(again_at: datetime, now: datetime) -> str:
    """How long to wait, in whole minutes."""
    minutes = max(1, -(-int((again_at - now).total_seconds()) // 60))
    return gettext("试的次数太多了，请 %(minutes)d 分钟后再试。忘了密码可以找班主任或德育处重新领登录条。") % {
        "minutes": minutes
    }


def remember(response: HttpResponse, place: Place) -> HttpResponse:
    """Keep the place on this device."""
    response.set_cookie(
        PLACE_COOKIE, place.public_id, max_age=PLACE_COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def _onward(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else settings.LOGIN_REDIRECT_URL


def _enter(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign in, by way of the second factor where there is one."""
    entered: HttpResponse = perform_password_login(
        request, {"username": account.username}, Login(user=account, redirect_url=_onward(request))
    )
    return see_other(entered.headers["Location"])


@public
@require_POST
def demo_sign_in(request: HttpRequest, account: str) -> HttpResponse:
    """One tap: sign in as a person of the demo school; in a demo only."""
    if not settings.DEMO:
        raise Http404
    row = demo_accounts().filter(public_id=account).first()
    if row is None:
        raise Http404
    return _enter(request, row)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return see_other(settings.LOGOUT_REDIRECT_URL)
