"""The duty to report, the school's numbers, who is away."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Capability, Viewer
from liangshi.people.models import Staff
from liangshi.wellbeing.services.manning import Number

from .raising import long_text

NUMBERS_AT_MOST = 4


def moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    """A day and a time of day."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, widget=widget)


class HarmReportForm(forms.Form):
    """What was done."""

    called = forms.CharField(
        label=_("我联系了谁"), required=False, max_length=200, help_text=_("单位、接听人、对方怎么说。")
    )
    called_at = moment(_("什么时候"), required=False)
    done = long_text(_("我做了什么"), 4)

    def clean(self) -> dict[str, Any]:
        """At least one of the two texts."""
        given = super().clean() or {}
        if not (given.get("called") or given.get("done")):
            self.add_error("called", _("请写一句联系了谁，或做了什么。"))
        return given


class NumberForm(forms.Form):
    """One number."""

    name = forms.CharField(label=_("名称"), required=False, max_length=40)
    number = forms.CharField(label=_("电话"), required=False, max_length=30)
    note = forms.CharField(label=_("说明"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        """A name needs a number and a number a name."""
        given = super().clean() or {}
        if bool(given.get("name")) != bool(given.get("number")):
            self.add_error("number" if given.get("name") else "name", _("名称和电话要一起填。"))
        return given


NumberForms = forms.formset_factory(NumberForm, extra=NUMBERS_AT_MOST, max_num=NUMBERS_AT_MOST)


def numbers_in(rows: Any) -> tuple[Number, ...]:
    """What the rows say, empty ones left out."""
    given = (row.cleaned_data for row in rows)
    return tuple(Number(one["name"], one["number"], one["note"]) for one in given if one.get("name"))


class AbsenceForm(forms.Form):
    """Away from when until when, and who is asked instead."""

    staff = forms.ModelChoiceField(
        label=_("谁不在"), queryset=Staff.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    starts_at = moment(_("从"))
    ends_at = moment(_("到"))
    stand_in = forms.ModelChoiceField(
        label=_("由谁代替"), queryset=Staff.unscoped.none(), required=False, to_field_name="public_id",
        empty_label=_("不指定（直接告诉下一位）"),
    )  # fmt: skip

    def __init__(self, sent: Any, *, viewer: Viewer, now: datetime) -> None:
        super().__init__(sent, initial={"starts_at": now})
        present = Staff.objects.visible_to(viewer).filter(left_on=None, account__is_active=True)
        staff, stand_in = self.fields["staff"], self.fields["stand_in"]
        assert isinstance(staff, forms.ModelChoiceField)
        assert isinstance(stand_in, forms.ModelChoiceField)
        staff.queryset = present if viewer.can(Capability.KEEP_LADDER) else present.filter(pk=viewer.staff)
        staff.initial = present.filter(pk=viewer.staff).values_list("public_id", flat=True).first()
        stand_in.queryset = present

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, and nobody stands in for themself."""
        given = super().clean() or {}
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("结束要晚于开始。"))
        if given.get("staff") and given.get("staff") == given.get("stand_in"):
            self.add_error("stand_in", _("请选另一位同事。"))
        return given
