"""Signing, asking for a change, deciding on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.forms import DayField
from liangshi.foundation.templatetags.liangshi import noted
from liangshi.people.models import Staff

from .fields import ReasonField

CAUSES = (
    ("fit", _("相处不太合适")),
    ("need", _("需要别的帮助")),
    ("time", _("时间总是对不上")),
    ("talk", _("想和别的老师谈谈")),
    ("other", _("其他")),
)


class SignForm(forms.Form):
    """The own name, typed."""

    name = forms.CharField(label=_("签名"), max_length=60, help_text=_("请输入本人姓名，表示已经读过并同意"))


class AskForm(forms.Form):
    """A quiet request."""

    cause = forms.ChoiceField(label=_("大致的原因"), choices=CAUSES, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("想说的话"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("只有负责调整的老师能看到，现在的导师看不到"),
    )  # fmt: skip
    wish = forms.CharField(label=_("希望换成谁"), max_length=300, required=False, help_text=_("没有也可以不填"))


class StaffChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A member of staff by name and subject."""

    def label_from_instance(self, obj: Any) -> str:
        return noted(obj.name, obj.subjects)


class GrantForm(forms.Form):
    """Another mentor, with the answer the family reads."""

    successor = StaffChoice(
        label=_("新的导师"), queryset=Staff.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    answer = forms.CharField(label=_("给对方的答复"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, asked: Any, *, staff: Any) -> None:
        super().__init__(asked)
        field = self.fields["successor"]
        assert isinstance(field, StaffChoice)
        field.queryset = staff


class RefuseForm(forms.Form):
    """Not now, and why."""

    answer = forms.CharField(label=_("给对方的答复"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ChangeForm(forms.Form):
    """Another mentor from a day on."""

    successor = StaffChoice(
        label=_("新的导师"), queryset=Staff.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    day = DayField(label=_("从哪天起"))
    reason = ReasonField()

    def __init__(self, asked: Any, *, staff: Any, day: Any) -> None:
        super().__init__(asked, initial={"day": day})
        field = self.fields["successor"]
        assert isinstance(field, StaffChoice)
        field.queryset = staff


class EndForm(forms.Form):
    """The end of a pairing."""

    day = DayField(label=_("到哪天为止"), help_text=_("这一天起不再是师生"))
    reason = ReasonField()

    def __init__(self, asked: Any, *, day: Any) -> None:
        super().__init__(asked, initial={"day": day})
