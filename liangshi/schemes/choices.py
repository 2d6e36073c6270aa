"""Fixed choices of the schemes app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FilingState(TextChoices):
    """How far the filing of a version with the bureau has come."""

    FILED = "filed", _("待审核")
    ASKED_BACK = "asked_back", _("请学校修改")
    APPROVED = "approved", _("已备案")
    REPLACED = "replaced", _("已报新版")


OPEN = (FilingState.FILED, FilingState.ASKED_BACK)
"""States in which both sides still talk about the version."""

BEFORE = {FilingState.APPROVED: OPEN, FilingState.ASKED_BACK: (FilingState.FILED,)}
"""From which states an officer may come to each decision."""


PUBLISHED, WITHOUT = "published", "without"
"""Where a school stands that filed nothing: with a published scheme, without any."""

STANDINGS = {
    FilingState.FILED.value: _("待审核"),
    FilingState.ASKED_BACK.value: _("等学校修改"),
    FilingState.APPROVED.value: _("已备案"),
    PUBLISHED: _("已发布，未报送"),
    WITHOUT: _("还没有方案"),
}


class PaperKind(TextChoices):
    """The papers that come out as Word."""

    SCHEME = "scheme", _("全员导师制工作实施方案")
    HANDBOOK = "handbook", _("导师工作指导手册")
    DUTY_LIST = "duty_list", _("导师任务清单")
