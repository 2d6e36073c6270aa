"""What pages say when a service refuses, from the draw on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.services import adjusting, agreements, changes, publishing, solving

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OUTCOME_REFUSALS: "Mapping[type[RefusalError], StrOrPromise]" = {
    solving.NothingToDrawError: _("数据还没有封存，或这一轮不在进行中。"),
    solving.NotAnnouncedError: _("请先公布封存码和抽签方式，再录入抽签结果。"),
    solving.BadSeedError: _("抽签结果不能为空，也不能含有竖线。"),
    solving.DrawnAlreadyError: _("抽签结果已经录入，不能再改。"),
    solving.StillWorkingError: _("正在计算或已经算完，请稍候再看。"),
    adjusting.NotAdjustableError: _("结果已经公布、这一处已经撤销，或同一名学生后面还有调整。"),
    adjusting.ReasonNeededError: _("请写明理由。"),
    adjusting.RelativesError: _("导师与学生有登记的亲属关系，不能结对。"),
    adjusting.TogetherAlreadyError: _("这位导师已经是他的导师，或没有改动。"),
    adjusting.EnoughMentorsError: _("这名学生的导师已经够了，请选择由谁换成谁。"),
    adjusting.StrainedError: _("这样安排会突破规则。确实需要时，请勾选“仍然这样安排”。"),
    publishing.NothingToPublishError: _("还没有结果，或已经公布。"),
    agreements.NotYoursToSignError: _("这份协议书不由您签订，或已经作废。"),
    agreements.NameDiffersError: _("请输入与账号一致的本人姓名。"),
    agreements.SignedAlreadyError: _("这一方已经签过。"),
    agreements.NobodyToRemindError: _("大家都已签订，没有需要提醒的人。"),
    changes.AskedBeforeError: _("已经有一条同样的请求在处理，请等待答复。"),
    changes.NotOpenToChangeError: _("这段结对已经结束，或这条请求已有结论。"),
    changes.ChangeNeedsReasonError: _("请写明理由。"),
    changes.UnfitSuccessorError: _("这位老师与学生有亲属关系、正在或曾在本轮指导这名学生，请另选一位。"),
    changes.NobodyLateError: _("没有需要补充安排的学生，或这一轮还没有公布。"),
    changes.NoFreePlaceError: _("没有适合的空余名额。可以先开第二轮，请更多老师参加。"),
}
