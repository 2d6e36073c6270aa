"""The scheme as everybody reads it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.schemes.models import SchemeDraft, SchemeVersion
from liangshi.schemes.queries import parsed, reading, version_on


@requires(Capability.READ_SCHEME)
def scheme(request: ViewerRequest) -> HttpResponse:
    """The version in force, in the school's own order, and the other versions."""
    school = request.viewer.school
    current = version_on(school, timezone.localdate()) if school else None
    context = {
        "version": current,
        "paper": reading(parsed(current.text)) if current else None,
        "versions": SchemeVersion.objects.visible_to(request.viewer),
        "draft": SchemeDraft.objects.visible_to(request.viewer).first(),
        "may_edit": request.viewer.can(Capability.EDIT_SCHEME),
    }
    return show(request, "schemes/scheme.html", context)


@requires(Capability.READ_SCHEME)
def version(request: ViewerRequest, version: str) -> HttpResponse:
    """One published version."""
    row = get_object_or_404(SchemeVersion.objects.visible_to(request.viewer), public_id=version)
    return show(request, "schemes/version.html", {"version": row, "paper": reading(parsed(row.text))})


@requires(Capability.READ_SCHEME)
def version_text(request: ViewerRequest, version: str) -> HttpResponse:
    """The published text as a file."""
    row = get_object_or_404(SchemeVersion.objects.visible_to(request.viewer), public_id=version)
    answer = HttpResponse(row.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="scheme-{row.ordinal}.toml"'
    return answer
