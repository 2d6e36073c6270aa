"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.services import (
    answers,
    applications,
    candidates,
    closing,
    groups,
    kept,
    nominations,
    phases,
    rounds,
    wishes,
)

from .outcome_refusals import OUTCOME_REFUSALS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    **OUTCOME_REFUSALS,
    rounds.RoundNameTakenError: _("本学年已有同名的一轮，请换个名称。"),
    rounds.NoSchemeInForceError: _("结对开始那天还没有生效的方案，请先发布方案。"),
    rounds.RoundStateError: _("这一轮的状态已经改变，请刷新后再看。"),
    rounds.NobodyLeftError: _("没有需要第二轮安排的学生，或上一轮尚未公布。"),
    rounds.SecondRoundStandsError: _("这一轮已经有了第二轮，请到第二轮里继续安排。"),
    phases.PhaseMovedError: _("日期刚刚被别人改过，请看过新的日期再操作。"),
    phases.PhaseDatesError: _("这样改日期不合适：请核对先后，或这一阶段已经开始或结束。"),
    phases.NoReasonError: _("请写明理由。"),
    phases.NotOpenError: _("这个阶段没有开放。"),
    phases.InputClosedError: _("数据已经封存。如确需修改，请先写明理由重新开放。"),
    candidates.NeedError: _("导师人数请填 1 到 9。"),
    candidates.NotLeavingError: _("请写明理由；或这名学生已经退出。"),
    applications.NotAMentorError: _("您目前处于培养中或暂免状态，暂不报名。"),
    applications.AlreadyDecidedError: _("学校已经作出决定，报名不能再修改。"),
    applications.DecisionNeedsReasonError: _("请写明理由。"),
    applications.ListIsOutError: _("导师名单已经公布或还是空的，不能这样操作。"),
    applications.AskedAlreadyError: _("已有学生填报了这位导师，不能移出名单。不再接收学生的，请把名额改为 0。"),
    nominations.RouteClosedError: _("按方案，您不能这样提名这名学生。"),
    nominations.NamedAlreadyError: _("这名学生已经有同样的提名。"),
    nominations.NominationMovedError: _("这条提名的状态已经改变，或缺少理由。"),
    nominations.OwnNominationError: _("自己提出的提名请由别人确认。"),
    wishes.ListTooLongError: _("志愿已经填满。可以先移除一位再添加。"),
    wishes.NotEligibleError: _("这位导师不能带这名学生，或您不在这一轮里。"),
    wishes.EmptyListError: _("还没有选导师，请先添加至少一位。"),
    wishes.ListMovedError: _("志愿刚在别处改过，现在显示的是最新的名单，请核对后再提交。"),
    wishes.StalePageError: _("志愿在别处改过。刚才的页面上是：%(seen)s。现在显示的是最新的名单，请核对后再提交。"),
    wishes.NobodyOfThatNameError: _("可选的导师里没有叫“%(name)s”的老师，请核对名字。"),
    wishes.SeveralOfThatNameError: _("有不止一位老师叫“%(name)s”，请从导师名单里添加。"),
    wishes.NothingToWithdrawError: _("志愿还没有提交，不需要撤回。"),
    answers.NotAskedError: _("这名学生没有选您，或已经撤回。"),
    answers.DecliningNotAllowedError: _("方案不接受这个理由。"),
    answers.TooManyDeclinesError: _("婉拒的人数已到上限。如有特殊情况，请与德育处商量。"),
    answers.RulingNeedsReasonError: _("请写明理由。"),
    closing.StillOpenError: _("报名、志愿或回应阶段还没有结束，先不能封存。"),
    closing.ClosedAlreadyError: _("数据已经封存，或这一轮不在进行中。"),
    closing.NotClosedError: _("没有可以重新开放的数据，或缺少理由，或结果已经选定。"),
    closing.GroupWithoutMentorError: _("还有小组没有导师，请先在“班内分组”里安排。"),
    kept.RelatedError: _("导师与学生有登记的亲属关系，不能结对。"),
    kept.ReleaseNeedsReasonError: _("不保留请写明理由。"),
    kept.NotTogetherError: _("师生不在同一轮、同一类别，或学生的导师已经够了。"),
    groups.NotGroupedError: _("这一轮不是班内分组，或学生不在这个班。"),
    groups.NotTheirTeacherError: _("这位导师不教这个班。"),
}


ACTING = Acting(REFUSAL_WORDS)
words_of = ACTING.say
