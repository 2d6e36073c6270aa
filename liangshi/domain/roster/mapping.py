"""Which sheet holds what, where its header stands, what each column means: suggested, then corrected by people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .fields import ALIASES, PREFERRED, REQUIRED, SHEET_WORDS, TELLING, Field, Kind, Target
from .grid import Line, Sheet
from .words import as_text, plain

_NOTES = re.compile(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】|[*★:]|必填|选填")
_INSTRUCTIONS = re.compile(r"说明|须知|示例|字典|instruction", re.IGNORECASE)
_ROWS_SEARCHED = 25
_TITLE_WIDTH = 3
_FAMILY = re.compile(r"监护|家长|父|母|联系人|家庭")
_GROUP_ENDINGS = re.compile(r"(?:基本)?(?:信息|情况|资料)$")
_LESS_FOR_GUESSED = 0.1
_LESS_FOR_TWICE = 0.5


class Header(NamedTuple):
    """The words above a column; where they stand in two rows, the lower ones apart."""

    text: str
    lower: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by position, the header as written, and its meaning; None means: not read."""

    index: int
    header: str
    target: Target | None


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read; kind None means: not read at all. Data begin after `header_row` + `header_depth`."""

    sheet: str
    kind: Kind | None
    header_row: int = 0
    header_depth: int = 1
    columns: tuple[Column, ...] = ()
    title: str = ""

    @property
    def signature(self) -> str:
        """What the headers are, so that a correction can be remembered for the next file of this form."""
        return "|".join(sorted(f"{column.header}" for column in self.columns if column.header))

    def missing(self) -> tuple[Field, ...]:
        """Required columns that no column stands for."""
        if self.kind is None:
            return ()
        have = {column.target.field for column in self.columns if column.target}
        return tuple(field for field in REQUIRED[self.kind] if field not in have)


Remembered = Mapping[str, tuple[Kind | None, Mapping[str, Target | None]]]
"""By signature: the kind and, by header, the meaning that somebody chose before."""


def header_key(text: str) -> str:
    """A header without spaces, notes in brackets and marks of obligation."""
    whole = plain(text).replace(" ", "").casefold()
    return _NOTES.sub("", whole) or whole


def suggest(sheets: Iterable[Sheet], remembered: Remembered | None = None) -> tuple[SheetMapping, ...]:
    """A mapping for every sheet that is shown, from the headers and from what was chosen before."""
    return tuple(_suggest_sheet(sheet, remembered or {}) for sheet in sheets if not sheet.hidden)


def remap(sheet: Sheet, kind: Kind | None, header_row: int) -> SheetMapping:
    """The mapping of a sheet whose kind and header row somebody has named."""
    at = next((i for i, line in enumerate(sheet.lines) if line.number == header_row), None)
    if kind is None or at is None:
        return SheetMapping(sheet.name, None)
    return _mapping(sheet, kind, at, 1)


def recall(mapping: SheetMapping, remembered: Remembered) -> SheetMapping:
    """The mapping with the meanings that were chosen before for the same headers."""
    if mapping.signature not in remembered:
        return mapping
    kind, targets = remembered[mapping.signature]
    columns = tuple(replace(column, target=targets.get(column.header)) for column in mapping.columns)
    return replace(mapping, kind=kind, columns=columns)


def _suggest_sheet(sheet: Sheet, remembered: Remembered) -> SheetMapping:
    if _INSTRUCTIONS.search(sheet.name):
        return SheetMapping(sheet.name, None)
    found = [
        (score, -at, -depth, kind)
        for at in range(min(len(sheet.lines), _ROWS_SEARCHED))
        for depth in (1, 2)
        for kind, score in _scores(sheet, at, depth)
    ]
    if not found:
        return SheetMapping(sheet.name, None)
    _, at, depth, kind = max(found, key=lambda entry: entry[:3])
    return recall(_mapping(sheet, kind, -at, -depth), remembered)


def _scores(sheet: Sheet, at: int, depth: int) -> Iterable[tuple[Kind, float]]:
    """How well each kind explains the headers, where its required columns are all there."""
    headers = _headers(sheet.lines, at, depth)
    hints = plain(sheet.name) + _title(sheet.lines, at + depth - 1)
    for kind in Kind:
        targets = {target for header in headers if (target := _meaning(kind, header))}
        fields = {target.field for target in targets if target.field is not Field.NOT_KEPT}
        if not fields.issuperset(REQUIRED[kind]) or not _enough(kind, targets, headers):
            continue
        hinted = next((k for k, words in SHEET_WORDS.items() if any(w in hints for w in words)), None)
        telling = len(fields & TELLING[kind])
        useful = sum(target.field is not Field.NOT_KEPT for target in targets)
        yield kind, useful + 0.6 * telling + 1.5 * (hinted is kind) - _doubts(kind, headers)


def _doubts(kind: Kind, headers: Sequence[Header]) -> float:
    """What speaks against reading the rows so: words of the upper one say nothing; 姓名 stands there twice."""
    meant = [target for header in headers if (target := _meaning(kind, header))]
    guessed = len(meant) - sum(header_key(header.text) in ALIASES[kind] for header in headers)
    names = [target for target in meant if target.field is Field.NAME]
    return _LESS_FOR_GUESSED * guessed + _LESS_FOR_TWICE * (len(names) - len(set(names)))


def _enough(kind: Kind, targets: set[Target], headers: Sequence[Header]) -> bool:
    """One word alone is a header only in a table of one column."""
    fields = {target.field for target in targets}
    if kind is Kind.CLASSES:
        return bool(fields & {Field.TEACHER, Field.GRADE}) and Field.SUBJECT not in fields
    if kind is Kind.TEACHING and Field.SUBJECT not in fields:
        return any(target.part for target in targets)
    return len(targets) >= 2 or sum(bool(header.text) for header in headers) == 1


def _headers(lines: Sequence[Line], at: int, depth: int) -> list[Header]:
    """The headers of a row, or of two rows where the upper one spans groups (监护人1 over 姓名 and 电话)."""
    if depth == 1:
        return [Header(as_text(cell)) for cell in lines[at].cells]
    if at + 1 >= len(lines) or lines[at + 1].number != lines[at].number + 1:
        return []
    width = max(len(lines[at].cells), len(lines[at + 1].cells))
    pairs = ((as_text(lines[at].at(i)), as_text(lines[at + 1].at(i))) for i in range(width))
    return [Header(upper) if upper == lower else Header(upper + lower, lower) for upper, lower in pairs]


def _title(lines: Sequence[Line], at: int) -> str:
    """What stands above the header."""
    return " ".join(
        text for line in lines[:at] for text in dict.fromkeys(map(as_text, line.cells[:_TITLE_WIDTH])) if text
    )


def _meaning(kind: Kind, header: Header) -> Target | None:
    """What the words mean together (监护人1 over 姓名), else what the lower ones mean (学籍信息 over 学号)."""
    aliases = ALIASES[kind]
    whole = aliases.get(header_key(header.text))
    if whole or not header.lower:
        return whole
    group = header_key(header.text.removesuffix(header.lower))
    if _FAMILY.search(group):
        return aliases.get(_GROUP_ENDINGS.sub("", group) + header_key(header.lower))
    return aliases.get(header_key(header.lower))


def _is_preferred(header: Header) -> bool:
    return header_key(header.lower or header.text) in PREFERRED


def _mapping(sheet: Sheet, kind: Kind, at: int, depth: int) -> SheetMapping:
    headers = _headers(sheet.lines, at, depth)
    preferred = {_meaning(kind, header) for header in headers if _is_preferred(header)}
    taken: set[Target] = set()
    columns = []
    for index, header in enumerate(headers):
        target = _meaning(kind, header)
        if target in preferred and not _is_preferred(header):
            target = None
        if target in taken and target.field is not Field.NOT_KEPT:
            target = None
        if target:
            taken.add(target)
        columns.append(Column(index, header.text, target))
    title = _title(sheet.lines, at)
    return SheetMapping(sheet.name, kind, sheet.lines[at].number, depth, tuple(columns), title)
