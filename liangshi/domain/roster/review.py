"""From an opened file to a plan, or to every problem at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .classes import SchoolYear
from .folding import folded
from .grid import Sheet
from .interpret import interpret
from .mapping import SheetMapping
from .planning import Plan, Policy, Refused, plan
from .problems import Code, Problem
from .rows import Present

_FOLLOWING = frozenset({Code.STAFF_UNKNOWN, Code.STUDENT_UNKNOWN})


def review(
    sheets: Iterable[Sheet],
    mappings: Sequence[SheetMapping],
    year: SchoolYear,
    present: Present,
    policy: Policy,
) -> Plan | Refused:
    """Read and compare; one list of problems in the order of the file."""
    order = {mapping.sheet: position for position, mapping in enumerate(mappings)}
    read = interpret(sheets, mappings, year)
    outcome = plan(read.rows, present, policy)
    found = outcome.remarks if isinstance(outcome, Plan) else outcome.problems
    if not any(problem.stops for problem in read.problems):
        problems = _in_order((*read.problems, *found), order)
        if isinstance(outcome, Plan):
            return replace(outcome, remarks=problems)
        return Refused(problems)
    # A person whose own row cannot be read is unknown to the rows that name them: say it once.
    found = tuple(problem for problem in found if problem.code not in _FOLLOWING)
    return Refused(_in_order((*read.problems, *found), order))


def _in_order(problems: Iterable[Problem], order: dict[str, int]) -> tuple[Problem, ...]:
    def key(problem: Problem) -> tuple[int, int, int, str]:
        place = problem.place
        return order.get(place.sheet, -1), place.row, len(place.column), place.column

    return folded(sorted(problems, key=key))
