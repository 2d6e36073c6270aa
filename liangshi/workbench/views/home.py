"""The first screen."""

from django.http import HttpResponse
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.workbench.queries import cards_for
from liangshi.workbench.queries.sources import sources_for


@requires(Capability.USE_WORKBENCH)
def home(request: ViewerRequest) -> HttpResponse:
    """What the person can do now."""
    now = timezone.now()
    cards = cards_for(request.viewer, now, sources_for(request.viewer, now))
    return show(request, "workbench/home.html", {"cards": cards})
