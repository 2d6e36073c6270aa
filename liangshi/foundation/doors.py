"""Every route is labelled: `@requires(capability)` or `@public`. A sweep fails on an unmarked one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from liangshi.domain.access import Capability, Viewer

P = ParamSpec("P")


class ViewerRequest(HttpRequest):
    """A request whose person is known; `liangshi.access.middleware` sets `viewer`."""

    viewer: Viewer


class MarkedView(Protocol):
    """A view that says what it asks for; None means public."""

    asks: Capability | None


def requires(
    capability: Capability,
) -> Callable[
    [Callable[Concatenate[ViewerRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Open the view to viewers with `capability`; strangers go to sign-in, others meet a plain 404."""

    def mark(
        view: Callable[Concatenate[ViewerRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            seen = cast("ViewerRequest", request)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not seen.viewer.can(capability):
                raise Http404
            return view(seen, *args, **kwargs)

        cast("MarkedView", door).asks = capability
        return door

    return mark


def public(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Open the view to anybody, signed in or not."""
    cast("MarkedView", view).asks = None
    return view
