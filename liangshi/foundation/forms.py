"""How forms are drawn, and fields that all apps share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Renderer(TemplatesSetting):
    """Django's own renderer with our form and field templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


_SEPARATORS = re.compile(r"[、,，;；/\s]+")


def split_words(typed: str) -> tuple[str, ...]:
    """The words of one line, however they are separated; each once."""
    return tuple(dict.fromkeys(word for word in _SEPARATORS.split(typed) if word))


class Prose(forms.CharField):
    """Words of several lines. Too many are told of, never cut off while they are pasted."""

    def __init__(self, *, max_length: int, rows: int = 3, look: str = "", **words: Any) -> None:
        attrs = {"rows": rows} | ({"class": look} if look else {})
        told = {"max_length": _("最多写 %(limit_value)d 字，现在是 %(show_value)d 字。写的都还在，请删去一些再保存。")}
        super().__init__(
            max_length=max_length, widget=forms.Textarea(attrs=attrs), error_messages=told, **words
        )  # fmt: skip

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without the limit by which a browser cuts."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, *, label: Any, required: bool = True, help_text: Any = "", initial: date | None = None) -> None:
        super().__init__(
            label=label, required=required, help_text=help_text, initial=initial,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("请按 2026-09-01 的样子填写日期。")},
        )  # fmt: skip


class MomentField(forms.DateTimeField):
    """A day and a time of day."""

    def __init__(self, *, label: Any, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            label=label, required=required, help_text=help_text, input_formats=["%Y-%m-%dT%H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Select:
    """A drop-down list of a filter, its options read once."""

    name: str
    label: "StrOrPromise"
    options: tuple[tuple[str, "StrOrPromise"], ...]
    chosen: str


def select(form: forms.Form, name: str, label: "StrOrPromise") -> Select:
    """The drop-down list for one field of a filter form; drawn by `components/selects.html`."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    options = tuple((str(value), text) for value, text in cast("Iterable[tuple[object, str]]", field.choices))
    return Select(name, label, options, form[name].value() or "")
