"""What a form says when a service refuses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.refusals import RefusalError
from liangshi.people import services

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    services.NameTakenError: _("已经有同名的一项，请换一个名称或先核对。"),
    services.NumberTakenError: _("这个编号已经属于另一个人，请核对。"),
    services.StillInUseError: _("还有别的内容用到这一项，暂时不能删除。"),
    services.YearsOverlapError: _("与另一个学年的日期重叠了，请调整起止日期。"),
    services.DayTakenError: _("这一天已有同名的安排。"),
    services.HolidaysUnknownError: _("这一年的放假安排尚未收录，请先自行添加。"),
    services.ClassTakenError: _("本学年已有同名的班级，或该年级已有这个班号。"),
    services.PromotionChangedError: _("预览之后班级或学生有了变动，没有执行。请看过新的预览再确认。"),
    services.PromotionBlockedError: _("有班级还没有可升入的年级，请先添加年级。"),
    services.NotEnrolledError: _("这名学生已经离校。"),
    services.StillEnrolledError: _("这名学生在校，无需办理复学。"),
    services.EarlierThanEnrolmentError: _("日期早于该生进入现在班级的日期，请核对。"),
    services.AlreadyMemberError: _("这名学生已经在社团里。"),
    services.AlreadyGuardianError: _("这位监护人已经登记在这名学生名下。"),
    services.AlreadyDeclaredError: _("这名学生已经申报过。"),
    services.PostTakenError: _("这位老师已经担任同一职务。"),
    services.AlreadyAppointedError: _("这个人现在已有这一角色。"),
    services.AlreadyEndedError: _("这项任职已经结束。"),
    services.LastAdministratorError: _("这是学校最后一位系统管理员，请先任命另一位。"),
    services.PictureUnreadableError: _("这个文件不是能打开的图片，请换一张 JPG、PNG 或 WebP 照片。"),
    services.PictureTooLargeError: _("照片太大了，请选 8 MB 以内的照片。"),
}

ACTING = Acting(REFUSAL_WORDS)
