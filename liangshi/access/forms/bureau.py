"""Forms of a bureau's administrator: a region, a school, an officer."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liangshi.access.services.bureau import SchoolAwakeError
from liangshi.foundation.acting import Acting
from liangshi.foundation.forms import DayField
from liangshi.foundation.refusals import RefusalError
from liangshi.people.choices import Stage
from liangshi.people.models import Region
from liangshi.people.services import AlreadyEndedError, city
from liangshi.people.services import bureau as officers
from liangshi.people.services.bureau import OfficerDraft
from liangshi.people.services.city import SchoolDraft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    city.RegionKnownError: _("已经有叫这个名字的地区了，请核对。"),
    city.RegionInItselfError: _("一个地区不能归到它自己或它的下级里，请另选。"),
    city.SchoolKnownError: _("已经有这个名称或简称的学校了，请核对。"),
    officers.OfficerKnownError: _("这个编号已经有在任的工作人员。忘了密码请在名单里重发登录条。"),
    officers.OfficerNumberTakenError: _("这个编号是%(name)s的，请给新来的人另编一个。"),
    officers.KeeperIsNoOfficerError: _("这是本局管理员的编号。管理员只管地区、学校和人员，不兼任能查阅的工作人员。"),
    SchoolAwakeError: _("学校已经有人登录过，登录条由学校自己的管理员重发。"),
    AlreadyEndedError: _("这项任职已经结束。"),
}

ACTING = Acting(REFUSAL_WORDS)


class RegionForm(forms.Form):
    """A region below another."""

    name = forms.CharField(label=_("地区名称"), max_length=60, help_text=_("例如：平河县。教育局按这个名称登录。"))


class RegionEditForm(RegionForm):
    """Its name, and in which region it lies."""

    above = forms.ModelChoiceField(
        label=_("归在哪个地区"), queryset=Region.objects.none(), to_field_name="public_id", empty_label=None,
        help_text=_("上级教育局看得到下级各校的数字和报送的方案。"),
    )  # fmt: skip

    def __init__(self, posted: Any, *, region: Region, offered: QuerySet[Region]) -> None:
        above = region.parent.public_id if region.parent else None
        super().__init__(posted, initial={"name": region.name, "above": above})
        field = self.fields["above"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered


class SchoolForm(forms.Form):
    """A further school with whoever runs the system there first."""

    name = forms.CharField(label=_("学校全称"), max_length=80)
    code = forms.SlugField(
        label=_("学校简称"), max_length=30, help_text=_("只用英文字母、数字和连字符，例如 pinghe。"),
        error_messages={"invalid": _("只能用英文字母、数字和连字符。")},
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("学段"), choices=Stage.choices)
    administrator = forms.CharField(label=_("首位系统管理员的姓名"), max_length=60)
    number = forms.CharField(label=_("首位系统管理员的工号"), max_length=40)

    def draft(self) -> SchoolDraft:
        given = self.cleaned_data
        return SchoolDraft(
            given["name"], given["code"], Stage(given["stage"]), given["administrator"], given["number"]
        )  # fmt: skip


class OfficerForm(forms.Form):
    """Who joins the bureau, and for how long."""

    number = forms.CharField(label=_("编号"), max_length=40, help_text=_("登录时填写，例如 J003。"))
    name = forms.CharField(label=_("姓名"), max_length=60)
    starts_on = DayField(label=_("从哪天起"))
    last = DayField(label=_("到哪天为止"), required=False, help_text=_("不填就是一直担任，直到另行结束。"))

    def __init__(self, posted: Any, *, today: date) -> None:
        super().__init__(posted, initial={"starts_on": today})
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("last")
        if first and first < self.today:
            self.add_error("starts_on", _("最早从今天起。"))
        if first and last and last < first:
            self.add_error("last", _("不能早于开始的日期。"))
        return cleaned

    def draft(self) -> OfficerDraft:
        given = self.cleaned_data
        ends_on = given["last"] + timedelta(days=1) if given["last"] else None
        return OfficerDraft(given["number"], given["name"], given["starts_on"], ends_on)


class OfficerEndForm(forms.Form):
    """From which day on somebody is no officer."""

    on = DayField(label=_("从哪天起不再担任"), help_text=_("选今天，账号马上停用；写过的内容都保留。"))

    def __init__(self, posted: Any, *, today: date) -> None:
        super().__init__(posted, initial={"on": today})
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError(_("最早从今天起。"))
        return on
