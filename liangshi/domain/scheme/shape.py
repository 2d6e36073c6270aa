"""Turns what pydantic found wrong with the shape of a document into problems in their places."""

from __future__ import annotations

import difflib
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from liangshi.domain.scheme.places import Path
from liangshi.domain.scheme.problems import Problem, problem

_WRONG_TYPE = {
    "string_type": "text",
    "int_type": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "finite_number": "number",
    "bool_type": "truth",
    "tuple_type": "list",
    "model_type": "table",
    "dict_type": "table",
    "date_type": "date",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "bad_key",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "bad_id",
}
_EMPTY = {"string_too_short": "empty_text", "too_short": "empty_list"}


def shape_problem(root: type[BaseModel], error: ErrorDetails, path: Path, line: int) -> Problem:
    """One finding about the shape, in its place, with the nearest known word where there is one."""
    kind = error["type"]
    context = error.get("ctx", {})
    if kind.startswith("scheme_"):
        details = {name: value for name, value in context.items() if name != "code"}
        return problem(line, path, str(context["code"]), **details)
    if kind == "extra_forbidden":
        return _unknown_key(root, path, line)
    if kind == "missing":
        return problem(line, path, "missing_key", key=path[-1])
    if kind == "enum":
        return _not_one_of(root, path, line, error["input"])
    return _plain(path, line, kind, context)


def _plain(path: Path, line: int, kind: str, context: dict[str, Any]) -> Problem:
    if kind in _WRONG_TYPE:
        return problem(line, path, "wrong_type", wants=_WRONG_TYPE[kind])
    if kind in _EMPTY:
        return problem(line, path, _EMPTY[kind])
    if kind == "string_pattern_mismatch":
        return problem(line, path, _PATTERNS.get(str(context["pattern"]), "bad_day"))
    limit = context.get("ge", context.get("le", ""))
    return problem(line, path, "out_of_range", limit=limit, side=kind)


def _unknown_key(root: type[BaseModel], path: Path, line: int) -> Problem:
    holder = annotation_at(root, path[:-1])
    near = difflib.get_close_matches(str(path[-1]), list(holder.model_fields), n=1, cutoff=0.5)
    return problem(line, path, "unknown_key", key=path[-1], near="".join(near))


def _not_one_of(root: type[BaseModel], path: Path, line: int, given: object) -> Problem:
    kind = annotation_at(root, path)
    words = [member.value for member in kind]
    near = difflib.get_close_matches(str(given), words, n=1, cutoff=0.5)
    return problem(line, path, "not_one_of", given=given, choices="、".join(words), near="".join(near))


def is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def annotation_at(root: type[BaseModel], path: Path) -> Any:
    """The type that stands at a path of the language."""
    kind: Any = root
    for step in path:
        if isinstance(step, str):
            kind = innermost(kind.model_fields[step].annotation)
    return kind


@cache
def innermost(annotation: Any) -> Any:
    """The type inside optional, tuple and annotated: tuple[Annotated[X, …], ...] gives X."""
    origin = get_origin(annotation)
    if origin is Annotated or origin is tuple:
        return innermost(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return innermost(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation
