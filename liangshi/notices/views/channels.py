"""Do the ways out of the system work?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.notices.queries.channels import channel_states
from liangshi.people.models import School


@requires(Capability.READ_HEALTH)
def channels(request: ViewerRequest) -> HttpResponse:
    """Each channel: what waits, what failed and why."""
    school = get_object_or_404(School.objects.visible_to(request.viewer), pk=request.viewer.school)
    return show(request, "notices/channels.html", {"states": channel_states(school, timezone.now())})
