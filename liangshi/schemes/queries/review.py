"""What a draft changes against the version in force, line by line of its text."""

from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.writing import dump
from liangshi.schemes.queries.versions import parsed, version_on


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison: `added`, `removed` or `same`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """`first` where there is no version yet; otherwise the lines that differ, each with its surroundings."""

    first: bool
    lines: tuple[Line, ...]


def review_of(school: int, scheme: Scheme, day: date) -> Review:
    """Compare the draft with the version in force on `day`."""
    version = version_on(school, day)
    if version is None:
        return Review(first=True, lines=())
    before, after = dump(parsed(version.text)).splitlines(), dump(scheme).splitlines()
    compared = list(unified_diff(before, after, n=4, lineterm=""))[2:]
    return Review(first=False, lines=tuple(_line(text) for text in compared))


def _line(text: str) -> Line:
    kinds = {"+": "added", "-": "removed", "@": "break"}
    return Line(kinds.get(text[:1], "same"), text[1:] if text[:1] != "@" else "")
