"""What is done with a concern: small forms, one for each act."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.people.models import Staff, Student
from liangshi.wellbeing.models import Concern
from liangshi.wellbeing.queries.concern_page import colleagues, nameable_staff, near_to
from liangshi.wellbeing.queries.ladders import levels_on

from .raising import long_text


class ReasonForm(forms.Form):
    """Why it is given back."""

    reason = long_text(_("原因"), 3, required=True, help_text=_("下一位接手的人会看到。"))


class OfferForm(ReasonForm):
    """Who should take it over, and why."""

    to = forms.ModelChoiceField(
        label=_("请谁接手"), queryset=Staff.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    field_order = ("to", "reason")

    def __init__(self, sent: Any, *, concern: Concern, viewer: Viewer) -> None:
        super().__init__(sent)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(concern, viewer)


class LevelForm(forms.Form):
    """How urgent it is, in the words of the scheme."""

    level = forms.ChoiceField(label=_("等级"), widget=forms.RadioSelect)

    def __init__(self, sent: Any, *, concern: Concern, today: date) -> None:
        super().__init__(sent, initial={"level": concern.level})
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(level.key, level.name) for level in levels_on(concern.school_id, today)]


class ClosingForm(forms.Form):
    """How it ended."""

    outcome = long_text(_("结果"), 4, required=True, help_text=_("写事实：做了什么，现在怎样，之后由谁留意。"))


class AdultForm(forms.Form):
    """A member of staff whom it turns out to be about."""

    staff = forms.ModelChoiceField(
        label=_("教职工"), queryset=Staff.unscoped.none(), to_field_name="public_id",
        help_text=_("确认后，这位老师和受其领导的人都看不到这件事；如果其中有人已经接手，会自动转给下一位。"),
    )  # fmt: skip

    def __init__(self, sent: Any, *, concern: Concern) -> None:
        super().__init__(sent)
        field = self.fields["staff"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = nameable_staff(concern.school_id)


class CareLineForm(forms.Form):
    """What somebody near the student is asked to do."""

    student = forms.ModelChoiceField(
        label=_("学生"), queryset=Student.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    to = forms.ModelMultipleChoiceField(
        label=_("告诉谁"),
        queryset=Staff.unscoped.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("请他们做什么"), max_length=120,
        help_text=_("只写怎么做，不写原因。例如：这几天多留意，每天打个招呼。"),
    )  # fmt: skip
    until = forms.DateField(
        label=_("到哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, sent: Any, *, concern: Concern, now: datetime) -> None:
        super().__init__(sent)
        students, staff = self.fields["student"], self.fields["to"]
        assert isinstance(students, forms.ModelChoiceField)
        assert isinstance(staff, forms.ModelMultipleChoiceField)
        students.queryset = Student.unscoped.filter(concerns__concern=concern, concerns__certain=True)
        staff.queryset = near_to(concern, now)
