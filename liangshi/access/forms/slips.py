"""For whom slips are made, and how."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liangshi.people.models import ClassGroup
from liangshi.people.queries.accounts import SlipGroup

GROUPS = (
    (SlipGroup.CLASS_STUDENTS.value, _("一个班的学生")),
    (SlipGroup.CLASS_GUARDIANS.value, _("一个班的家长")),
    (SlipGroup.STAFF.value, _("全体教职工")),
    (SlipGroup.ALL_STUDENTS.value, _("全校学生")),
    (SlipGroup.ALL_GUARDIANS.value, _("全校家长")),
    (SlipGroup.PERSON.value, _("一个人")),
)
WITH_CLASS = frozenset({SlipGroup.CLASS_STUDENTS, SlipGroup.CLASS_GUARDIANS})
WORD, WORKBOOK = "word", "xlsx"


class RecipientsForm(forms.Form):
    """Who shall get a slip."""

    group = forms.ChoiceField(label=_("发给谁"), choices=GROUPS)
    class_group = forms.ModelChoiceField(
        label=_("班级"), queryset=ClassGroup.unscoped.none(), to_field_name="public_id", required=False,
        help_text=_("发给一个班时选择。"), empty_label=_("请选择"),
    )  # fmt: skip
    typed = forms.CharField(
        label=_("姓名或编号"), max_length=60, required=False, help_text=_("发给一个人时填写；家长填手机号也可以。")
    )
    again = forms.BooleanField(
        label=_("已经登录过的人也重新发"), required=False, help_text=_("他们现在的密码会作废，正在用的设备会退出。")
    )

    def __init__(self, *args: Any, classes: QuerySet[ClassGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_group"].queryset = classes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A class where a class is meant, a name where a person is meant."""
        cleaned = super().clean() or {}
        group = cleaned.get("group")
        if group in WITH_CLASS and not cleaned.get("class_group"):
            self.add_error("class_group", gettext("请选择班级。"))
        if group == SlipGroup.PERSON and not cleaned.get("typed"):
            self.add_error("typed", gettext("请填写这个人的姓名或编号。"))
        return cleaned


class IssueForm(forms.Form):
    """How long the passwords shall be valid, and as what they are printed."""

    valid_days = forms.IntegerField(label=_("有效天数"), min_value=1, max_value=60, initial=14)
    kind = forms.ChoiceField(
        label=_("文件"),
        choices=((WORD, _("Word(每页四张，可裁开)")), (WORKBOOK, _("Excel 表格"))),
        widget=forms.RadioSelect,
        initial=WORD,
    )
