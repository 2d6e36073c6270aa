"""Fields that forms of records share."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from liangshi.foundation.forms import Prose


class MomentField(forms.DateTimeField):
    """A day and a time of day, from the browser's own picker."""

    def __init__(self, **words: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], widget=picker, **words)


class DayField(forms.DateField):
    """A day, from the browser's own picker."""

    def __init__(self, **words: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """Rows within reach, named in the page by their public id; the page draws the few that it offers."""

    def __init__(self, rows: Any, **words: Any) -> None:
        super().__init__(queryset=rows, to_field_name="public_id", widget=forms.CheckboxSelectMultiple, **words)


class ReachedField(forms.MultipleChoiceField):
    """Keys of rows within reach, named in the page by their public id; asked for once, and only where one is named."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self.reached: Callable[[frozenset[str]], Collection[int]] = lambda named: ()

    def validate(self, value: Any) -> None:
        """Whether anything is chosen; what exists is seen when it is asked for."""
        forms.Field.validate(self, value)

    def clean(self, value: Any) -> tuple[int, ...]:
        """The keys."""
        named = frozenset(super().clean(value))
        if not named:
            return ()
        found = tuple(sorted(self.reached(named)))
        if len(found) != len(named):
            raise forms.ValidationError(_("请重新选择。"), code="invalid_choice")
        return found


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """One row within reach, named in the page by its public id."""

    def __init__(self, rows: Any, **words: Any) -> None:
        super().__init__(queryset=rows, to_field_name="public_id", **words)


class LongText(Prose):
    """Words of several lines."""

    def __init__(self, *, rows: int = 4, max_length: int = 4000, **words: Any) -> None:
        super().__init__(max_length=max_length, rows=rows, **words)
