"""What stands beside a student's name on the mentor's first screen. Apps that know something join in here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from liangshi.domain.access import Viewer

from .cards import Line
from .duties_cards import next_due_marks
from .wellbeing_cards import care_needed

Marks = Callable[[Viewer, frozenset[int], datetime], Mapping[int, Line]]
"""For some of these students (by key) one short line each; a fixed number of statements, nothing out of reach."""

NEXT_DUE: tuple[Marks, ...] = (next_due_marks,)
"""What is due next for a student, with the page where it is done; the first that knows something is shown."""

CARE: tuple[Marks, ...] = (care_needed,)
"""That a student needs care, and what to do about it; never why."""


def marks_of(sources: Iterable[Marks], viewer: Viewer, students: frozenset[int], now: datetime) -> dict[int, Line]:
    """The first line of the sources for each student."""
    found: dict[int, Line] = {}
    for source in sources:
        found = {**source(viewer, students, now), **found}
    return found
