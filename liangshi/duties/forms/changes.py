"""An exemption, a leave."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.domain.scheme import DutyRule
from liangshi.duties.services import ExemptionDraft, LeaveDraft
from liangshi.foundation.templatetags.liangshi import noted
from liangshi.people.models import Staff, Student
from liangshi.people.queries import named


class Day(forms.DateField):
    """A day, chosen by the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StaffChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A member of staff by name and subject."""

    def label_from_instance(self, obj: Any) -> str:
        return noted(obj.name, obj.subjects)


def _offer(form: forms.Form, name: str, viewer: Viewer) -> None:
    field = form.fields[name]
    assert isinstance(field, StaffChoice)
    field.queryset = Staff.objects.visible_to(viewer).filter(left_on__isnull=True)


class Between(forms.Form):
    """From a day to a day, both included."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", now_("结束的日子不能早于开始的日子。"))
        return values

    def span(self) -> tuple[date, date]:
        """The same as a half-open interval."""
        return self.cleaned_data["first"], self.cleaned_data["last"] + timedelta(days=1)


class ExemptionForm(Between):
    """Which clause is not asked of whom, how long, why."""

    rule = forms.ChoiceField(label=_("哪一条"))
    student = forms.CharField(
        label=_("学生"), max_length=60, required=False, help_text=_("姓名或学号；针对导师本人时不填")
    )
    mentor = StaffChoice(
        label=_("导师"), queryset=Staff.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("不限导师"),
    )  # fmt: skip
    first = Day(label=_("从哪天起"))
    last = Day(label=_("到哪天止（含当天）"))
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("只写必要的，例如“在外地住院”。"))

    def __init__(self, posted: Any, *, viewer: Viewer, rules: Iterable[DutyRule], initial: dict[str, Any]) -> None:
        super().__init__(posted, initial=initial)
        self.viewer = viewer
        chosen = self.fields["rule"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(rule.id, rule.title) for rule in rules]
        _offer(self, "mentor", viewer)

    def clean_student(self) -> Student | None:
        typed = self.cleaned_data["student"].strip()
        if not typed:
            return None
        rows = Student.objects.visible_to(self.viewer).filter(left_on__isnull=True)
        exact = list(rows.filter(number=typed)[:2]) or list(rows.filter(named(typed))[:2])
        if len(exact) != 1:
            raise forms.ValidationError(now_("有几名学生都符合，请填学号。") if exact else now_("没有找到这名学生。"))
        found: Student = exact[0]
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not values.get("student") and not values.get("mentor"):
            raise forms.ValidationError(now_("请写明是哪名学生，或者哪位导师。"))
        return values

    def draft(self) -> ExemptionDraft:
        """What was filled in."""
        starts_on, ends_on = self.span()
        asked = self.cleaned_data
        return ExemptionDraft(asked["rule"], starts_on, ends_on, asked["reason"], asked["student"], asked["mentor"])


class LeaveForm(Between):
    """Who is away, and who stands in."""

    mentor = StaffChoice(
        label=_("哪位导师不在"), queryset=Staff.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    stand_in = StaffChoice(
        label=_("由谁代任"), queryset=Staff.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("暂不安排"), help_text=_("代任期间可以看到这些学生的情况，到期自动收回。"),
    )  # fmt: skip
    first = Day(label=_("从哪天起"))
    last = Day(label=_("到哪天止（含当天）"))

    def __init__(self, posted: Any, *, viewer: Viewer) -> None:
        super().__init__(posted)
        _offer(self, "mentor", viewer)
        _offer(self, "stand_in", viewer)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("mentor") and values.get("mentor") == values.get("stand_in"):
            self.add_error("stand_in", now_("代任的老师不能是本人。"))
        return values

    def draft(self) -> LeaveDraft:
        """What was filled in."""
        starts_on, ends_on = self.span()
        return LeaveDraft(self.cleaned_data["mentor"], self.cleaned_data["stand_in"], starts_on, ends_on)
