"""Drafts from the first key, and the page script that works without a network."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.records.forms.drafts import DraftForm, DraftKeyForm
from liangshi.records.services.drafts import draft_of, drop_draft, keep_draft


@never_cache
@requires(Capability.USE_WORKBENCH)
@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: ViewerRequest) -> HttpResponse:
    """Give back what was kept, keep more of it, or forget it."""
    named = DraftKeyForm(request.GET)
    if not named.is_valid():
        return JsonResponse({}, status=422)
    key = named.cleaned_data["key"]
    if request.method == "DELETE":
        drop_draft(by=request.viewer, key=key, now=timezone.now())
        return HttpResponse(status=204)
    if request.method == "POST":
        form = DraftForm(request.POST)
        if not form.is_valid():
            return JsonResponse({}, status=422)
        request.session.modified = True
        keep_draft(by=request.viewer, key=key, content=form.cleaned_data["content"], now=timezone.now())
        return HttpResponse(status=204)
    kept = draft_of(request.viewer, key)
    return JsonResponse(
        {
            "content": kept.content if kept and not kept.dropped_at else None,
            "kept": kept.kept_at.timestamp() if kept else None,
            "dropped": kept.dropped_at.timestamp() if kept and kept.dropped_at else None,
        }
    )
