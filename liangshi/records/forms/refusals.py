"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.records.services import drafts, entries
from liangshi.records.services.refusals import RefusalError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    drafts.DraftTooLongError: _("文字太长，没有保存草稿。"),
    entries.NobodyNamedError: _("请选择学生。"),
    entries.NotWithinReachError: _("名单里有您不能记录的学生或已经离校的同事，请重新选择。"),
    entries.NotYetHappenedError: _("时间还没有到。记录已经发生的事；以后要做的写在“下一步”。"),
    entries.NotStaffError: _("只有教职工可以记录。"),
}


def words_of(refusal: RefusalError) -> str:
    """The sentence for the person."""
    return str(REFUSAL_WORDS[type(refusal)])
