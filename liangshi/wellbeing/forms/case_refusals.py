"""What pages say when a service around cases refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.refusals import RefusalError
from liangshi.wellbeing.services import (
    case_care,
    case_entries,
    case_law,
    case_team,
    cases,
    checkins,
    glass,
    screening,
    support,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CASE_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    case_law.NotYoursError: _("这件事由负责人或心理老师来做；紧急查阅时只能看，不能写。"),
    case_law.UnfitForCaseError: _("这位老师不宜参与这个个案，或已离校。"),
    case_entries.CaseClosedError: _("个案已经结案。需要继续时，请先重新开启。"),
    case_entries.NotAnswerableError: _("这条记录要写在它所回应的那一条下面。"),
    case_entries.NotYetError: _("日期不能晚于今天。"),
    case_team.InvitedAlreadyError: _("这位老师已在小组里，或已经收到邀请。"),
    case_team.AnsweredAlreadyError: _("这份邀请已经回应过，或已撤回。"),
    case_team.NotInTeamError: _("请先邀请这位老师加入小组，对方答应后才能分工。"),
    case_team.SettledAlreadyError: _("这件事已经有人办完了。"),
    case_team.NeedsOutcomeError: _("请写一两句。"),
    cases.NoStudentError: _("还没有确认是哪一名学生，请先在这件担心里确认。"),
    cases.InCaseAlreadyError: _("这名学生已有进行中的个案，或这件担心已在个案里。"),
    cases.CaseMovedError: _("别人刚刚改过这个个案，请看过现在的样子再操作。"),
    cases.StillToDoError: _("还有行动没有完成。请先完成，或说明为什么不再做。"),
    cases.NeedsWordsError: _("请写明原因；换人负责时请选另一位。"),
    cases.NextDateError: _("日期不能早于今天。"),
    cases.LinkedAlreadyError: _("这两个个案已经关联。"),
    case_care.NoLineError: _("请写一句话，日期不能早于今天。"),
    glass.NotBreakableError: _("您不能查阅这份记录。"),
    glass.OpenAlreadyError: _("您已经打开了这份记录，时间还没有到。"),
    glass.EndedAlreadyError: _("这次查阅已经结束。"),
    checkins.NoCheckInError: _("学校的方案里没有“今天感觉怎么样”。"),
    checkins.NothingAskedError: _("已经有老师联系过了。"),
    screening.NoHeadError: _("没有找到表头。第一行需要有“学号”和“等级”两列。"),
    screening.NameTakenError: _("已有同名的测评，请换个名称。"),
    support.NotListedError: _("这名学生不在需要建档的名单里。"),
    support.HasFileError: _("这名学生已有成长支持档案。"),
    support.UnfitKeeperError: _("这位老师是学生的亲属或已离校，请另选一位。"),
    support.CheckedAlreadyError: _("本学期已经检查过，或档案已结束，或现在不在学期里。"),
    support.NotKeeperError: _("这份档案由负责人和班主任、年级组长、德育处填写。"),
}
