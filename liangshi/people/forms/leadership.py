"""Forms of the leadership group and of roles."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import OF_BUREAUS, Viewer
from liangshi.foundation.forms import DayField
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Grade, LeadershipLevel, LeadershipPost
from liangshi.people.services import AppointmentDraft, LevelDraft, PostDraft

from .fields import StaffField

BY_SCHOOL = tuple((role.value, role.label) for role in AppointedRole if role.value not in OF_BUREAUS)


class PostForm(forms.Form):
    """A post of the leadership group."""

    staff = StaffField(label=_("姓名"))
    post = forms.CharField(label=_("职务"), max_length=40, help_text=_("例如：组长、副组长、成员。"))
    charge = forms.CharField(label=_("分工"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, posted: Any, *, viewer: Viewer, post: LeadershipPost | None = None) -> None:
        initial = {"staff": post.staff.public_id, "post": post.post, "charge": post.charge} if post else {}
        super().__init__(posted, initial=initial)
        field = self.fields["staff"]
        assert isinstance(field, StaffField)
        field.offer(viewer)

    def draft(self) -> PostDraft:
        return PostDraft(**self.cleaned_data)


class LevelForm(forms.Form):
    """What one level does."""

    name = forms.CharField(label=_("层级"), max_length=40, help_text=_("例如：班主任。"))
    charge = forms.CharField(label=_("职责"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}))

    @classmethod
    def of(cls, level: LeadershipLevel, posted: Any) -> "LevelForm":
        return cls(posted, initial={"name": level.name, "charge": level.charge})

    def draft(self) -> LevelDraft:
        return LevelDraft(**self.cleaned_data)


class AppointmentForm(forms.Form):
    """A role for a member of staff."""

    staff = StaffField(label=_("任命谁"))
    role = forms.ChoiceField(label=_("角色"), choices=BY_SCHOOL)
    grade = forms.ModelChoiceField(
        label=_("年级"), queryset=Grade.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("不限年级"), help_text=_("只有年级组长需要选年级。"),
    )  # fmt: skip
    starts_on = DayField(label=_("从哪天起"))
    last = DayField(label=_("到哪天为止"), required=False, help_text=_("不填就是一直担任，直到另行结束。"))

    def __init__(self, posted: Any, *, viewer: Viewer, today: date) -> None:
        super().__init__(posted, initial={"starts_on": today})
        staff, grade = self.fields["staff"], self.fields["grade"]
        assert isinstance(staff, StaffField)
        assert isinstance(grade, forms.ModelChoiceField)
        staff.offer(viewer)
        grade.queryset = Grade.objects.visible_to(viewer)

    def clean_staff(self) -> Any:
        staff = self.cleaned_data["staff"]
        if staff.account_id is None:
            raise forms.ValidationError(_("这位老师还没有账号，请先发放账号。"))
        return staff

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        leads = cleaned.get("role") == AppointedRole.GRADE_LEAD
        if leads and not cleaned.get("grade"):
            self.add_error("grade", _("请选择负责哪个年级。"))
        if not leads and cleaned.get("grade"):
            self.add_error("grade", _("这个角色不分年级，请选“不限年级”。"))
        first, last = cleaned.get("starts_on"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("不能早于开始的日期。"))
        return cleaned

    def draft(self) -> AppointmentDraft:
        given = self.cleaned_data
        last = given["last"]
        ends_on = last + timedelta(days=1) if last else None
        return AppointmentDraft(given["staff"].account, given["role"], given["grade"], given["starts_on"], ends_on)


class EndForm(forms.Form):
    """From which day something is over."""

    on = DayField(label=_("从哪天起不再担任"))

    def draft(self) -> date:
        on: date = self.cleaned_data["on"]
        return on
