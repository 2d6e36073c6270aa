"""The scheme as everybody reads it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.schemes.models import SchemeDraft, SchemeVersion
from liangshi.schemes.queries import parsed, reading, version_on
from liangshi.schemes.queries.history import chapter, history

CHAPTERS = 10
"""Versions on one page of the history."""


@requires(Capability.READ_SCHEME)
def scheme(request: ViewerRequest) -> HttpResponse:
    """The version in force, in the school's own order, and the other versions."""
    school = request.viewer.school
    current = version_on(school, timezone.localdate()) if school else None
    context = {
        "version": current,
        "paper": reading(parsed(current.text)) if current else None,
        "versions": SchemeVersion.objects.visible_to(request.viewer).count(),
        "draft": SchemeDraft.objects.visible_to(request.viewer).first(),
        "may_edit": request.viewer.can(Capability.EDIT_SCHEME),
        "prints": request.viewer.can(Capability.READ_STAFF),
    }
    return show(request, "schemes/scheme.html", context)


@requires(Capability.READ_SCHEME)
def versions(request: ViewerRequest) -> HttpResponse:
    """All versions: when each held, what it changed, which warnings were answered, how its filing stands."""
    rows = SchemeVersion.objects.visible_to(request.viewer).select_related("published_by")
    page = one_page(request, rows, CHAPTERS)
    context = {
        "page": page, "chapters": history(list(page), list(rows)), "today": timezone.localdate(),
        "may_edit": request.viewer.can(Capability.EDIT_SCHEME), "follows": request.viewer.can(Capability.FOLLOW_FILING),
    }  # fmt: skip
    return show(request, "schemes/versions.html", context)


@requires(Capability.READ_SCHEME)
def version(request: ViewerRequest, version: str) -> HttpResponse:
    """One published version."""
    rows = SchemeVersion.objects.visible_to(request.viewer).select_related("published_by")
    row = get_object_or_404(rows, public_id=version)
    context = {
        "version": row, "paper": reading(parsed(row.text)), "chapter": chapter(row, list(rows)),
        "may_edit": request.viewer.can(Capability.EDIT_SCHEME), "follows": request.viewer.can(Capability.FOLLOW_FILING),
    }  # fmt: skip
    return show(request, "schemes/version.html", context)


@requires(Capability.READ_SCHEME)
def version_text(request: ViewerRequest, version: str) -> HttpResponse:
    """The published text as a file."""
    row = get_object_or_404(SchemeVersion.objects.visible_to(request.viewer), public_id=version)
    answer = HttpResponse(row.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="scheme-{row.ordinal}.toml"'
    return answer
