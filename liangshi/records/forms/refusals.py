"""What pages say when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.records.services import (
    attachments,
    drafts,
    entries,
    events,
    following,
    notes,
    rewriting,
    teaching_views,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    drafts.DraftTooLongError: _("文字太长，没有保存草稿。"),
    entries.NobodyNamedError: _("请选择学生。"),
    entries.NotWithinReachError: _("名单里有您不能记录的学生或已经离校的同事，请重新选择。"),
    entries.NotYetHappenedError: _("时间还没有到。记录已经发生的事；以后要做的写在“下一步”。"),
    entries.LeftByThenError: _("%(names)s那一天已经离校，这一次记不下。如果是离校以前的事，请填当时的时间。"),
    entries.NotStaffError: _("只有教职工可以记录。"),
    rewriting.NotAuthorError: _("只有写这条记录的人可以修改。您可以在下面补充。"),
    rewriting.ChangedMeanwhileError: _(
        "这条记录刚刚在别处改过，现在的要点是：“%(words)s”。您写的还在下面；再保存一次，就以下面的为准，刚才那一版会留着。"
    ),
    following.NothingWrittenError: _("请写几个字。"),
    following.StepDoneError: _("这一步已经完成了。"),
    following.NotInCompanyError: _("只有在这条记录里的老师可以这样做。"),
    following.AnsweredBeforeError: _("已经有答复了。"),
    attachments.FileTooLargeError: _("文件太大，请控制在 8 MB 以内。"),
    attachments.FileKindError: _("只能添加图片或 PDF、Word、Excel 文件。"),
    attachments.TooManyFilesError: _("一条记录最多六个附件。"),
    notes.SharedNeedsStudentError: _("要给别人看的手记，请选择是关于哪名学生的。"),
    notes.NotTheClassTeacherError: _("写给全组的话由班主任或年级组长发。您可以在学生的记录页留言。"),
    notes.NoClassError: _("这名学生还没有编班，没有任课老师可以看到。"),
    events.RecordedBeforeError: _("您已经记过这一天的这件事。"),
    teaching_views.NoGradeError: _("请年级组答复时，要说明是哪个年级。"),
    teaching_views.NotTheOfficeError: _("只有被请求答复的部门可以答复。"),
}


ACTING = Acting(REFUSAL_WORDS, drafts.forget)
