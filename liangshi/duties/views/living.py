"""The school's own document, clause by clause with how it stands."""

from django.http import HttpResponse
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.duties.queries.living import living_scheme
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.schemes.models import SchemeVersion


@requires(Capability.READ_SCHEME)
def living(request: ViewerRequest) -> HttpResponse:
    """The version in force; reading it records nothing and asks nobody for an entry."""
    today = timezone.localdate()
    context = {
        "paper": living_scheme(request.viewer, today),
        "versions": SchemeVersion.objects.visible_to(request.viewer).defer("text"),
        "names": request.viewer.can(Capability.FOLLOW_DUTIES),
        "today": today,
    }
    return show(request, "duties/living.html", context)
