"""Why a sealed archive is opened again; what is kept although its rule says that it ends."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.growth.retention import Kept
from liangshi.growth.choices import HeldKind


class ReopenForm(forms.Form):
    """One sentence."""

    reason = forms.CharField(
        label=_("为什么重新打开"), max_length=200, help_text=_("例如：学生转回本校，或封存时选错了人。")
    )


class HoldForm(forms.Form):
    """Keep, because …"""

    kind = forms.ChoiceField(label=_("保留哪一类"))
    reason = forms.CharField(
        label=_("为什么保留"), max_length=200, help_text=_("例如：家长正在申诉，处理完之前需要这些记录。")
    )

    def __init__(self, typed: Any = None, *, offered: Collection[Kept]) -> None:
        super().__init__(typed)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind, HeldKind(kind).label) for kind in Kept if kind in offered]

    def chosen(self) -> Kept:
        """The kind."""
        return Kept(self.cleaned_data["kind"])
