"""Lines of a form that is answered in words: what was asked, and what was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that is asked for: a stable key, and the words beside the field (empty for the built-in lines)."""

    key: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was asked and answered."""

    key: str
    label: str
    text: str


WELL, HARD, TRY = "well", "hard", "try"

THREE_LINES = (Asked(WELL), Asked(HARD), Asked(TRY))
"""What went well, what was hard, what I will try."""


def lines_of(asked: Iterable[Asked], answers: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines with what was written; nothing that was not asked for."""
    return tuple(Line(one.key, one.label, answers[one.key].strip()) for one in asked if one.key in answers)


def says_something(lines: Iterable[Line]) -> bool:
    """Whether any line holds a word."""
    return any(line.text for line in lines)
