"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.services import evaluations, goals, pieces, plans, reflections, refusals, reports, talks
from liangshi.records.services import drafts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    refusals.NotYoursError: _("这一条要由别人来处理。"),
    refusals.RewrittenError: _(
        "刚刚在别处改过，写的字还在下面。可以另开一页看看现在的样子；再保存一次，就以下面的为准。"
    ),
    refusals.MovedError: _("这一条刚刚在别处改过，请看过现在的样子再操作。写的字还在下面。"),
    refusals.NothingWrittenError: _("还没有写字，写一句也可以。"),
    refusals.NoMentorError: _("现在还没有导师，先点“先存着”，有了导师再交。"),
    reflections.WeekClosedError: _("这一周不用写，或者已经过去太久。"),
    reflections.ReadAlreadyError: _("导师已经读过这一篇，不能再改了。想补充可以写在下一周。"),
    plans.NotYetError: _("日期还没有到，请填今天或以前的日子。"),
    plans.ToldAlreadyError: _("已经告诉过学生和家长，不能再改。有变化请写新的一份。"),
    goals.KindNotOfferedError: _("选科和志愿填报只在高中使用。"),
    goals.DayGoneError: _("这一天已经过去，请换一个以后的日子。"),
    evaluations.AnsweredAlreadyError: _("已经回应过了。还想说的话，可以找导师谈谈。"),
    talks.NotOfferedError: _("这位老师现在不方便，请换一位。"),
    talks.AskedAlreadyError: _("已经请过这位老师，正在等回应。"),
    talks.TimeGoneError: _("这个时间已经过去，请换一个。"),
    reports.NobodyThereError: _("这里现在没有人能收到，请选另一处。"),
    pieces.FileTooLargeError: _("文件太大，请不要超过 10 MB。"),
    pieces.FileKindError: _("这种文件不能保存，或图片打不开。可以用图片、PDF、Word、Excel、PPT。"),
    pieces.EnoughError: _("作品已满 200 件，请先删去几件。"),
    pieces.SealedError: _("成长档案已经封存，不能再改。"),
    pieces.DayAheadError: _("日期还没有到，请填今天或以前的日子。"),
}


ACTING = Acting(REFUSAL_WORDS, drafts.forget)
