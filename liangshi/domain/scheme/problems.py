"""Problems of a document: code, parameters and place. The words live in `words`."""

from __future__ import annotations

from dataclasses import dataclass

from liangshi.domain.scheme.places import Path

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in its place."""

    line: int
    path: str
    code: str
    parameters: Parameters = ()

    def parameter(self, name: str) -> str:
        """One parameter by name; empty where the problem has none of that name."""
        return next((value for key, value in self.parameters if key == name), "")


@dataclass(frozen=True, slots=True)
class LoadProblems:
    """Every problem found in a text, in the order of its lines."""

    problems: tuple[Problem, ...]

    def codes(self) -> tuple[str, ...]:
        return tuple(problem.code for problem in self.problems)


def shown(path: Path) -> str:
    """A key path as a person reads it, counting from one: duties[2].rhythm.every."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def problem(line: int, path: Path, code: str, **parameters: object) -> Problem:
    """A problem at a path; parameters are kept as text, in the order of their names."""
    pairs = tuple(sorted((name, str(value)) for name, value in parameters.items()))
    return Problem(line, shown(path), code, pairs)
