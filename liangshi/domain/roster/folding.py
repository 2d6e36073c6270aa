"""Remarks that say the same thing become one that names every place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .problems import Code, Param, Problem, Severity

_Key = tuple[Code, str, str, tuple[tuple[str, Param], ...]]


def folded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the same order; what stops or asks stands by itself, for each place has to be mended."""
    groups: dict[_Key | int, list[Problem]] = {}
    for at, problem in enumerate(problems):
        groups.setdefault(_key(problem) or at, []).append(problem)
    return tuple(group[0] if len(group) == 1 else _joined(group) for group in groups.values())


def _key(problem: Problem) -> _Key | None:
    if problem.severity is not Severity.REMARK or not problem.place.row:
        return None
    said = () if problem.code is Code.CLASS_NEW else tuple(sorted(problem.params.items()))
    return problem.code, problem.place.sheet, problem.place.column, said


def _joined(group: Sequence[Problem]) -> Problem:
    first = group[0]
    if first.code is Code.CLASS_NEW:
        params: dict[str, Param] = {"classes": ",".join(str(problem.params["classes"]) for problem in group)}
    else:
        rows = (str(problem.place.row) for problem in group)
        params = {**first.params, "rows": ",".join(rows)}
    return replace(first, params=params)
