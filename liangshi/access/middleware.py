"""Puts the viewer on each request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer

NOBODY = Viewer(account=0, school=None)


class ViewerMiddleware:
    """`request.viewer` is built when it is first looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def build() -> Viewer:
            if not request.user.is_authenticated:
                return NOBODY
            return viewer_of(request.user, timezone.localdate())

        request.viewer = SimpleLazyObject(build)  # type: ignore[attr-defined]
        return self.get_response(request)
