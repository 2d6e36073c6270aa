"""The first page of an empty installation."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from liangshi.access.forms.passwords import SetUpForm
from liangshi.foundation.doors import public
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.people.queries.accounts import nobody_yet
from liangshi.people.services.accounts import AlreadySetUpError, set_up


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """School and first administrator; there is no such page once an account exists."""
    if not nobody_yet():
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "GET":
        return show(request, "access/setup.html", {"form": form})
    if not form.is_valid():
        return invalid(request, "access/setup.html", {"form": form})
    try:
        account = set_up(draft=form.draft(), today=timezone.localdate(), now=timezone.now())
    except AlreadySetUpError as error:
        raise Http404 from error
    perform_password_login(request, {"username": account.username}, Login(user=account))
    return see_other("/")
