"""Sign-in and sign-out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.access.forms import SignInForm
from liangshi.foundation.doors import public
from liangshi.foundation.pages import invalid, see_other, show


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with school, name or number, and password."""
    form = SignInForm(request.POST or None)
    if request.method == "GET":
        return show(request, "access/sign_in.html", {"form": form})
    if not form.is_valid():
        return invalid(request, "access/sign_in.html", {"form": form})
    login(request, form.account)
    return see_other("/")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return see_other("/sign-in/")
