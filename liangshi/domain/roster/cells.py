"""Reading the cells of one line by the meaning of their column, with every problem at its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from .classes import ClassKey, SchoolYear, read_class
from .fields import GUARDIAN_PARTS, Field, Kind, Target
from .grid import Breakage, Broken, Cell, Line, Place, letters
from .mapping import SheetMapping
from .problems import Code, Param, Problem
from .words import (
    Fault,
    as_text,
    identifier,
    is_blank,
    listed,
    maybe_rounded,
    odd_characters,
    person_name,
    phones,
    plain,
    stated,
)

V = TypeVar("V")

LONGEST = {
    Field.NAME: 60,
    Field.NUMBER: 40,
    Field.TEACHER: 60,
    Field.TEACHER_NUMBER: 40,
    Field.GUARDIAN_NAME: 60,
    Field.CLASS: 30,
    Field.SUBJECT: 20,
    Field.CLUB: 40,
    Field.TITLE: 40,
    Field.WORDS: 1000,
    Field.MENTOR_REASON: 200,
}
"""How many characters fit."""

_BROKEN = {
    Breakage.ERROR: Code.CELL_ERROR,
    Breakage.NO_VALUE: Code.FORMULA_WITHOUT_VALUE,
}


@dataclass(slots=True)
class Cells:
    """The cells of one line of a sheet; problems gather in `problems`."""

    kind: Kind
    mapping: SheetMapping
    columns: Mapping[Target, int]
    year: SchoolYear
    problems: list[Problem]
    fallback_class: str = ""
    line: Line = field(default_factory=lambda: Line(0, ()))

    guardian_parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        told = {target.part for target in self.columns if target.field in (Field.GUARDIAN_NAME, Field.GUARDIAN_PHONE)}
        self.guardian_parts = tuple(part for part in GUARDIAN_PARTS if part in told)

    def place(self, target: Field | None = None, part: str = "") -> Place:
        """Where the field stands on this line."""
        index = self.columns.get(Target(target, part)) if target else None
        return Place(self.mapping.sheet, self.line.number, "" if index is None else letters(index))

    def report(self, code: Code, target: Field | None = None, part: str = "", **params: Param) -> None:
        """Note a problem at the field."""
        self.problems.append(Problem(code, self.place(target, part), params))

    def has(self, target: Field, part: str = "") -> bool:
        """Whether the sheet has such a column."""
        return Target(target, part) in self.columns

    def cell(self, target: Field, part: str = "") -> Cell:
        """The cell; broken ones are reported and read as empty."""
        index = self.columns.get(Target(target, part))
        value = None if index is None else self.line.at(index)
        if isinstance(value, Broken):
            self.report(_BROKEN[value.reason], target, part, found=value.text)
            return None
        return value

    def text(self, target: Field) -> str | None:
        """A text that may be left out: None where blank, empty where the file says 无."""
        value = self.cell(target)
        return None if is_blank(value) else self.fitted(stated(value), target)

    def fitted(self, text: str, target: Field, part: str = "") -> str:
        """The text, reported and cut where it is longer than can be stored."""
        limit = LONGEST[target]
        if len(text) > limit:
            self.report(Code.TEXT_TOO_LONG, target, part, limit=limit, length=len(text))
        return text[:limit]

    def texts(self, target: Field) -> tuple[str, ...] | None:
        """A list in one cell."""
        value = self.cell(target)
        if is_blank(value):
            return None
        return listed(value if isinstance(value, str) else as_text(value))

    def person(self, target: Field, part: str = "") -> str:
        """A person's name; unusual characters are remarked upon."""
        name = person_name(stated(self.cell(target, part)))
        odd = odd_characters(name)
        if odd:
            self.report(Code.NAME_ODD, target, part, found=odd, name=name)
        return self.fitted(name, target, part)

    def number(self, target: Field) -> str | None:
        """An id as text; ruined ones are refused."""
        read = identifier(self.cell(target))
        if isinstance(read, Fault):
            self.report(read.code, target, found=read.found)
            return None
        if maybe_rounded(read):
            self.report(Code.ID_MAYBE_ROUNDED, target, found=read)
        return self.fitted(read, target) or None

    def phone(self, target: Field, part: str = "") -> str | None:
        """A telephone number; the first where there are several."""
        value = self.cell(target, part)
        if is_blank(value):
            return None
        read = phones(value)
        if isinstance(read, Fault):
            self.report(read.code, target, part, found=read.found)
            return None
        if len(read) > 1:
            self.report(Code.PHONE_SEVERAL, target, part, found="、".join(read), kept=read[0])
        return read[0] if read else ""

    def choice(self, target: Field, words: Mapping[str, V], code: Code, part: str = "") -> V | None:
        """One of a few values, under any of its words."""
        value = self.cell(target, part)
        written = plain(as_text(value)).replace(" ", "").casefold()
        if not written:
            return None
        if written not in words:
            self.report(code, target, part, found=written)
            return None
        return words[written]

    def class_key(self) -> ClassKey | None:
        """The class of this line, from its column, or from the title or name of the sheet."""
        value = self.cell(Field.CLASS)
        if isinstance(value, date):
            self.report(Code.CLASS_BECAME_DATE, Field.CLASS, found=value.isoformat())
            return None
        name = stated(value) or self.fallback_class
        if not name:
            return None
        read = read_class(name, stated(self.cell(Field.GRADE)), self.year)
        if isinstance(read, Fault):
            self.report(read.code, Field.CLASS, found=read.found)
            return None
        return ClassKey(read.level, self.fitted(read.label, Field.CLASS))
