"""What I owe."""

from django.http import HttpResponse
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.duties.queries import AT_MOST, mine
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show


@requires(Capability.OWN_DUTIES)
def own(request: ViewerRequest) -> HttpResponse:
    """Everything that is open now: what is due soonest first, the rest below it."""
    found = mine(request.viewer, timezone.localdate())
    context = {"first": found[:AT_MOST], "later": found[AT_MOST:], "today": timezone.localdate()}
    return show(request, "duties/mine.html", context)
