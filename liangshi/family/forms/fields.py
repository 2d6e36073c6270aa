"""Fields that forms of this app share."""

from typing import Any

from django import forms

from liangshi.foundation.forms import Prose


class MomentField(forms.DateTimeField):
    """A day and a time of day, from the browser's own picker."""

    def __init__(self, **words: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "300"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], widget=picker, **words)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """Rows within reach, named in the page by their public id."""

    def __init__(self, rows: Any, **words: Any) -> None:
        super().__init__(queryset=rows, to_field_name="public_id", widget=forms.CheckboxSelectMultiple, **words)


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """One row within reach, named in the page by its public id."""

    def __init__(self, rows: Any, **words: Any) -> None:
        super().__init__(queryset=rows, to_field_name="public_id", widget=forms.RadioSelect, empty_label=None, **words)


class ShortWords(Prose):
    """A line or two."""

    def __init__(self, *, max_length: int = 200, rows: int = 2, **words: Any) -> None:
        super().__init__(max_length=max_length, rows=rows, **words)
