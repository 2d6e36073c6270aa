"""A form of the scheme on screen: fields to fill in, answers as JSON, answers in words.

Answers are stored as {field key: value}: text, numbers as text, dates in ISO form, lists of words. What an app keeps in
columns of its own is left out by key. Files and photos are attachments, never answers.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.domain.scheme import Sensitivity
from liangshi.domain.scheme.forms import FieldType, FormField, FormRule
from liangshi.foundation.forms import Prose
from liangshi.foundation.templatetags.liangshi import listed, zh_date, zh_time

Value = str | list[str]
"""What one answer is once it is stored."""

NOT_ANSWERED = (FieldType.FILE, FieldType.PHOTO)
LONGEST, LONGEST_TEXT = 4000, 200
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words, with what decides who reads it."""

    key: str
    label: str
    words: str
    sensitivity: Sensitivity
    readers: tuple[str, ...]


def answered_fields(rule: FormRule, without: Collection[str] = ()) -> tuple[FormField, ...]:
    """The fields that are answered on screen, in order."""
    return tuple(field for field in rule.fields if field.key not in without and field.type not in NOT_ANSWERED)


def answer_fields(rule: FormRule, without: Collection[str] = ()) -> dict[str, forms.Field]:
    """A Django field for each field of the form, by its key."""
    return {field.key: _field(field) for field in answered_fields(rule, without)}


def stored_answers(rule: FormRule, cleaned: Mapping[str, object], without: Collection[str] = ()) -> dict[str, Value]:
    """What the cleaned form says, ready to be stored; what was left empty is not stored."""
    found = {field.key: _stored(cleaned.get(field.key)) for field in answered_fields(rule, without)}
    return {key: value for key, value in found.items() if value not in ("", [])}


def initial_answers(rule: FormRule, stored: Mapping[str, Value]) -> dict[str, object]:
    """The same back in the form."""
    kinds = {field.key: field.type for field in rule.fields}
    return {key: _initial(kinds[key], value) for key, value in stored.items() if key in kinds}


def answers_in_words(rule: FormRule, stored: Mapping[str, Value]) -> tuple[Answer, ...]:
    """The stored answers in the order of the form, each as a sentence can say it."""
    return tuple(
        Answer(field.key, field.label, _words(field, stored[field.key]), field.sensitivity, field.readers)
        for field in rule.fields
        if field.key in stored
    )


def _field(field: FormField) -> forms.Field:
    words = {"label": field.label, "required": field.required, "help_text": field.hint or field.purpose}
    return _MADE.get(field.type, _line)(field, words)


def _line(field: FormField, words: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=LONGEST_TEXT, **words)


def _long_text(field: FormField, words: dict[str, Any]) -> forms.Field:
    return Prose(max_length=LONGEST, **words)


def _choice(field: FormField, words: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=_choices(field.choices), widget=forms.RadioSelect, **words)


def _several(field: FormField, words: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(choices=_choices(field.choices), widget=forms.CheckboxSelectMultiple, **words)


def _scale(field: FormField, words: dict[str, Any]) -> forms.Field:
    points = [str(point) for point in range(1, (field.scale or 1) + 1)]
    return forms.ChoiceField(choices=_choices(points), widget=forms.RadioSelect, **words)


def _yes_no(field: FormField, words: dict[str, Any]) -> forms.Field:
    offered = [(YES, gettext_lazy("是")), (NO, gettext_lazy("否"))]
    return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **words)


def _number(field: FormField, words: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(**words)


def _day(field: FormField, words: dict[str, Any]) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


def _moment(field: FormField, words: dict[str, Any]) -> forms.Field:
    picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M"], widget=picker, **words)


_MADE: dict[FieldType, Callable[[FormField, dict[str, Any]], forms.Field]] = {
    FieldType.LONG_TEXT: _long_text,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _several,
    FieldType.SCALE: _scale,
    FieldType.YES_NO: _yes_no,
    FieldType.NUMBER: _number,
    FieldType.DATE: _day,
    FieldType.DATETIME: _moment,
}
"""Every other type is a line of text."""


def _choices(words: Collection[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _stored(value: object) -> Value:
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case list():
            return [str(each) for each in value]
        case _:
            return str(value)


def _initial(kind: FieldType, value: Value) -> object:
    if isinstance(value, str) and kind is FieldType.DATE:
        return parse_date(value)
    if isinstance(value, str) and kind is FieldType.DATETIME:
        moment = parse_datetime(value)
        return timezone.localtime(moment) if moment and timezone.is_aware(moment) else moment
    return value


def _words(field: FormField, value: Value) -> str:
    if isinstance(value, list):
        return listed(value)
    if field.type is FieldType.YES_NO:
        return _("是") if value == YES else _("否")
    if field.type is FieldType.SCALE:
        return _("%(n)s（共%(of)s级）") % {"n": value, "of": field.scale}
    moment = _initial(field.type, value)
    if isinstance(moment, datetime):
        return zh_time(moment)
    if isinstance(moment, date):
        return zh_date(moment)
    return str(value)
