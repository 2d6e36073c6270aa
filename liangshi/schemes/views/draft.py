"""Writing the draft: guided or as text."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.domain.scheme import Scheme
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.people.models import School
from liangshi.schemes.forms import GuidedForm, StartForm, TextForm
from liangshi.schemes.models import SchemeDraft, SchemeVersion
from liangshi.schemes.queries import catalogue, checked
from liangshi.schemes.queries.blank import BLANK, blank_scheme
from liangshi.schemes.queries.frames import framed
from liangshi.schemes.services import DraftChangedError, amend, of_school, save_draft, start_draft


@requires(Capability.EDIT_SCHEME)
@require_POST
def draft_start(request: ViewerRequest) -> HttpResponse:
    """Start from a preset or from an earlier version of one's own."""
    form = StartForm(request.POST)
    if not form.is_valid() or request.viewer.school is None:
        raise Http404
    chosen = form.cleaned_data["start_from"]
    school = School.objects.visible_to(request.viewer).get(pk=request.viewer.school)
    texts = {entry.key: entry.text for entry in catalogue()}
    texts[BLANK] = blank_scheme(timezone.localdate())
    own = SchemeVersion.objects.visible_to(request.viewer).filter(public_id=chosen).first()
    if own is None and chosen not in texts:
        raise Http404
    text = own.text if own else of_school(texts[chosen], school.name)
    start_draft(by=request.viewer, school=school.pk, text=text, started_from=chosen, now=timezone.now())
    return see_other("/scheme/draft/text/" if chosen == BLANK else "/scheme/draft/")


@requires(Capability.EDIT_SCHEME)
@require_http_methods(["GET", "POST"])
def draft(request: ViewerRequest) -> HttpResponse:
    """The guided form; a draft that does not load is mended as text first."""
    row = get_object_or_404(SchemeDraft.objects.visible_to(request.viewer))
    scheme = checked(row.text)
    if not isinstance(scheme, Scheme):
        return see_other("/scheme/draft/text/")
    form = GuidedForm(scheme, request.POST or None, initial={"revision": row.revision})
    page = {"draft": row, "form": form, "frames": framed(row.school_id, scheme, timezone.localdate())}
    if request.method == "GET":
        return show(request, "schemes/draft.html", page)
    if not form.is_valid():
        return invalid(request, "schemes/draft.html", page)
    return _save(request, row, form.cleaned_data["revision"], amend(row.text, form.changes()), "/scheme/draft/")


@requires(Capability.EDIT_SCHEME)
@require_http_methods(["GET", "POST"])
def draft_text(request: ViewerRequest) -> HttpResponse:
    """The whole text, with every problem in its line."""
    row = get_object_or_404(SchemeDraft.objects.visible_to(request.viewer))
    form = TextForm(request.POST or None, initial={"text": row.text, "revision": row.revision})
    found = checked(row.text)
    frames = framed(row.school_id, found, timezone.localdate()) if isinstance(found, Scheme) else ()
    page = {"draft": row, "form": form, "found": found, "frames": frames}
    if request.method == "GET":
        return show(request, "schemes/draft_text.html", page)
    if not form.is_valid():
        return invalid(request, "schemes/draft_text.html", page)
    data = form.cleaned_data
    return _save(request, row, data["revision"], data["text"].replace("\r\n", "\n"), "/scheme/draft/text/")


def _save(request: ViewerRequest, row: SchemeDraft, revision: int, text: str, back: str) -> HttpResponse:
    try:
        save_draft(by=request.viewer, draft=row, revision=revision, text=text, now=timezone.now())
    except DraftChangedError:
        context = {"draft": row, "text": text, "latest": "/scheme/draft/text/"}
        return invalid(request, "schemes/draft_changed.html", context)
    if isinstance(checked(text), Scheme):
        messages.success(request, _("已保存。"))
        return see_other(back)
    messages.warning(request, _("已保存，但还不能发布：请看下面列出的地方。"))
    return see_other("/scheme/draft/text/")
