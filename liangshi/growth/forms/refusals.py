"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.growth.services import refusals
from liangshi.records.services.drafts import forget

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    refusals.NotYoursError: _("这一份不由您来处理。"),
    refusals.RewrittenError: _(
        "这一份刚刚在别处改过，现在是：“%(text)s”。您写的还在下面；再保存一次，就以下面的为准。"
    ),
    refusals.MovedError: _("这一份刚刚在别处改过，请看过现在的样子再操作。您写的字还在下面。"),
    refusals.NothingWrittenError: _("还没有写字，写一句也可以。"),
    refusals.NotReadYetError: _("学校方案要求寄出前先请人校读，请选一位同事。"),
    refusals.NotOfferedError: _("这位同事现在不能校读这名学生的寄语，请换一位。"),
    refusals.DayGoneError: _("这一天已经过去，请选今天或以后的日子。"),
    refusals.NoReasonError: _("请写明理由，一句话就好。"),
    refusals.SealedError: _("这名学生的成长档案已经封存，不能再添加或修改。如有需要，请与德育处联系。"),
    refusals.SealedAlreadyError: _("这名学生的成长档案已经封存。"),
    refusals.HeldAlreadyError: _("这一类已经写明保留。"),
    refusals.NoTermError: _("校历里还没有学期，请学校先填好校历。"),
}

ACTING = Acting(REFUSAL_WORDS, forget)
