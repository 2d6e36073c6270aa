"""The first screen."""

from django.http import HttpResponse

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show


@requires(Capability.USE_WORKBENCH)
def home(request: ViewerRequest) -> HttpResponse:
    """What the person can do now."""
    return show(request, "workbench/home.html", {})
