"""Start, text, publish."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.forms import DayField


class StartForm(forms.Form):
    """Which preset or version to start from."""

    start_from = forms.CharField(max_length=60)


class TextForm(forms.Form):
    """The whole draft as TOML, as it stood at `revision`."""

    text = forms.CharField(
        label=_("方案全文（TOML）"), strip=False, max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code"}),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RevisionForm(forms.Form):
    """The revision of the draft that the person was looking at."""

    revision = forms.IntegerField()


class PublishForm(forms.Form):
    """From when the draft holds, and what changed in words."""

    valid_from = DayField(label=_("从哪一天起施行"))
    note = forms.CharField(label=_("这一版改了什么"), max_length=300, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def starting(self) -> date:
        """The day from which the version holds."""
        day: date = self.cleaned_data["valid_from"]
        return day
