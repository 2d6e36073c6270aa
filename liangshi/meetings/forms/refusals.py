"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.meetings import services
from liangshi.records.services import drafts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    services.MeetingMovedError: _("这次会议刚刚有了变化，请重新打开看过再操作。"),
    services.ItemFixedError: _("会议已经开过或取消，议程不再改动。"),
    services.MinutesChangedError: _("纪要刚刚被别人改过，或者已经定稿。您写的还在下面，请对照最新的纪要再保存。"),
    services.MinutesEmptyError: _("纪要还是空的，请先写几句再定稿。"),
    services.ChildNamedError: _("这里出现了学生的姓名：%(names)s。纪要和案例不写学生姓名，请隐去。"),
    services.UnmovedError: _("时间和地点都和原来一样，没有什么要改的。"),
    services.NoBeginError: _("写了结束时间，请也写上几点开始。"),
    services.EndsTooEarlyError: _("结束时间要晚于开始时间，请再看看。"),
    services.TaskSettledError: _("这件事已经有人办结了。"),
}

ACTING = Acting(REFUSAL_WORDS, drafts.forget)
