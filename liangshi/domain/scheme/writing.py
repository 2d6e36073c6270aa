"""Scheme to text: the same scheme always gives the same text, and loading it gives the scheme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

import tomlkit
from pydantic import BaseModel

from liangshi.domain.scheme.base import Source
from liangshi.domain.scheme.model import Scheme

_LONG_LIST = 100


def dump(scheme: Scheme) -> str:
    """The scheme as TOML; values that are the language's defaults are left out."""
    return "\n".join(_document(scheme)).strip() + "\n"


def _document(scheme: Scheme) -> Iterator[str]:
    for name in Scheme.model_fields:
        value = scheme.__dict__[name]
        if name == "header":
            yield "[header]"
            yield from _pairs(value)
            yield ""
        else:
            yield from _tables((name,), value)


def _tables(path: tuple[str, ...], value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield f"[[{'.'.join(path)}]]"
            yield from _pairs(item)
            yield ""
    else:
        assert isinstance(value, BaseModel)
        for name in type(value).model_fields:
            yield from _tables((*path, name), value.__dict__[name])


def _pairs(part: BaseModel) -> Iterator[str]:
    for name, value in _set_fields(part):
        yield f"{name} = {_value(value)}"


def _set_fields(part: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, field in type(part).model_fields.items():
        value = part.__dict__[name]
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield name, value


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, BaseModel):
        inside = ", ".join(f"{name} = {_value(item)}" for name, item in _set_fields(value))
        return f"{{ {inside} }}" if inside else "{}"
    return _scalar(value)


def _list(values: tuple[Any, ...]) -> str:
    if len(values) == 1 and isinstance(values[0], Source):
        return _value(values[0])
    items = [_value(item) for item in values]
    one_line = f"[{', '.join(items)}]"
    if len(one_line) <= _LONG_LIST and not any(isinstance(v, BaseModel) for v in values):
        return one_line
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _scalar(value: str | float | date | Enum) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tomlkit.item(value).as_string()
