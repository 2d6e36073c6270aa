"""Look at the differences, then publish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.domain.scheme import Scheme
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.schemes.forms import PublishForm, RevisionForm
from liangshi.schemes.models import SchemeDraft
from liangshi.schemes.queries import checked, review_of
from liangshi.schemes.services import (
    DraftChangedError,
    ExamplesFailError,
    NothingToPublishError,
    publish_draft,
    save_draft,
    without_examples,
)


@requires(Capability.EDIT_SCHEME)
@require_http_methods(["GET", "POST"])
def draft_publish(request: ViewerRequest) -> HttpResponse:
    """What changes, what the check says, from when it holds."""
    row = get_object_or_404(SchemeDraft.objects.visible_to(request.viewer))
    scheme = checked(row.text)
    if not isinstance(scheme, Scheme):
        return see_other("/scheme/draft/text/")
    today = timezone.localdate()
    initial = {"revision": row.revision, "valid_from": today}
    form = PublishForm(request.POST or None, initial=initial)
    page = {"draft": row, "form": form, "review": review_of(row.school_id, scheme, today)}
    if request.method == "GET":
        return show(request, "schemes/draft_publish.html", page)
    if form.is_valid() and _publish(request, row, form):
        return see_other("/scheme/")
    return invalid(request, "schemes/draft_publish.html", page)


@requires(Capability.EDIT_SCHEME)
@require_POST
def draft_examples(request: ViewerRequest) -> HttpResponse:
    """Leave out the worked examples that no longer hold."""
    row = get_object_or_404(SchemeDraft.objects.visible_to(request.viewer))
    form = RevisionForm(request.POST)
    scheme = checked(row.text)
    if not form.is_valid() or not isinstance(scheme, Scheme):
        return see_other("/scheme/draft/publish/")
    failing = {example.id for example in review_of(row.school_id, scheme, timezone.localdate()).failures}
    text = without_examples(row.text, failing)
    try:
        save_draft(by=request.viewer, draft=row, revision=form.cleaned_data["revision"], text=text, now=timezone.now())
    except DraftChangedError:
        messages.warning(request, _("草稿刚刚被别人改过，请看过再删。"))
    return see_other("/scheme/draft/publish/")


def _publish(request: ViewerRequest, row: SchemeDraft, form: PublishForm) -> bool:
    data = form.cleaned_data
    try:
        version = publish_draft(
            by=request.viewer, draft=row, revision=data["revision"], valid_from=form.starting(),
            note=data["note"], now=timezone.now(),
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
    messages.success(request, _("第%(n)s版已发布。") % {"n": version.ordinal})
    return True
