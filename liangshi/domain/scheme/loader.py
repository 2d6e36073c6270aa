"""Text to scheme: every problem with its place, or a scheme that is sound."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from liangshi.domain.scheme.checks import findings
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.places import Path, Places, read_places
from liangshi.domain.scheme.problems import LoadProblems, Problem, problem
from liangshi.domain.scheme.shape import shape_problem

LONGEST_TEXT = 2_000_000
SYNTAX_PROBLEMS_SHOWN = 20
_EMPTY_SHELF: Mapping[str, Scheme] = MappingProxyType({})
_AT_LINE = re.compile(r"^(?P<message>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_STAND_IN_HEADER = {
    "key": "stand-in",
    "title": "—",
    "stages": ["primary"],
    "version": "0",
    "author": "—",
    "valid_from": "1900-01-01",
}


def load(text: str, shelf: Mapping[str, Scheme] = _EMPTY_SHELF) -> Scheme | LoadProblems:
    """The scheme written in a text, or every problem of the text.

    `shelf` holds the schemes that may be named as base or frame, by their keys.
    """
    document = _parse(text)
    if isinstance(document, LoadProblems):
        return document
    places = read_places(text)
    try:
        scheme = _validated(document)
    except ValidationError as wrong:
        return _all_problems(document, wrong, places, shelf)
    found = [problem(places.line_of(f.path), f.path, f.code, **dict(f.parameters)) for f in findings(scheme, shelf)]
    return LoadProblems(_in_order(found)) if found else scheme


def _parse(text: str) -> dict[str, Any] | LoadProblems:
    if len(text) > LONGEST_TEXT:
        limit = problem(1, (), "too_long", limit=LONGEST_TEXT, length=len(text))
        return LoadProblems((limit,))
    lines = text.replace("\r\n", "\n").split("\n")
    found: list[Problem] = []
    while len(found) < SYNTAX_PROBLEMS_SHOWN:
        try:
            document = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as wrong:
            seen = _syntax_problem(str(wrong), len(lines))
            found.append(seen)
            if not lines[seen.line - 1].strip():
                break
            lines[seen.line - 1] = ""
        except RecursionError:
            return LoadProblems((problem(1, (), "too_deep"),))
        else:
            return LoadProblems(tuple(found)) if found else document
    return LoadProblems(tuple(found))


def _syntax_problem(message: str, last_line: int) -> Problem:
    match = _AT_LINE.match(message)
    said = match["message"] if match else message
    line = int(match["line"]) if match and match["line"] else last_line
    return problem(line, (), "syntax", message=said)


def _validated(document: dict[str, Any]) -> Scheme:
    as_json = json.dumps(document, default=_as_text, ensure_ascii=False)
    return Scheme.model_validate_json(as_json, strict=True)


def _as_text(value: date | datetime | time) -> str:
    return value.isoformat()


@dataclass(frozen=True, slots=True)
class _Remainder:
    """What is left of a document without its broken parts, and where its parts stood."""

    document: dict[str, Any]
    kept: dict[Path, list[int]]
    names_lost: frozenset[str]

    def original(self, path: Path) -> Path:
        for length in range(1, len(path)):
            indices = self.kept.get(path[:length])
            index = path[length]
            if indices is not None and isinstance(index, int):
                return (*path[:length], indices[index], *path[length + 1 :])
        return path


def _all_problems(
    document: dict[str, Any], wrong: ValidationError, places: Places, shelf: Mapping[str, Scheme]
) -> LoadProblems:
    errors = wrong.errors(include_url=False)
    found = [shape_problem(Scheme, error, places) for error in errors]
    rest = _without(document, [tuple(error["loc"]) for error in errors])
    for f in findings(_validated(rest.document), shelf, rest.names_lost):
        path = rest.original(f.path)
        found.append(problem(places.line_of(path), path, f.code, **dict(f.parameters)))
    return LoadProblems(_in_order(found))


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(found), key=lambda p: (p.line, p.path, p.code, p.parameters)))


def _without(document: dict[str, Any], broken: list[Path]) -> _Remainder:
    rest = json.loads(json.dumps(document, default=_as_text))
    dropped: dict[Path, set[int]] = {}
    for path in broken:
        if path[0] == "header":
            rest["header"] = _stand_in_header(document, broken)
        else:
            _mark_or_remove(rest, path, dropped)
    lost: set[str] = set()
    kept: dict[Path, list[int]] = {}
    for table, indices in dropped.items():
        items = _at(rest, table)
        lost.update(name for index in indices for name in _names_of(items[index]))
        kept[table] = [index for index in range(len(items)) if index not in indices]
        items[:] = [items[index] for index in kept[table]]
    return _Remainder(rest, kept, frozenset(lost))


def _stand_in_header(document: dict[str, Any], broken: list[Path]) -> dict[str, Any]:
    header = document.get("header")
    if isinstance(header, dict) and "base" in header and ("header", "base") not in broken:
        return {**_STAND_IN_HEADER, "base": header["base"]}
    return _STAND_IN_HEADER


def _mark_or_remove(rest: dict[str, Any], path: Path, dropped: dict[Path, set[int]]) -> None:
    for position, step in enumerate(path):
        if isinstance(step, int):
            dropped.setdefault(path[:position], set()).add(step)
            return
    holder = _at(rest, path[:-1])
    if path[-1] in holder:
        del holder[path[-1]]


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _names_of(item: object) -> Iterator[str]:
    if isinstance(item, dict):
        for name in ("id", "key", "role"):
            if isinstance(item.get(name), str):
                yield item[name]
