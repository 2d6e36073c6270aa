"""Text to TOML: every line that cannot be read, and the rest of the document without these lines."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.problems import Problem, problem
from liangshi.domain.scheme.shape import innermost, is_model

SYNTAX_PROBLEMS_SHOWN = 20
_BYTE_ORDER_MARK = "\ufeff"
_AT_END = "(at end of document)"
_FULL_WIDTH = re.compile(r"""^[^"'#]*?[“”‘’＝［］｛｝，＂＇]""")
_DATE = re.compile(r"""^[^"'#]*=\s*(?!\d{4}-\d\d-\d\d)\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]""")
_AT_LINE = re.compile(r"^(?P<message>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_TABLE = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[a-z_.]+)\s*\]\]?\s*(?:#.*)?$")
_LONG_STRINGS = ('"""', "'''")
_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')


@dataclass
class Parsed:
    """What could be read. `document` is None where nothing is left; `broken` are the lines that were left out."""

    lines: list[str]
    document: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text as it was read."""
        return "\n".join(self.lines)

    def follows(self, found: Problem) -> bool:
        """Whether a problem may come only from a line that was left out: it stands in its table or names it."""
        if found.code == "unknown_name":
            return any(found.parameter("name") in line for line in self.broken.values())
        heads = [n for n, line in enumerate(self.lines, 1) if line.lstrip().startswith("[")]
        return bisect_right(heads, found.line) in {bisect_right(heads, line) for line in self.broken}


def parse(text: str) -> Parsed:
    """Read a text line by line as far as it can be read."""
    lines = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").split("\n")
    parsed = Parsed(lines)
    if not any(mark in text for mark in _LONG_STRINGS):
        parsed.problems += [*_brackets(lines), *_braces(lines)]
    while len(parsed.problems) < SYNTAX_PROBLEMS_SHOWN:
        try:
            parsed.document = tomllib.loads(parsed.text)
        except tomllib.TOMLDecodeError as wrong:
            if not _leave_out(parsed, str(wrong)):
                break
        except RecursionError:
            parsed.problems = [problem(1, (), "too_deep")]
            break
        else:
            break
    return parsed


def _leave_out(parsed: Parsed, message: str) -> bool:
    """Leave the line out of which the reader complains; whether it makes sense to go on."""
    seen = _syntax_problem(message, parsed.lines)
    parsed.problems.append(seen)
    line = parsed.lines[seen.line - 1]
    if _AT_END in message or not line.strip():
        return False
    parsed.broken[seen.line] = line
    parsed.lines[seen.line - 1] = ""
    return True


def _syntax_problem(message: str, lines: list[str]) -> Problem:
    match = _AT_LINE.match(message)
    said = match["message"] if match else message
    line = int(match["line"]) if match and match["line"] else len(lines)
    if full_width := _FULL_WIDTH.match(lines[line - 1]):
        return problem(line, (), "full_width", character=full_width[0][-1])
    if _DATE.match(lines[line - 1]):
        return problem(line, (), "date_written")
    return problem(line, (), "syntax", message=said)


def _brackets(lines: list[str]) -> Iterator[Problem]:
    """[duties] for [[duties]], and [[header]] for [header]: said once, and read as it was meant."""
    lists = list_tables()
    for number, line in enumerate(lines, 1):
        table = _TABLE.match(line)
        if table is None or table["name"] not in lists:
            continue
        several, name = lists[table["name"]], table["name"]
        if several == (table["open"] == "["):
            yield problem(number, (), "single_brackets" if several else "double_brackets", name=name)
            lines[number - 1] = f"[[{name}]]" if several else f"[{name}]"


def _braces(lines: list[str]) -> Iterator[Problem]:
    """What stands between braces stands on one line: said once, and read as it was meant."""
    open_pieces: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 1):
        if _TABLE.match(line):
            open_pieces.clear()
        first = open_pieces[-1][1] if open_pieces and open_pieces[-1][0] == "{" else None
        for piece in _PIECES.findall(line):
            if piece in "[{":
                open_pieces.append((piece, number))
            elif piece in "]}" and open_pieces:
                open_pieces.pop()
        if first is not None:
            lines[first - 1] = re.sub(r",\s*}", " }", f"{_without_comment(lines[first - 1])} {line.strip()}")
            lines[number - 1] = ""
            open_pieces = [(piece, first) for piece, _line in open_pieces]
        elif open_pieces and open_pieces[-1][0] == "{":
            yield problem(number, (), "brace_over_lines")


def _without_comment(line: str) -> str:
    comment = next((found.start() for found in _PIECES.finditer(line) if found[0].startswith("#")), len(line))
    return line[:comment].rstrip()


@cache
def list_tables() -> dict[str, bool]:
    """The tables of the language by name, and whether they are lists."""
    return dict(_tables(Scheme, ""))


def _tables(part: type[BaseModel], before: str) -> Iterator[tuple[str, bool]]:
    for name, spec in part.model_fields.items():
        annotation: Any = spec.annotation
        inner: Any = innermost(annotation)
        if not is_model(inner):
            continue
        several = str(annotation).startswith("tuple")
        if several or name == "header":
            yield before + name, several
        elif not before:
            yield from _tables(inner, f"{name}.")
