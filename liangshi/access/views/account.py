"""One's own account."""

from django.http import HttpResponse

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show


@requires(Capability.USE_WORKBENCH)
def account(request: ViewerRequest) -> HttpResponse:
    """Password, second factor, sessions."""
    return show(request, "access/account.html", {})
