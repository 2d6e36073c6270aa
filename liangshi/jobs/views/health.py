"""Is everything running?"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, public, requires
from liangshi.foundation.pages import show
from liangshi.jobs.queries import health


@requires(Capability.READ_HEALTH)
def health_page(request: ViewerRequest) -> HttpResponse:
    """Workers and jobs in words, for the school's administrator."""
    return show(request, "jobs/health.html", {"health": health(timezone.now())})


@public
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """For monitors: 200 while database and worker answer, 503 otherwise; no detail for strangers."""
    sound = health(timezone.now()).worker_alive
    return JsonResponse({"alive": sound}, status=200 if sound else 503)
