"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.guidance.services import reflections, refusals

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[refusals.RefusalError], StrOrPromise]" = {
    refusals.NotYoursError: _("这一条不由您来处理。"),
    refusals.MovedError: _("这一条刚刚在别处改过，请看过现在的样子再操作。您写的字还在下面。"),
    refusals.NothingWrittenError: _("还没有写字，写一句也可以。"),
    refusals.NoMentorError: _("现在还没有导师，先点“存着”，有了导师再交。"),
    reflections.WeekClosedError: _("这一周不用写，或者已经过去太久。"),
    reflections.ReadAlreadyError: _("导师已经读过这一篇，不能再改了。想补充可以写在下一周。"),
}


def words_of(refusal: refusals.RefusalError) -> str:
    """The refusal in words."""
    return str(REFUSAL_WORDS[type(refusal)])
