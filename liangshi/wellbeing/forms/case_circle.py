"""Forms around cases: broken glass, the check-in, screening, growth support files."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liangshi.people.models import Staff
from liangshi.wellbeing.case_choices import Mood
from liangshi.wellbeing.services.glass import Break

from .case_fields import StaffField, day_field, offer, text_field

HOURS = ((1, _("1 小时")), (4, _("4 小时")), (24, _("24 小时")))


class BreakForm(forms.Form):
    """Why it cannot wait."""

    reason = forms.CharField(
        label=_("为什么必须现在查阅"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("负责人和德育处会看到这条理由；请不要写学生的情况"),
    )  # fmt: skip
    hours = forms.TypedChoiceField(label=_("查阅多久"), choices=HOURS, coerce=int, widget=forms.RadioSelect, initial=1)

    def draft(self) -> Break:
        """What was written."""
        return Break(self.cleaned_data["reason"], self.cleaned_data["hours"])


class CheckInForm(forms.Form):
    """One tap; the rest is optional."""

    mood = forms.ChoiceField(label=_("今天感觉怎么样"), choices=Mood, widget=forms.RadioSelect)
    wants_talk = forms.BooleanField(label=_("希望心理老师来找我聊聊"), required=False)
    words = text_field(_("想说的话"), _("可以不写；只有心理老师能看到"), required=False, rows=3, longest=500)


class ScreeningForm(forms.Form):
    """A file with levels."""

    name = forms.CharField(label=_("测评名称"), max_length=60, help_text=_("例如：2026年秋季心理测评"))
    held_on = day_field(_("测评日期"))
    forget_on = day_field(_("到哪天删除"), _("过了这一天，等级会自动删除"))
    file = forms.FileField(
        label=_("结果文件"), help_text=_("Excel 或 CSV，第一行是表头：学号、姓名、等级、备注（可以没有备注）")
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "held_on" in said and "forget_on" in said and said["forget_on"] <= said["held_on"]:
            self.add_error("forget_on", _("删除的日期要晚于测评日期。"))
        return said


class SupportForm(forms.Form):
    """一生一策: strengths come first."""

    strengths = text_field(_("长处与兴趣"), _("先写孩子好的地方"))
    aims = text_field(_("希望达到的"))
    measures = text_field(_("做什么、谁来做"))
    keeper = StaffField(label=_("由谁负责"), help_text=_("通常是导师或班主任"))

    def __init__(self, asked: Any, *, staff: QuerySet[Staff]) -> None:
        super().__init__(asked)
        offer(self, "keeper", staff)


class SupportCheckForm(forms.Form):
    """The check of a term."""

    progress = text_field(_("这学期的变化"), _("写看到的事实，先写进步"))
    next_steps = text_field(_("接下来"))
