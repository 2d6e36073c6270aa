"""The inbox of the viewer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, see_other, show
from liangshi.notices.models import Notice
from liangshi.notices.services import mark_read


@requires(Capability.READ_NOTICES)
def inbox(request: ViewerRequest) -> HttpResponse:
    """Newest first."""
    page = one_page(request, Notice.objects.visible_to(request.viewer))
    return show(request, "notices/inbox.html", {"page": page})


@requires(Capability.READ_NOTICES)
@require_POST
def open_notice(request: ViewerRequest, notice: str) -> HttpResponse:
    """Mark as read and go where something can be done."""
    row = get_object_or_404(Notice.objects.visible_to(request.viewer), public_id=notice)
    mark_read(by=request.viewer, notice=row, now=timezone.now())
    return see_other(row.link or "/notices/")
