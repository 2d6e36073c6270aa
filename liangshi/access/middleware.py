"""Puts the viewer on each request, and leads people to what must come first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from liangshi.access.queries import viewer_of
from liangshi.access.queries.duties import FirstDuty, first_duty
from liangshi.access.queries.glass import with_broken_glass
from liangshi.domain.access import Viewer
from liangshi.foundation.pages import see_other
from liangshi.people.queries.accounts import nobody_yet

NOBODY = Viewer(account=0, school=None)
OPEN_BEFORE_SETUP = frozenset({"access:setup", "access:language", "jobs:alive"})
OPEN_BEFORE_DUTIES = frozenset(
    {"access:sign_out", "access:language", "access:first_password", "account_reauthenticate", "jobs:alive"}
)
OPEN_IN_DANGER = frozenset(
    {"wellbeing:raise", "wellbeing:receipt", "wellbeing:report_harm", "wellbeing:report_written", "records:draft"}
)
"""What waits for nothing, not even for a new password: each of them shows its person what they write themself."""

DUTY_ROUTES = {
    FirstDuty.PASSWORD: "access:first_password",
    FirstDuty.SECOND_FACTOR: "mfa_index",
}
SECOND_FACTOR_ROUTES = "mfa_"


class ViewerMiddleware:
    """`request.viewer` is built when it is first looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def build() -> Viewer:
            if not request.user.is_authenticated:
                return NOBODY
            return with_broken_glass(viewer_of(request.user, timezone.localdate()), timezone.now())

        request.viewer = SimpleLazyObject(build)  # type: ignore[attr-defined]
        return self.get_response(request)


class FirstThingsMiddleware:
    """An empty installation leads to its set-up; a one-time password to a new one; then a required second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _arguments: tuple[Any, ...], _words: dict[str, Any]
    ) -> HttpResponse | None:
        """Where to go first; None where nothing stands before the page."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            if route in OPEN_BEFORE_SETUP or not nobody_yet():
                return None
            return see_other(reverse("access:setup"))
        if route in OPEN_BEFORE_DUTIES | OPEN_IN_DANGER:
            return None
        duty = first_duty(request)
        if duty is None or (duty is FirstDuty.SECOND_FACTOR and route.startswith(SECOND_FACTOR_ROUTES)):
            return None
        return see_other(reverse(DUTY_ROUTES[duty]))
