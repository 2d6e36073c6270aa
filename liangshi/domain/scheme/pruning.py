"""What is left of a document without its broken parts, so that the rest can still be checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import ErrorDetails

from liangshi.domain.scheme.places import Path

_STAND_IN_HEADER = {
    "key": "stand-in",
    "title": "—",
    "stages": ["primary"],
    "version": "0",
    "author": "—",
    "valid_from": "1900-01-01",
}


@dataclass
class Remainder:
    """A document that loses its broken parts, and remembers where the others stood."""

    document: dict[str, Any]
    names_lost: set[str] = field(default_factory=set)
    _stood: dict[Path, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, as_json: str) -> Remainder:
        return cls(json.loads(as_json))

    def original(self, path: Path) -> Path:
        """Where a part of the remainder stood in the whole document."""
        for length in range(1, len(path)):
            indices = self._stood.get(path[:length])
            index = path[length]
            if indices is not None and isinstance(index, int):
                return (*path[:length], indices[index], *path[length + 1 :])
        return path

    def lose(self, errors: list[ErrorDetails]) -> None:
        """Take out what is broken: an unknown key alone, anything else with its whole rule."""
        dropped: dict[Path, set[int]] = {}
        broken_header = []
        for error in errors:
            path = tuple(error["loc"])
            if error["type"] == "extra_forbidden":
                del _at(self.document, path[:-1])[path[-1]]
            elif path[0] == "header":
                broken_header.append(path)
            elif (table := _table_of(path)) is not None:
                index = path[len(table)]
                assert isinstance(index, int)
                dropped.setdefault(table, set()).add(index)
            else:
                del _at(self.document, path[:-1])[path[-1]]
        if broken_header:
            self.document["header"] = _stand_in(self.document.get("header"), broken_header)
        for table, indices in dropped.items():
            self._drop(table, indices)

    def _drop(self, table: Path, indices: set[int]) -> None:
        items = _at(self.document, table)
        stood = self._stood.get(table, list(range(len(items))))
        self.names_lost.update(name for index in indices for name in _names_of(items[index]))
        self._stood[table] = [at for index, at in enumerate(stood) if index not in indices]
        items[:] = [item for index, item in enumerate(items) if index not in indices]


def _table_of(path: Path) -> Path | None:
    for position, step in enumerate(path):
        if isinstance(step, int):
            return path[:position]
    return None


def _stand_in(header: object, broken: list[Path]) -> dict[str, Any]:
    if isinstance(header, dict) and "base" in header and ("header", "base") not in broken:
        return {**_STAND_IN_HEADER, "base": header["base"]}
    return _STAND_IN_HEADER


def _at(document: Any, path: Path) -> Any:
    """The part at a path; a single table where a list may stand counts as its first item."""
    for step in path:
        if not (isinstance(step, int) and isinstance(document, dict)):
            document = document[step]
    return document


def _names_of(item: object) -> Iterator[str]:
    if isinstance(item, dict):
        for name in ("id", "key", "role"):
            if isinstance(item.get(name), str):
                yield item[name]
