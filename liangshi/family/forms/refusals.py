"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.family.services import answers, appointments, filing, messages
from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.records.services import drafts, entries

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    appointments.NotWithinReachError: _("名单里有这次不能邀请的人，请重新选择。"),
    appointments.NobodyInvitedError: _("请选择要请的家长，或请学生本人参加。"),
    appointments.NoTimeError: _("请至少提一个时间。"),
    appointments.TimeIsPastError: _("这个时间已经过去了，请换一个。"),
    answers.ChangedMeanwhileError: _("刚刚有人更新了这次约见，请看看最新的情况再回复。"),
    answers.NotYoursToAnswerError: _("现在不用回复，或者这次约见已经结束。"),
    answers.TimeNotOfferedError: _("请从列出的时间里选一个。"),
    answers.SayWhenError: _("请写一句什么时候方便，或者提一个时间。"),
    answers.SayWhyError: _("请写一句话，让对方知道原因。"),
    filing.NotToBeFiledError: _("还没有到约好的时间，或者您不在这次约见里。"),
    filing.FiledAlreadyError: _("已经有记录了，不用再记。"),
    messages.NotToThemError: _("现在不能给这位写消息。可以打电话，或者请班主任转告。"),
    messages.ArrivedAlreadyError: _("已经送达，撤不回来了。"),
    messages.NotForFilingError: _("已经有记录了，或者这条消息不是您的对话。"),
    entries.NotWithinReachError: _("名单里有您不能记录的学生或已经离校的同事。"),
    entries.NotYetHappenedError: _("还没有到约好的时间。"),
    entries.NotStaffError: _("只有教职工可以记录。"),
}

ACTING = Acting(REFUSAL_WORDS, drafts.forget)
