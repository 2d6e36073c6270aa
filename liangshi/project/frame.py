"""What the frame of every page shows: the menu of the viewer's doors, unread notices."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest
from liangshi.notices.models import Notice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    title: str
    url: str
    icon: str
    here: bool


MENU: "tuple[tuple[Capability, str, str, StrOrPromise], ...]" = (
    (Capability.USE_WORKBENCH, "workbench:home", "home", _("首页")),
    (Capability.READ_STUDENTS, "people:students", "users", _("学生")),
    (Capability.READ_STAFF, "people:staff_list", "id-badge-2", _("教师")),
    (Capability.READ_STAFF, "people:organisation", "school", _("学校")),
    (Capability.READ_OWN_PAGE, "people:own_page", "user", _("我的信息")),
    (Capability.READ_PROFILES, "pairing:rounds", "users-group", _("导师结对")),
    (Capability.IMPORT_ROSTER, "roster:imports", "upload", _("名册导入")),
    (Capability.READ_SCHEME, "schemes:scheme", "book", _("方案")),
)
"""(capability, route, icon, title) in the order shown; apps are wired in here and nowhere else."""


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of the frame; nothing for strangers."""
    base: dict[str, object] = {"demo": settings.DEMO}
    if not request.user.is_authenticated:
        return base
    seen = cast("ViewerRequest", request)
    return base | {
        "place": request.user.school or request.user.region,
        "searches": SimpleLazyObject(lambda: seen.viewer.can(Capability.SEARCH_PEOPLE)),
        "menu": SimpleLazyObject(lambda: menu(seen)),
        "unread": SimpleLazyObject(lambda: Notice.objects.visible_to(seen.viewer).filter(read_at__isnull=True).count()),
    }


def menu(request: ViewerRequest) -> list[Entry]:
    """The doors that open for the viewer."""
    entries = []
    for capability, route, icon, title in MENU:
        if request.viewer.can(capability):
            url = reverse(route)
            here = request.path == url or (url != "/" and request.path.startswith(url))
            entries.append(Entry(str(title), url, icon, here))
    return entries
