"""On which line of a TOML text a key stands, so that every problem can be shown in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*""")
_STRING_MARKS = ('"""', "'''", '"', "'")


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of a document's keys; a key inside a line falls back to the line around it."""

    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """The line of the longest part of the path that stands somewhere; 1 for none."""
        for length in range(len(path), 0, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return line
        return 1


def read_places(text: str) -> Places:
    """Where the keys of a TOML text stand. The text is known to be sound TOML."""
    reader = _Reader(text)
    while reader.at < len(text):
        reader.read_statement()
    return Places(reader.lines)


@dataclass
class _Reader:
    text: str
    at: int = 0
    line: int = 1
    table: Path = ()
    lines: dict[Path, int] = field(default_factory=dict)
    lengths: dict[Path, int] = field(default_factory=dict)

    def read_statement(self) -> None:
        self._skip_blank()
        if self.at >= len(self.text):
            return
        if self.text.startswith("[[", self.at):
            self._enter_array_table()
        elif self.text[self.at] == "[":
            self._enter_table()
        else:
            self._read_pair()

    def _skip_blank(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n#":
            if self.text[self.at] == "#":
                self._to_end_of_line()
            else:
                self._step()

    def _step(self, count: int = 1) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count

    def _to_end_of_line(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end

    def _keys(self) -> list[str]:
        keys: list[str] = []
        dotted = True
        while dotted:
            match = _KEY.match(self.text, self.at)
            assert match is not None
            keys.append(match.group(1).strip("\"'"))
            self.at = match.end()
            dotted = self.text.startswith(".", self.at)
            self.at += dotted
        return keys

    def _enter_array_table(self) -> None:
        self.at += 2
        keys = self._keys()
        parent = self._resolved(keys[:-1])
        array = (*parent, keys[-1])
        index = self.lengths.get(array, 0)
        self.lengths[array] = index + 1
        self.lines.setdefault(array, self.line)
        self.table = (*array, index)
        self.lines[self.table] = self.line
        self._to_end_of_line()

    def _enter_table(self) -> None:
        self.at += 1
        self.table = self._resolved(self._keys())
        self.lines[self.table] = self.line
        self._to_end_of_line()

    def _resolved(self, keys: list[str]) -> Path:
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path

    def _read_pair(self) -> None:
        path: Path = self.table
        start = self.line
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, start)
        self.at += 1
        self._read_value(path)

    def _read_value(self, path: Path) -> None:
        depth, index, expecting = 0, 0, False
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == "\n" and depth == 0:
                return
            if expecting and character not in " \t\r\n#]":
                self.lines[(*path, index)] = self.line
                expecting = False
            if character == "#":
                self._to_end_of_line()
            elif character in "\"'":
                self._skip_string()
            else:
                depth += (character in "[{") - (character in "]}")
                if depth == 1 and character in "[,":
                    index += character == ","
                    expecting = True
                self._step()

    def _skip_string(self) -> None:
        mark = next(m for m in _STRING_MARKS if self.text.startswith(m, self.at))
        self._step(len(mark))
        while not self.text.startswith(mark, self.at):
            escaped = mark[0] == '"' and self.text[self.at] == "\\"
            self._step(2 if escaped else 1)
        self._step(len(mark))
        while len(mark) == 3 and self.text.startswith(mark[0], self.at):
            self._step()
