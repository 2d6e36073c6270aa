"""A week in a few lines, and the mentor's answer."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.guidance.lines import Asked
from liangshi.foundation.forms import Prose
from liangshi.guidance.models import Reflection
from liangshi.guidance.services.reflections import WeekSheet

LONGEST = 1000


class ReflectionForm(forms.Form):
    """One field for each line that is asked for."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, typed: Mapping[str, str] | None, *, asked: Iterable[Asked], row: Reflection | None) -> None:
        written = {line.key: line.text for line in row.written} if row else {}
        super().__init__(typed, initial={**written, "revision": row.revision if row else 0})
        self.asked = tuple(asked)
        for line in self.asked:
            self.fields[line.key] = Prose(label=line.label, max_length=LONGEST, required=False, rows=2)

    def sheet(self, week_on: date) -> WeekSheet:
        """The cleaned form as the service takes it."""
        texts = {line.key: self.cleaned_data[line.key] for line in self.asked}
        return WeekSheet(week_on, self.cleaned_data["revision"] or 0, texts)


class AnswerForm(forms.Form):
    """A few words back, or none."""

    answer = forms.CharField(
        label=_("想对学生说的话"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
