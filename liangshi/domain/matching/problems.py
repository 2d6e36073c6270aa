"""What is wrong with a market: every problem at once, as codes with parameters and a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing to mend; the words for a code live at the edge (docs/matching-format.md lists all codes)."""

    code: str
    path: str
    params: Mapping[str, str | int]

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.path}: {self.code}({shown})"


class MarketErrors(ValueError):  # noqa: N818 - it carries all of them
    """The market cannot be built; `problems` names everything found, in order of the document."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in problems[:20]))
