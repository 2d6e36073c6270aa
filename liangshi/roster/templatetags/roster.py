"""Codes of the roster become words on pages."""

from django import template

from liangshi.domain.roster.fields import Field, Kind
from liangshi.domain.roster.mapping import Column, SheetMapping
from liangshi.roster import wording
from liangshi.roster.models import ImportProblem

register = template.Library()


@register.filter
def sentence(problem: ImportProblem) -> str:
    """What is the matter."""
    return wording.sentence_of(problem.code, problem.params)


@register.filter
def cure(problem: ImportProblem) -> str:
    """What to do about it."""
    return wording.cure_of(problem.code)


@register.filter
def severity_word(problem: ImportProblem) -> str:
    """How it weighs."""
    return wording.severity_word(problem.severity)


@register.filter
def kind_word(kind: str) -> str:
    """What the rows of a sheet are."""
    return wording.kind_word(kind)


@register.filter
def field_word(name: str) -> str:
    """The name of a field."""
    return wording.field_word(name)


@register.simple_tag
def value_word(name: str, value: str) -> str:
    """A value in words."""
    return wording.value_word(name, value)


@register.filter
def read_columns(mapping: SheetMapping) -> list[tuple[Column, str]]:
    """The columns that are read, each with its meaning in words."""
    return [
        (column, wording.target_word(mapping.kind or Kind.STUDENTS, column.target))
        for column in mapping.columns
        if column.target and column.target.field is not Field.NOT_KEPT
    ]


@register.filter
def other_columns(mapping: SheetMapping) -> list[str]:
    """The headers of columns that are not read."""
    return [
        column.header
        for column in mapping.columns
        if column.header and (column.target is None or column.target.field is Field.NOT_KEPT)
    ]
