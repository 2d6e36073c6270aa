"""The guided form: the values that schools change most, read from the draft and written back to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from liangshi.domain.scheme import Rule, Scheme
from liangshi.schemes.services.amending import HEADER


@dataclass(frozen=True, slots=True)
class Editable:
    """One value: the attribute of the rule, its label, and how the field is made."""

    field: str
    label: StrOrPromise
    make: Callable[[StrOrPromise, bool], forms.Field]
    optional: bool = False


def _number(label: StrOrPromise, required: bool) -> forms.Field:  # noqa: FBT001 - a field maker
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=999)


def _line(label: StrOrPromise, required: bool) -> forms.Field:  # noqa: FBT001
    return forms.CharField(label=label, required=required, max_length=200)


def _lines(label: StrOrPromise, required: bool) -> forms.Field:  # noqa: FBT001
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每行一条"),
    )  # fmt: skip


def _strength(label: StrOrPromise, required: bool) -> forms.Field:  # noqa: FBT001
    choices = [("hard", _("必须做到")), ("soft", _("原则上，例外要写明理由"))]
    return forms.ChoiceField(label=label, required=required, choices=choices)


HEADER_FIELDS = (
    Editable("title", _("方案名称"), _line),
    Editable("author", _("制定单位"), _line),
    Editable("version", _("版本号"), _line),
)
RULE_FIELDS: dict[str, tuple[Editable, ...]] = {
    "quotas": (
        Editable("minimum", _("每位导师至少带几名学生"), _number),
        Editable("target_low", _("目标人数，从"), _number, optional=True),
        Editable("target_high", _("目标人数，到"), _number, optional=True),
        Editable("ceiling", _("最多带几名学生"), _number),
        Editable("strength", _("上限的约束"), _strength),
    ),
    "rounds": (
        Editable("choices", _("每名学生可填几个志愿"), _number),
        Editable("days", _("填报志愿开放几天"), _number),
    ),
    "phases": (Editable("days", _("这一阶段几天"), _number),),
    "declines": (Editable("cap", _("每位导师一轮最多婉拒几名"), _number, optional=True),),
    "several_mentors": (Editable("up_to", _("一名学生最多几位导师"), _number),),
    "agreements": (
        Editable("text", _("协议书开头的话"), _lines, optional=True),
        Editable("mentor_duties", _("导师职责"), _lines, optional=True),
        Editable("student_duties", _("学生职责"), _lines, optional=True),
        Editable("guardian_duties", _("家长配合"), _lines, optional=True),
    ),
}
"""For each part of `matching`, the values that the form offers."""

MULTILINE = {"mentor_duties", "student_duties", "guardian_duties"}
SEPARATOR = "__"


class GuidedForm(forms.Form):
    """Fields named `<rule id>__<attribute>`; `sections()` groups them by rule for the page."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.titles: list[tuple[StrOrPromise, str]] = [(_("方案本身"), HEADER)]
        for editable in HEADER_FIELDS:
            self._add(HEADER, editable, getattr(scheme.header, editable.field))
        for part, editables in RULE_FIELDS.items():
            for rule in getattr(scheme.matching, part):
                self._add_rule(rule, editables)

    def _add_rule(self, rule: Rule, editables: tuple[Editable, ...]) -> None:
        if any(rule.id == seen for _, seen in self.titles):
            return
        self.titles.append((rule.title, rule.id))
        for editable in editables:
            self._add(rule.id, editable, getattr(rule, editable.field))

    def _add(self, rule: str, editable: Editable, value: Any) -> None:
        field = editable.make(editable.label, not editable.optional)
        field.initial = "\n".join(value) if isinstance(value, tuple) else value
        self.fields[f"{rule}{SEPARATOR}{editable.field}"] = field

    def sections(self) -> list[tuple[StrOrPromise, list[forms.BoundField]]]:
        """(title of the rule, its fields) in the order of the scheme."""
        return [
            (title, [self[name] for name in self.fields if name.startswith(f"{rule}{SEPARATOR}")])
            for title, rule in self.titles
        ]

    def changes(self) -> dict[tuple[str, str], Any]:
        """What differs from the draft: (rule, attribute) → new value, None where it was emptied."""
        return {
            (rule, attribute): self._value(name, attribute)
            for name in self.changed_data
            if SEPARATOR in name
            for rule, attribute in [name.split(SEPARATOR)]
        }

    def _value(self, name: str, attribute: str) -> Any:
        value = self.cleaned_data[name]
        if attribute in MULTILINE:
            return tuple(line.strip() for line in value.splitlines() if line.strip()) or None
        return None if value in ("", None) else value
