"""The text, the second reader's word, the day, the family's answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.forms import Prose
from liangshi.growth.services.writing import Sheet
from liangshi.people.models import Staff

LONGEST, LONGEST_ANSWER = 3000, 1000


class WritingForm(forms.Form):
    """The message."""

    text = Prose(label=_("写给学生和家长的话"), max_length=LONGEST, required=False, rows=14, look="letter-text")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def sheet(self) -> Sheet:
        """The cleaned form as the service takes it."""
        return Sheet(self.cleaned_data["text"], self.cleaned_data["revision"] or 0)


class CheckerForm(forms.Form):
    """Whom to ask."""

    checker = forms.ChoiceField(label=_("请谁校读"))

    def __init__(self, typed: Any = None, *, offered: Iterable[Staff]) -> None:
        super().__init__(typed)
        self.offered = {staff.public_id: staff for staff in offered}
        field = self.fields["checker"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, staff.name) for key, staff in self.offered.items()]

    def chosen(self) -> Staff:
        """The colleague."""
        return self.offered[self.cleaned_data["checker"]]


class CheckForm(forms.Form):
    """What the second reader has to say."""

    remark = forms.CharField(
        label=_("建议"), max_length=LONGEST_ANSWER, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("哪里可以说得更具体、更暖。没有建议就不用写。"),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)


class DayForm(forms.Form):
    """When finished messages go out."""

    day = forms.DateField(label=_("寄出的日子"), widget=forms.DateInput(attrs={"type": "date"}))


class ReplyForm(forms.Form):
    """What the family wants to say back."""

    words = forms.CharField(
        label=_("想对导师说的话"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3})
    )
