"""The leadership group and what each level does."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import services
from liangshi.people.forms.leadership import LevelForm, PostForm
from liangshi.people.models import LeadershipLevel, LeadershipPost

from .editing import Sheet, fill_in, own_school, press, seen


def _home() -> str:
    return reverse("people:leadership")


@requires(Capability.READ_STAFF)
def leadership(request: ViewerRequest) -> HttpResponse:
    """Posts in their order, then the levels of the school."""
    context = {
        "school": own_school(request),
        "posts": LeadershipPost.objects.visible_to(request.viewer).select_related("staff"),
        "levels": LeadershipLevel.objects.visible_to(request.viewer),
        "may_edit": request.viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/leadership.html", context)


@requires(Capability.EDIT_ORGANISATION)
def post_new(request: ViewerRequest) -> HttpResponse:
    """A further post."""
    form = PostForm(request.POST or None, viewer=request.viewer)
    return fill_in(
        request, Sheet(_("添加领导小组职务"), _home()), form,
        lambda: services.add_post(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def post_edit(request: ViewerRequest, post: str) -> HttpResponse:
    """Another holder, name or charge."""
    row = seen(request, LeadershipPost, post)
    form = PostForm(request.POST or None, viewer=request.viewer, post=row)
    return fill_in(
        request, Sheet(_("领导小组职务"), _home()), form,
        lambda: services.change_post(by=request.viewer, post=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def post_remove(request: ViewerRequest, post: str) -> HttpResponse:
    """The post is gone."""
    row = seen(request, LeadershipPost, post)
    return press(
        request, _home(), lambda: services.remove_post(by=request.viewer, post=row, now=timezone.now()),
        _("已删除职务。"),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def post_raise(request: ViewerRequest, post: str) -> HttpResponse:
    """One place up."""
    row = seen(request, LeadershipPost, post)
    return press(
        request, _home(), lambda: services.raise_post(by=request.viewer, post=row, now=timezone.now()),
        _("顺序已调整。"),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def levels_begin(request: ViewerRequest) -> HttpResponse:
    """Lay in the usual line as a beginning."""
    return press(
        request, _home(),
        lambda: services.begin_levels(by=request.viewer, school=own_school(request), now=timezone.now()),
        _("已放入常见的各级职责，请按学校实际修改。"),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def level_new(request: ViewerRequest) -> HttpResponse:
    """A further level."""
    form = LevelForm(request.POST or None)
    return fill_in(
        request, Sheet(_("添加层级"), _home()), form,
        lambda: services.add_level(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def level_edit(request: ViewerRequest, level: str) -> HttpResponse:
    """What the level does."""
    row = seen(request, LeadershipLevel, level)
    form = LevelForm.of(row, request.POST or None)
    return fill_in(
        request, Sheet(_("各级职责"), _home()), form,
        lambda: services.change_level(by=request.viewer, level=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def level_remove(request: ViewerRequest, level: str) -> HttpResponse:
    """The level is gone."""
    row = seen(request, LeadershipLevel, level)
    return press(
        request, _home(), lambda: services.remove_level(by=request.viewer, level=row, now=timezone.now()),
        _("已删除层级。"),
    )  # fmt: skip
