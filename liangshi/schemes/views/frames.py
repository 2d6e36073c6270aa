"""The bureau writes and publishes a frame of its own; schools below read it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.domain.scheme import Scheme
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.people.models import Region
from liangshi.schemes.forms import GuidedForm, PublishForm, StartForm, TextForm
from liangshi.schemes.models import FrameDraft, FrameVersion
from liangshi.schemes.queries import catalogue, checked, parsed, reading
from liangshi.schemes.queries.blank import blank_frame
from liangshi.schemes.queries.frames import breaks_of_schools
from liangshi.schemes.queries.review import changes_between
from liangshi.schemes.services import DraftChangedError, ExamplesFailError, NothingToPublishError, amend, of_bureau
from liangshi.schemes.services.frames import publish_frame, save_frame, start_frame


@requires(Capability.REVIEW_SCHEMES)
def frames(request: ViewerRequest) -> HttpResponse:
    """Versions of the bureau's frame, and where to begin the next."""
    context = {
        "versions": _own(request).defer("text"),
        "others": _others(request).select_related("region").defer("text"),
        "draft": FrameDraft.objects.visible_to(request.viewer).first(),
        "presets": catalogue(),
    }
    return show(request, "schemes/frames.html", context)


def _own(request: ViewerRequest) -> QuerySet[FrameVersion]:
    rows: QuerySet[FrameVersion] = FrameVersion.objects.visible_to(request.viewer)
    return rows.filter(region=request.viewer.region)


def _others(request: ViewerRequest) -> QuerySet[FrameVersion]:
    rows: QuerySet[FrameVersion] = FrameVersion.objects.visible_to(request.viewer)
    return rows.exclude(region=request.viewer.region).order_by("region__name", "-ordinal")


@requires(Capability.FOLLOW_FILING)
def frame(request: ViewerRequest, frame: str) -> HttpResponse:
    """One published frame in its own order: officers, and those who file schemes below it."""
    rows = FrameVersion.objects.visible_to(request.viewer).select_related("region")
    row = get_object_or_404(rows, public_id=frame)
    return show(request, "schemes/frame.html", {"frame": row, "paper": reading(parsed(row.text))})


@requires(Capability.REVIEW_SCHEMES)
@require_POST
def frame_start(request: ViewerRequest) -> HttpResponse:
    """Begin from a preset, from an earlier frame, or from an empty one."""
    form = StartForm(request.POST)
    if not form.is_valid():
        raise Http404
    region = get_object_or_404(Region, pk=request.viewer.region)
    chosen, now = form.cleaned_data["start_from"], timezone.now()
    texts = {entry.key: entry.text for entry in catalogue()} | {"empty": blank_frame(timezone.localdate(now))}
    row = FrameVersion.objects.visible_to(request.viewer).filter(public_id=chosen).select_related("region").first()
    if row is None and chosen not in texts:
        raise Http404
    text = row.text if row and row.region == region else of_bureau(row.text if row else texts[chosen], region.name)
    start_frame(by=request.viewer, region=region.pk, text=text, started_from=chosen, now=now)
    return see_other(reverse("schemes:frame_draft"))


@requires(Capability.REVIEW_SCHEMES)
@require_http_methods(["GET", "POST"])
def frame_draft(request: ViewerRequest) -> HttpResponse:
    """The guided form; a draft that does not load is mended as text first."""
    row = get_object_or_404(FrameDraft.objects.visible_to(request.viewer))
    scheme = checked(row.text)
    if not isinstance(scheme, Scheme):
        return see_other(reverse("schemes:frame_text"))
    form = GuidedForm(scheme, request.POST or None, initial={"revision": row.revision})
    page = {"draft": row, "form": form}
    if request.method == "GET":
        return show(request, "schemes/frame_draft.html", page)
    if not form.is_valid():
        return invalid(request, "schemes/frame_draft.html", page)
    return _save(request, row, form.cleaned_data["revision"], amend(row.text, form.changes()), "schemes:frame_draft")


@requires(Capability.REVIEW_SCHEMES)
@require_http_methods(["GET", "POST"])
def frame_text(request: ViewerRequest) -> HttpResponse:
    """The whole text, with every problem in its line."""
    row = get_object_or_404(FrameDraft.objects.visible_to(request.viewer))
    form = TextForm(request.POST or None, initial={"text": row.text, "revision": row.revision})
    page = {"draft": row, "form": form, "found": checked(row.text)}
    if request.method == "GET":
        return show(request, "schemes/frame_text.html", page)
    if not form.is_valid():
        return invalid(request, "schemes/frame_text.html", page)
    data = form.cleaned_data
    return _save(request, row, data["revision"], data["text"].replace("\r\n", "\n"), "schemes:frame_text")


def _save(request: ViewerRequest, row: FrameDraft, revision: int, text: str, back: str) -> HttpResponse:
    try:
        save_frame(by=request.viewer, draft=row, revision=revision, text=text, now=timezone.now())
    except DraftChangedError:
        latest = reverse("schemes:frame_text")
        return invalid(request, "schemes/draft_changed.html", {"draft": row, "text": text, "latest": latest})
    if isinstance(checked(text), Scheme):
        messages.success(request, _("已保存。"))
        return see_other(reverse(back))
    messages.warning(request, _("已保存，但还不能发布：请看下面列出的地方。"))
    return see_other(reverse("schemes:frame_text"))


@requires(Capability.REVIEW_SCHEMES)
@require_http_methods(["GET", "POST"])
def frame_publish(request: ViewerRequest) -> HttpResponse:
    """What changes, which filed schemes it concerns, from when it holds."""
    row = get_object_or_404(FrameDraft.objects.visible_to(request.viewer))
    scheme = checked(row.text)
    if not isinstance(scheme, Scheme):
        return see_other(reverse("schemes:frame_text"))
    form = PublishForm(request.POST or None, initial={"revision": row.revision, "valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _publish(request, row, form):
        return see_other(reverse("schemes:frames"))
    last = _own(request).first()
    page = {
        "draft": row, "form": form, "first": last is None, "schools": breaks_of_schools(request.viewer.regions, scheme),
        "changes": changes_between(parsed(last.text), scheme) if last else (),
    }  # fmt: skip
    return (show if request.method == "GET" else invalid)(request, "schemes/frame_publish.html", page)


def _publish(request: ViewerRequest, row: FrameDraft, form: PublishForm) -> bool:
    data = form.cleaned_data
    try:
        version = publish_frame(
            by=request.viewer, draft=row, revision=data["revision"], valid_from=form.starting(), note=data["note"],
            now=timezone.now(),
        )  # fmt: skip
    except DraftChangedError:
        form.add_error(None, _("草稿刚刚被别人改过。请重新打开这一页，看过改动再发布。"))
        return False
    except ExamplesFailError as failing:
        form.add_error(None, _("这些算例与条款对不上：%(names)s。") % {"names": listed(failing.args)})
        return False
    except NothingToPublishError:
        form.add_error(None, _("与上一版完全相同，不需要再发布。"))
        return False
    messages.success(request, _("第%(n)s版框架已发布，各校已收到通知。") % {"n": version.ordinal})
    return True
