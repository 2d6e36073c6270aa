"""Fields that several forms share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeveralField(forms.MultipleChoiceField):
    """Boxes to tick."""

    def __init__(self, *, words: Iterable[str], label: Any, required: bool = False, help_text: Any = "") -> None:
        super().__init__(
            choices=[(word, word) for word in words], label=label, required=required, help_text=help_text,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """Rows to tick, named in the page by their public id."""

    def __init__(self, *, rows: Any, label: Any, required: bool = False, help_text: Any = "") -> None:
        super().__init__(
            queryset=rows, label=label, required=required, help_text=help_text, to_field_name="public_id",
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip


class ReasonField(forms.CharField):
    """Why, in one line."""

    def __init__(self, *, required: bool = True, help_text: Any = "") -> None:
        super().__init__(label=_("理由"), max_length=200, required=required, help_text=help_text)
