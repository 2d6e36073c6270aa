"""Fields that several forms share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )


class MomentField(forms.DateTimeField):
    """A day and a time of day."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            input_formats=["%Y-%m-%dT%H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )


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
