"""Fields that forms of cases share."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.templatetags.liangshi import noted
from liangshi.people.models import Staff

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def day_field(label: "StrOrPromise", help_text: "StrOrPromise" = "", *, required: bool = True) -> forms.DateField:
    """A day, picked from the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def text_field(
    label: "StrOrPromise", help_text: "StrOrPromise" = "", *, required: bool = True, rows: int = 4, longest: int = 4000
) -> forms.CharField:
    """Several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=longest, widget=widget)


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A member of staff by name and subject, named in the page by the public id."""

    def __init__(self, *, label: "StrOrPromise", help_text: "StrOrPromise" = "") -> None:
        super().__init__(
            queryset=Staff.unscoped.none(), label=label, help_text=help_text, to_field_name="public_id",
            empty_label=_("请选择"),
        )  # fmt: skip

    def label_from_instance(self, obj: Any) -> str:
        return noted(obj.name, obj.subjects)


def offer(form: forms.Form, name: str, rows: QuerySet[Staff]) -> None:
    """Let the field choose from these."""
    field = form.fields[name]
    assert isinstance(field, StaffField)
    field.queryset = rows
