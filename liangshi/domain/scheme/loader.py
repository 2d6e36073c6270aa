"""Text to scheme: every problem with its place, or a scheme that is sound."""

from __future__ import annotations

import json
import re
import tomllib
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

LONGEST_TEXT = 2_000_000
SYNTAX_PROBLEMS_SHOWN = 20
_EMPTY_SHELF: Mapping[str, Scheme] = MappingProxyType({})
_BYTE_ORDER_MARK = "\ufeff"
_AT_END = "(at end of document)"
_FULL_WIDTH = re.compile(r"""^[^"'#]*?[“”‘’＝［］｛｝，＂＇]""")
_AT_LINE = re.compile(r"^(?P<message>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def load(text: str, shelf: Mapping[str, Scheme] = _EMPTY_SHELF) -> Scheme | LoadProblems:
    """The scheme written in a text, or every problem of the text.

    `shelf` holds the schemes that may be named as base or frame, by their keys.
    """
    document = _parse(text)
    if isinstance(document, LoadProblems):
        return document
    places = read_places(text.removeprefix(_BYTE_ORDER_MARK))
    as_json = _as_json(document)
    try:
        scheme = _validated(as_json)
    except ValidationError:
        return _all_problems(as_json, places, shelf)
    found = [problem(places.line_of(f.path), f.path, f.code, **dict(f.parameters)) for f in findings(scheme, shelf)]
    return LoadProblems(_in_order(found)) if found else scheme


def _parse(text: str) -> dict[str, Any] | LoadProblems:
    if len(text) > LONGEST_TEXT:
        limit = problem(1, (), "too_long", limit=LONGEST_TEXT, length=len(text))
        return LoadProblems((limit,))
    lines = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").split("\n")
    found: list[Problem] = []
    while len(found) < SYNTAX_PROBLEMS_SHOWN:
        try:
            document = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as wrong:
            seen = _syntax_problem(str(wrong), lines)
            found.append(seen)
            if _AT_END in str(wrong) or not lines[seen.line - 1].strip():
                break
            lines[seen.line - 1] = ""
        except RecursionError:
            return LoadProblems((problem(1, (), "too_deep"),))
        else:
            return LoadProblems(tuple(found)) if found else document
    return LoadProblems(tuple(found))


def _syntax_problem(message: str, lines: list[str]) -> Problem:
    match = _AT_LINE.match(message)
    said = match["message"] if match else message
    line = int(match["line"]) if match and match["line"] else len(lines)
    if full_width := _FULL_WIDTH.match(lines[line - 1]):
        return problem(line, (), "full_width", character=full_width[0][-1])
    return problem(line, (), "syntax", message=said)


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
    return tuple(sorted(set(found), key=lambda p: (p.line, p.path, p.code, p.parameters)))
