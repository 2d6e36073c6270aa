"""What the frame of every page shows: the menu of the viewer's doors, unread notices."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest
from liangshi.notices.queries.unread import unread_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Table = tuple[tuple[Capability, str, str, StrOrPromise], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    title: str
    url: str
    icon: str
    here: bool


MENU: "Table" = (
    (Capability.USE_WORKBENCH, "workbench:home", "home", _("首页")),
    (Capability.READ_STUDENTS, "people:students", "users", _("学生")),
    (Capability.READ_STAFF, "people:staff_list", "id-badge-2", _("教师")),
    (Capability.READ_STAFF, "people:organisation", "school", _("学校")),
    (Capability.READ_OWN_PAGE, "people:own_page", "user", _("我的信息")),
    (Capability.READ_PROFILES, "pairing:rounds", "users-group", _("导师结对")),
    (Capability.READ_SCHEME, "schemes:scheme", "book", _("方案")),
    (Capability.REVIEW_SCHEMES, "schemes:filings", "book", _("各校方案")),
    (Capability.KEEP_REGION, "access:bureau", "school", _("地区与学校")),
    (Capability.READ_REGION_FIGURES, "duties:region", "clipboard-list", _("各校任务进展")),
)
"""(capability, route, icon, title) in the order shown, at most six for each person; apps are wired in here only."""

SCHOOL_MENU: "Table" = (
    (Capability.IMPORT_ROSTER, "roster:imports", "upload", _("名册导入")),
    (Capability.READ_STUDENTS, "people:classes", "users-group", _("班级与班主任")),
    (Capability.READ_STAFF, "people:teaching", "book", _("任课安排")),
    (Capability.READ_STAFF, "people:clubs", "star", _("社团")),
    (Capability.READ_STAFF, "people:calendar", "calendar", _("校历：学期、放假、考试、活动")),
    (Capability.READ_STAFF, "people:leadership", "school", _("领导小组与各级职责")),
    (Capability.KEEP_RECORDS, "records:mine", "notebook", _("我的记录")),
    (Capability.RELAY_VIEWS, "records:views", "message", _("教学意见")),
    (Capability.WRITE_GROWTH_MESSAGES, "growth:messages", "signature", _("成长寄语")),
    (Capability.FOLLOW_RETENTION, "growth:leaving", "lock", _("毕业与离校")),
    (Capability.READ_RECORD_FIGURES, "records:figures", "chart-bar", _("面对面的比例")),
    (Capability.FOLLOW_DUTIES, "duties:board", "clipboard-list", _("任务进展")),
    (Capability.MANAGE_DUTIES, "duties:exemptions", "calendar", _("任务的免除与代任")),
    (Capability.ATTEND_MEETINGS, "meetings:meetings", "calendar", _("领导小组会议与分派的事")),
    (Capability.WORK_ON_CASES, "wellbeing:cases", "notebook", _("个案与支持小组")),
    (Capability.KEEP_SUPPORT_FILES, "wellbeing:support_files", "heart", _("成长支持档案")),
    (Capability.KEEP_LADDER, "wellbeing:helplines", "phone", _("先打的电话")),
    (Capability.KEEP_LADDER, "wellbeing:absences", "calendar", _("谁不在，担心由谁代接")),
    (Capability.READ_BROKEN_GLASS, "wellbeing:glass", "eye", _("紧急查阅记录")),
    (Capability.ISSUE_PASSWORDS, "access:slips", "key", _("账号与登录条")),
    (Capability.APPOINT_ROLES, "people:roles", "id-badge-2", _("角色：谁负责什么")),
    (Capability.READ_AUDIT, "workbench:audit", "history", _("操作与查阅记录")),
)
"""The same for the page of the school, where what is needed less often is found."""


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of the frame; nothing for strangers."""
    base: dict[str, object] = {"demo": settings.DEMO}
    if not request.user.is_authenticated:
        return base
    seen = cast("ViewerRequest", request)
    return base | {
        "place": request.user.school or request.user.region,
        "searches": SimpleLazyObject(lambda: seen.viewer.can(Capability.SEARCH_PEOPLE)),
        "menu": SimpleLazyObject(lambda: entries(seen, MENU)),
        "school_menu": SimpleLazyObject(lambda: entries(seen, SCHOOL_MENU)),
        "worry": SimpleLazyObject(lambda: worry(seen)),
        "unread": SimpleLazyObject(lambda: unread_of(seen.viewer)),
    }


def worry(request: ViewerRequest) -> "tuple[StrOrPromise, StrOrPromise] | None":
    """What the button says that every page has, in full and on a phone; nothing for those outside a school."""
    if request.viewer.school is None or not request.viewer.can(Capability.RAISE_CONCERN):
        return None
    if request.viewer.student is not None:
        return _("我担心自己或同学"), _("我担心")
    return _("报告担心"), _("报告担心")


def entries(request: ViewerRequest, table: "Table") -> list[Entry]:
    """The doors of the table that open for the viewer."""
    found = []
    for capability, route, icon, title in table:
        if request.viewer.can(capability):
            url = address_of(route, get_script_prefix())
            here = request.path == url or (url != "/" and request.path.startswith(url))
            found.append(Entry(str(title), url, icon, here))
    return found


@cache
def address_of(route: str, _prefix: str) -> str:
    """Where a door of the menu is, under the prefix at which the program is served; worked out once."""
    return reverse(route)
