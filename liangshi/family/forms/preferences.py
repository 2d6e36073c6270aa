"""How a family would like to be met."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.family.choices import Preferred
from liangshi.family.models import VisitPreference


class PreferenceForm(forms.Form):
    """One tap; words only where somebody wants to add some."""

    way = forms.ChoiceField(label=_("老师怎样和您联系最合适？"), choices=Preferred.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("补充一句"), max_length=100, required=False, help_text=_("如“周末下午都可以”。"))

    def __init__(self, asked: Any, *, chosen: VisitPreference | None) -> None:
        super().__init__(asked, initial={"way": chosen.way, "words": chosen.words} if chosen else {})
