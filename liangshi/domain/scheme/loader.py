"""Text to scheme: every problem with its place, or a scheme that is sound."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from liangshi.domain.scheme.checks import findings
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.places import Places, read_places
from liangshi.domain.scheme.problems import LoadProblems, Problem, problem
from liangshi.domain.scheme.pruning import Remainder
from liangshi.domain.scheme.shape import shape_problem
from liangshi.domain.scheme.syntax import parse

LONGEST_TEXT = 2_000_000
_EMPTY_SHELF: Mapping[str, Scheme] = MappingProxyType({})


def load(text: str, shelf: Mapping[str, Scheme] = _EMPTY_SHELF) -> Scheme | LoadProblems:
    """The scheme written in a text, or every problem of the text.

    `shelf` holds the schemes that may be named as base or frame, by their keys.
    """
    if len(text) > LONGEST_TEXT:
        return LoadProblems((problem(1, (), "too_long", limit=LONGEST_TEXT, length=len(text)),))
    parsed = parse(text)
    if parsed.document is None:
        return LoadProblems(_in_order(parsed.problems))
    loaded = _checked(_as_json(parsed.document), read_places(parsed.text), shelf)
    if not parsed.problems:
        return loaded
    others = loaded.problems if isinstance(loaded, LoadProblems) else ()
    return LoadProblems(_in_order([*parsed.problems, *(one for one in others if not parsed.follows(one))]))


def _checked(as_json: str, places: Places, shelf: Mapping[str, Scheme]) -> Scheme | LoadProblems:
    try:
        scheme = _validated(as_json)
    except ValidationError:
        return _all_problems(as_json, places, shelf)
    found = [problem(places.line_of(f.path), f.path, f.code, **dict(f.parameters)) for f in findings(scheme, shelf)]
    return LoadProblems(_in_order(found)) if found else scheme


def _as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, default=_as_text, ensure_ascii=False)


def _as_text(value: date | datetime | time) -> str:
    return value.isoformat()


def _validated(as_json: str) -> Scheme:
    return Scheme.model_validate_json(as_json, strict=True)


def _all_problems(as_json: str, places: Places, shelf: Mapping[str, Scheme]) -> LoadProblems:
    """Problems of the shape are taken out and the rest is tried again, until it is sound."""
    rest = Remainder.of(as_json)
    found: list[Problem] = []
    while True:
        try:
            scheme = _validated(_as_json(rest.document))
        except ValidationError as wrong:
            errors = wrong.errors(include_url=False)
            for error in errors:
                path = rest.original(tuple(error["loc"]))
                found.append(shape_problem(Scheme, error, path, places.line_of(path)))
            rest.lose(errors)
        else:
            break
    for f in findings(scheme, shelf, frozenset(rest.names_lost)):
        path = rest.original(f.path)
        found.append(problem(places.line_of(path), path, f.code, **dict(f.parameters)))
    return LoadProblems(_in_order(found))


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    emptied = {p.path for p in found if p.code != "empty_list"}
    kept = {p for p in found if p.code != "empty_list" or not any(path.startswith(f"{p.path}[") for path in emptied)}
    return tuple(sorted(kept, key=lambda p: (p.line, p.path, p.code, p.parameters)))
